/**
 * Guesses the next bit of a WebAssembly module from all before it. Seven contexts, from what stood before and where the byte stands in its
 * instruction, each know how often a 1 came; a neural network of one layer, with weights for each
 * place and each kind and beginning of a byte, weighs what they say. The method is that of Mahoney (Adaptive Weighing of Context Models for
 * Lossless Data Compression, Florida Institute of Technology, 2005).
 *
 * Single-precision arithmetic in a fixed order, without functions of the host, so that packing and unpacking agree to the last bit.
 */
import {
  before0,
  before1,
  before2,
  before3,
  begun,
  enterFunctions,
  follow,
  kind,
  lastOfKind,
  leaveFunctions,
  mix,
  OPCODE,
  position,
} from "./instructions";

const CONTEXTS = 7;
/** Contexts, and what followed the last time. */
const INPUTS = CONTEXTS + 1;
const INPUT_BYTES: usize = INPUTS * 4;
const CONTEXT_BYTES: usize = CONTEXTS * 4;

const STEPS = 4096;
/** Chances as logarithms of their odds run from -12 to 12. */
const STEPS_PER_UNIT: f32 = 170.6;
const STEEPNESS: f64 = 0.9941555427;
const ODDS_AT_LOW: f64 = 162754.79;

const SQUASHED: usize = 0x10000;
const STRETCHED: usize = 0x14000;
const WEIGHTS_BY_PLACE: usize = 0x20000;
const WEIGHTS_BY_BITS: usize = 0x30000;
const FOUND: usize = 0x60000;
/** The module, behind some zeros. */
export const OUTPUT: usize = 0xa0010;
/** What was packed. */
export const INPUT: usize = 0xe0000;
/**
 * For each context 2^19 counters: a chance of 22 bits, from -1/2, and how often it was seen. The first of each sixteen is the hash that the
 * others belong to: another begins anew, which is better than to go on with what is not its own.
 */
const COUNTERS: usize = 0x200000;

const FIRST_WEIGHT: f32 = 0.2;
const LEARNING: f32 = 0.015;
const MOST_SEEN = 12;
const FIRST_RATE: f32 = 1.12;
const SHORTEST_MATCH = 5;
const LONGEST_MATCH = 16;
/** How sure each byte of a match makes of the next. */
const SURENESS: f32 = 0.25;

const SLOTS: usize = memory.data(28, 16);
const HASHES: usize = memory.data(28, 16);
/** By how much of the rest a counter moves that was seen so often. */
const RATES: usize = memory.data(52, 16);
const HEARD: usize = memory.data(32, 16);

let filled = 0;
/** The bits of this byte so far after a leading 1, and those of its half. */
let bits = 1;
let half = 1;
let matched = 0;
let matchAt = 0;
/** The bit that followed the last time. */
let expected = 0;
let byPlace: usize = 0;
let byBits: usize = 0;
let chanceByPlace: f32 = 0;
let chanceByBits: f32 = 0;
let functions = 0;
let functionsEnd = 0;

/** The module has functions from byte `from` up to byte `to`. */
export function begin(from: i32, to: i32): void {
  functions = from;
  functionsEnd = to;
  let odds = ODDS_AT_LOW;
  for (let step = 0; step < STEPS; step++, odds *= STEEPNESS) {
    store<f32>(SQUASHED + (<usize>step << 2), <f32>(1 / (1 + odds)));
  }
  let above: f32 = 0;
  for (let step = 0; step < STEPS / 2; step++) {
    const chance: f32 = <f32>(STEPS / 2 + step) / <f32>STEPS;
    store<f32>(STRETCHED + (<usize>(STEPS / 2 + step) << 2), above);
    store<f32>(STRETCHED + (<usize>(STEPS / 2 - 1 - step) << 2), -above);
    above += 1 / (<f32>STEPS * chance * (1 - chance));
  }
  for (let seen = 0; seen <= MOST_SEEN; seen++) {
    store<f32>(RATES + (<usize>seen << 2), 1 / (<f32>seen + FIRST_RATE));
  }
  for (let at = WEIGHTS_BY_PLACE; at < FOUND; at += 4) store<f32>(at, FIRST_WEIGHT);
  chooseContexts();
}

function squash(x: f32): f32 {
  const step = max<f32>(1, min<f32>(<f32>(STEPS - 1), x * STEPS_PER_UNIT + <f32>(STEPS / 2)));
  return load<f32>(SQUASHED + (<usize>(<i32>step) << 2));
}

function written(ago: i32): i32 {
  return load<u8>(OUTPUT + filled - ago);
}

function place(): i32 {
  return (kind << 4) + min(position, 15);
}

