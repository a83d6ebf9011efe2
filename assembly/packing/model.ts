/**
 * Guesses the next bit of a WebAssembly module from all before it. Seven contexts, from what stood before and where the byte stands in its
 * instruction, each know how often a 1 came; a neural network of one layer, two sets of weights chosen by place, weighs what they say. The method is that of Mahoney (Adaptive Weighing of Context Models for Lossless Data Compression, 2005).
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
const INPUT_BYTES = INPUTS * 4;

const STEPS = 4096;
/** Chances as logarithms of their odds run from -12 to 12. */
const STEPS_PER_UNIT: f32 = 170.6;
const STEEPNESS: f64 = 0.9941555427;
const ODDS_AT_LOW: f64 = 162754.79;

const SQUASHED: usize = 0x10000;
const STRETCHED: usize = 0x14000;
const WEIGHTS_BY_PLACE: usize = 0x20000;
const WEIGHTS_BY_MATCH: usize = 0x30000;
const FOUND: usize = 0x60000;
/** The module. */
export const OUTPUT: usize = 0xa0000;
/** What was packed. */
export const INPUT: usize = 0xe0000;
/** For each context 2^18 counters: a chance of 22 bits, from -1/2, and how often it was seen. */
const COUNTERS: usize = 0x200000;

const FIRST_WEIGHT: f32 = 0.15;
const LEARNING: f32 = 0.02;
const MOST_SEEN = 30;
const FIRST_RATE: f32 = 1.3;
const SHORTEST_MATCH = 5;
const LONGEST_MATCH = 31;

const SLOTS: usize = memory.data(CONTEXTS * 4, 16);
const HASHES: usize = memory.data(CONTEXTS * 4, 16);
const HEARD: usize = memory.data(INPUT_BYTES, 16);
/** How far a match of each length was right. */
const RIGHT: usize = memory.data(4 * (LONGEST_MATCH + 1), 16);

let filled = 0;
/** The bits of this byte so far after a leading 1, and those of its half. */
let bits = 1;
let half = 1;
let matched = 0;
let matchAt = 0;
/** The bit that followed the last time, -1 where there is no match. */
let expected = -1;
let byPlace: usize = 0;
let byMatch: usize = 0;
let chanceByPlace: f32 = 0;
let chanceByMatch: f32 = 0;
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
  for (let at = WEIGHTS_BY_PLACE; at < FOUND; at += 4) store<f32>(at, FIRST_WEIGHT);
  for (let length = 0; length <= LONGEST_MATCH; length++) store<f32>(RIGHT + (<usize>length << 2), 0.9);
  chooseContexts();
}

function squash(x: f32): f32 {
  const step = max<f32>(1, min<f32>(<f32>(STEPS - 1), x * STEPS_PER_UNIT + <f32>(STEPS / 2)));
  return load<f32>(SQUASHED + (<usize>(<i32>step) << 2));
}

function written(ago: i32): i32 {
  return filled < ago ? 0 : load<u8>(OUTPUT + filled - ago);
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
  store<i32>(HASHES, one, 4);
  store<i32>(HASHES, two, 8);
  store<i32>(HASHES, mix(mix(two, before2), before3), 12);
  store<i32>(HASHES, mix(start, lastOfKind()), 16);
  store<i32>(HASHES, last, 20);
  store<i32>(HASHES, mix(mix(here, last), written(2)), 24);
}

/** The chance that the next bit is a 1, of 2^16. */
export function guess(): i32 {
  if (half === 1) {
    for (let context = 0; context < CONTEXTS; context++) {
      const hash = (load<i32>(HASHES + (<usize>context << 2)) + bits * 0x2f0b4c47) * 0x9e3779b1;
      store<usize>(SLOTS + (<usize>context << 2), COUNTERS + (<usize>context << 20) + (((<u32>hash >> 18) << 6) as usize));
    }
  }
  for (let context = 0; context < CONTEXTS; context++) {
    const counter = load<i32>(load<usize>(SLOTS + (<usize>context << 2)) + (<usize>half << 2));
    store<f32>(HEARD + (<usize>context << 2), counter & 1023 ? load<f32>(STRETCHED + STEPS * 2 + ((counter >> 20) << 2)) : 0);
  }
  expected = -1;
  let said: f32 = 0;
  if (matched) {
    const there = <i32>load<u8>(OUTPUT + matchAt) | 256;
    const length = 31 - clz(bits);
    if (there >> (8 - length) === bits) {
      expected = (there >> (7 - length)) & 1;
      said = load<f32>(STRETCHED + (<usize>(<i32>(load<f32>(RIGHT + (<usize>min(matched, LONGEST_MATCH) << 2)) * <f32>(STEPS - 1))) << 2));
      if (!expected) said = -said;
    } else {
      matched = 0;
    }
  }
  store<f32>(HEARD, said, CONTEXTS * 4);
  byPlace = WEIGHTS_BY_PLACE + place() * INPUT_BYTES;
  byMatch = WEIGHTS_BY_MATCH + ((min(matched, 15) << 8) + bits) * INPUT_BYTES;
  const x = weighed(byPlace);
  const y = weighed(byMatch);
  chanceByPlace = squash(x);
  chanceByMatch = squash(y);
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
  for (let at: usize = 0; at < <usize>INPUT_BYTES; at += 16) {
    v128.store(weights + at, f32x4.add(v128.load(weights + at), f32x4.mul(step, v128.load(HEARD + at))));
  }
}

function moveTo(at: usize, target: f32, rate: f32): void {
  const value = load<f32>(at);
  store<f32>(at, value + (target - value) * rate);
}

/** The bit that came. */
export function learn(bit: i32): void {
  const came = <f32>bit;
  teach(byPlace, came - chanceByPlace);
  teach(byMatch, came - chanceByMatch);
  const target = bit ? 0x1fffff : -0x200000;
  for (let context = 0; context < CONTEXTS; context++) {
    const at = load<usize>(SLOTS + (<usize>context << 2)) + (<usize>half << 2);
    const counter = load<i32>(at);
    const seen = counter & 1023;
    const chance = counter >> 10;
    const moved = chance + <i32>(<f32>(target - chance) / (<f32>seen + FIRST_RATE));
    store<i32>(at, (moved << 10) | min(seen + 1, MOST_SEEN));
  }
  if (expected >= 0) {
    moveTo(RIGHT + (<usize>min(matched, LONGEST_MATCH) << 2), expected === bit ? 1 : 0, 0.015625);
    if (expected !== bit) matched = 0;
  }
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
  for (let ago = SHORTEST_MATCH; ago > 0; ago--) hash = hash * 0x2f0b4c47 + written(ago) + 1;
  const entry = FOUND + (((<u32>(hash * 0x9e3779b1) >> 16) << 2) as usize);
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
