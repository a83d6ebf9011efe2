/**
 * Follows a WebAssembly module byte by byte as far as it helps to guess the next one: which kind of byte it is, of which instruction, and
 * what stood before it.
 */

/** Bytes outside of functions. */
const ELSEWHERE = 0;
export const OPCODE = 1;
const LOCAL = 2;
const GLOBAL = 3;
const FUNCTION = 4;
const INTEGER = 5;
/** An alignment, a lane or a zero. */
const SMALL = 6;
const OFFSET = 7;
const DOUBLE = 8;
const VECTOR = 9;
const BLOCK = 10;
const VECTOR_OPCODE = 11;
const LABEL = 12;
const BULK_OPCODE = 13;
/** Size and local variables of a function. */
const HEAD = 14;
const TABLE = 15;

/** Phases of what is read. */
const IN_MODULE = 0;
const IN_COUNT = 1;
const IN_SIZE = 2;
const IN_COUNT_OF_GROUPS = 3;
const IN_GROUPS = 4;
const IN_BODY = 5;

/** The kind of the next byte, and which of its kind it is. */
export let kind = ELSEWHERE;
export let position = 0;
/** What of the instruction has been read, as one number; 0 where nothing has. */
export let begun = 0;
/** The instructions before, the last one first, without operands; outside of functions bytes. */
export let before0 = 0;
export let before1 = 0;
export let before2 = 0;
export let before3 = 0;

/** The last operand of each kind. */
const LAST: usize = memory.data(64, 16);

let phase = IN_MODULE;
let groups = 0;
let size = 0;
let shift = 0;
let left = 0;
let opcode = 0;
/** Kinds of the operands to come, four bits each. */
let operands = 0;
let entries = 0;

/** A number for two. */
export function mix(a: i32, b: i32): i32 {
  return (a * 0x2f0b4c47 + b) * 0x6f4f2a35 + 7;
}

export function lastOfKind(): i32 {
  return load<i32>(LAST + (<usize>kind << 2));
}

function operandsOf(byte: i32): i32 {
  if (byte >= 0x20 && byte <= 0x22) return LOCAL;
  if (byte >= 0x28 && byte <= 0x3e) return (OFFSET << 4) | SMALL;
  if (byte === 0x44) return DOUBLE;
  if (byte === 0x41 || byte === 0x42) return INTEGER;
  if (byte === 0x23 || byte === 0x24) return GLOBAL;
  if (byte === 0xfd) return VECTOR_OPCODE;
  if (byte === 0x0c || byte === 0x0d) return LABEL;
  if (byte >= 0x02 && byte <= 0x04) return BLOCK;
  if (byte === 0x10) return FUNCTION;
  if (byte === 0x11) return (SMALL << 4) | FUNCTION;
  if (byte === 0x3f || byte === 0x40) return SMALL;
  if (byte === 0x0e) return TABLE;
  return byte === 0xfc ? BULK_OPCODE : 0;
}

function operandsOfVector(byte: i32): i32 {
  if (byte < 12 || byte === 92 || byte === 93) return (OFFSET << 4) | SMALL;
  if (byte < 14) return VECTOR;
  if (byte >= 84 && byte <= 91) return (SMALL << 8) | (OFFSET << 4) | SMALL;
  return byte >= 21 && byte <= 34 ? SMALL : 0;
}

function remember(instruction: i32): void {
  before3 = before2;
  before2 = before1;
  before1 = before0;
  before0 = instruction;
}

function enter(next: i32, nextKind: i32): void {
  phase = next;
  kind = nextKind;
  position = next;
}

/** From here on functions are read. */
export function enterFunctions(): void {
  enter(IN_COUNT, HEAD);
}

export function leaveFunctions(): void {
  enter(IN_MODULE, ELSEWHERE);
}

/** Takes the next byte. */
export function follow(byte: i32, previous: i32): void {
  const more = byte > 127;
  if (phase === IN_MODULE) {
    remember(byte);
    return;
  }
  if (phase === IN_COUNT) {
    if (!more) {
      left = 0;
      shift = 0;
      enter(IN_SIZE, HEAD);
    }
    return;
  }
  if (phase === IN_SIZE) {
    left |= (byte & 127) << shift;
    shift += 7;
    if (!more) enter(IN_COUNT_OF_GROUPS, HEAD);
    return;
  }
  left--;
  if (phase === IN_COUNT_OF_GROUPS) {
    // Each is a number and a type.
    groups = byte << 1;
    enter(IN_GROUPS, HEAD);
  } else if (phase === IN_GROUPS && !more) {
    groups--;
    position ^= 1;
  }
  if (phase < IN_BODY) {
    if (groups) return;
    enter(IN_BODY, OPCODE);
    position = 0;
    return;
  }
  followInstruction(byte, previous, more);
}

function followInstruction(byte: i32, previous: i32, more: bool): void {
  if (kind === OPCODE) {
    opcode = byte;
    begun = byte;
    operands = operandsOf(byte);
  } else {
    begun = mix(begun, byte);
    if (kind === DOUBLE || kind === VECTOR) {
      if (++position < (kind === DOUBLE ? 8 : 16)) return;
    } else if (more) {
      position++;
      return;
    }
    if (kind === VECTOR_OPCODE) {
      const chosen = position ? (byte << 7) | (previous & 127) : byte;
      opcode |= chosen << 8;
      operands = operandsOfVector(chosen);
    } else if (kind === BULK_OPCODE) {
      operands = byte === 10 ? (SMALL << 4) | SMALL : byte === 11 ? SMALL : 0;
    }
    store<i32>(LAST + (<usize>kind << 2), begun);
    if (kind === TABLE) {
      entries = byte + 1;
      operands = LABEL;
    } else if (entries && --entries) {
      operands = LABEL;
    }
  }
  position = 0;
  kind = operands & 15;
  operands >>= 4;
  if (kind) return;
  remember(opcode);
  begun = 0;
  kind = OPCODE;
  if (left) return;
  shift = 0;
  enter(IN_SIZE, HEAD);
}