function chooseContexts(): void {
  const here = place();
  const start = mix(here, kind === OPCODE ? 0 : begun);
  const one = mix(start, before0);
  const two = mix(one, before1);
  const last = written(1);
  store<i32>(HASHES, here);
  store<i32>(HASHES, mix(here, last), 4);
  store<i32>(HASHES, mix(last, written(2)), 8);
  store<i32>(HASHES, one, 12);
  store<i32>(HASHES, two, 16);
  store<i32>(HASHES, mix(mix(two, before2), before3), 20);
  store<i32>(HASHES, mix(start, lastOfKind()), 24);
}

/** The chance that the next bit is a 1, of 2^16. */
export function guess(): i32 {
  for (let at: usize = 0; at < CONTEXT_BYTES; at += 4) {
    if (half === 1) {
      const hash = <u32>mix(load<i32>(HASHES + at), bits);
      const slot = COUNTERS + (at << 19) + <usize>((hash >> 17) << 6);
      if (load<u32>(slot) !== hash) {
        memory.fill(slot, 0, 64);
        store<u32>(slot, hash);
      }
      store<usize>(SLOTS + at, slot);
    }
    const counter = load<i32>(load<usize>(SLOTS + at) + (<usize>half << 2));
    store<f32>(HEARD + at, load<f32>(STRETCHED + STEPS * 2 + ((counter >> 20) << 2)));
  }
  let said: f32 = 0;
  if (matched) {
    const there = <i32>load<u8>(OUTPUT + matchAt) | 256;
    const length = 31 - clz(bits);
    if (there >> (8 - length) === bits) {
      expected = (there >> (7 - length)) & 1;
      said = <f32>min(matched, LONGEST_MATCH) * SURENESS;
      if (!expected) said = -said;
    } else {
      matched = 0;
    }
  }
  store<f32>(HEARD + CONTEXT_BYTES, said);
  byPlace = WEIGHTS_BY_PLACE + <usize>place() * INPUT_BYTES;
  byBits = WEIGHTS_BY_BITS + <usize>((kind << 8) + bits) * INPUT_BYTES;
  const x = weighed(byPlace);
  const y = weighed(byBits);
  chanceByPlace = squash(x);
  chanceByBits = squash(y);
  const z = (x + y) * 0.5;
  return max(1, min(65535, <i32>(squash(z) * 65536)));
}

function weighed(weights: usize): f32 {
  let sum = f32x4.mul(v128.load(weights), v128.load(HEARD));
  sum = f32x4.add(sum, f32x4.mul(v128.load(weights, 16), v128.load(HEARD, 16)));
  return (
    f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 1) + (f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3))
  );
}

function teach(weights: usize, error: f32): void {
  const step = f32x4.splat(error * LEARNING);
  for (let at: usize = 0; at < INPUT_BYTES; at += 16) {
    v128.store(weights + at, f32x4.add(v128.load(weights + at), f32x4.mul(step, v128.load(HEARD + at))));
  }
}

/** The bit that came. */
export function learn(bit: i32): void {
  const came = <f32>bit;
  teach(byPlace, came - chanceByPlace);
  teach(byBits, came - chanceByBits);
  const target = bit ? 0x1fffff : -0x200000;
  for (let context: usize = 0; context < CONTEXT_BYTES; context += 4) {
    const at = load<usize>(SLOTS + context) + (<usize>half << 2);
    const counter = load<i32>(at);
    const seen = counter & 1023;
    const chance = counter >> 10;
    const moved = chance + <i32>(<f32>(target - chance) * load<f32>(RATES + (<usize>seen << 2)));
    store<i32>(at, (moved << 10) | min(seen + 1, MOST_SEEN));
  }
  if (expected !== bit) matched = 0;
  bits = (bits << 1) | bit;
  half = (half << 1) | bit;
  if (half >= 16) half = 1;
  if (bits >= 256) endByte();
}

function endByte(): void {
  const byte = bits & 255;
  bits = 1;
  store<u8>(OUTPUT + filled, byte);
  filled++;
  match();
  follow(byte, written(2));
  if (filled === functions) enterFunctions();
  if (filled === functionsEnd) leaveFunctions();
  chooseContexts();
}

/** Looks where the last bytes stood before. */
function match(): void {
  let hash = 0;
  for (let ago = SHORTEST_MATCH; ago > 0; ago--) hash = mix(hash, written(ago));
  const entry = FOUND + (((<u32>hash >> 16) << 2) as usize);
  if (matched) {
    matched++;
    matchAt++;
  } else {
    matchAt = load<i32>(entry);
    if (matchAt) {
      while (matched < LONGEST_MATCH && matched < matchAt && load<u8>(OUTPUT + matchAt - 1 - matched) === written(1 + matched)) matched++;
      if (matched < SHORTEST_MATCH) matched = 0;
    }
  }
  store<i32>(entry, filled);
}
