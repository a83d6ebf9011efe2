/** Draws whole numbers from 0 to below the bound. */
export type Random = (below: number) => number;

const GOLDEN = 0x9e3779b9;

/**
 * The random numbers of one mutation of one sample (splitmix32): each mutation has its own, so that any of them can be made
 * again, on every machine, without those before it.
 */
export function randomOf(sample: string, mutation: number): Random {
  // FNV-1a.
  let hash = 0x811c9dc5;
  for (let index = 0; index < sample.length; index++) hash = Math.imul(hash ^ sample.charCodeAt(index), 0x01000193);
  let state = mixed(mixed(hash) ^ mutation);
  return (below) => {
    state = (state + GOLDEN) | 0;
    return Math.floor((mixed(state) / 2 ** 32) * below);
  };
}

function mixed(number: number): number {
  let bits = number;
  bits = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad);
  bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
  return (bits ^ (bits >>> 15)) >>> 0;
}

/** Bytes that mean something in one format or another. */
const INTERESTING = [0, 9, 10, 13, 32, 34, 35, 44, 45, 46, 48, 57, 59, 69, 91, 93, 101, 123, 125, 0xc3, 0xef, 0xff];
const LONGEST_REPEAT = 60;

/** A damaged copy: bytes changed, removed, put in, repeated, or the end replaced; one to three times. */
export function mutate(original: Uint8Array, random: Random): Uint8Array {
  let bytes = original;
  for (let count = 1 + random(3); count > 0; count--) {
    const at = random(bytes.length + 1);
    switch (random(6)) {
      case 0:
        bytes = spliced(bytes, at, 1, Uint8Array.of(random(256)));
        break;
      case 1:
        bytes = spliced(bytes, at, 1 + random(20));
        break;
      case 2:
        bytes = spliced(bytes, at, 0, Uint8Array.of(INTERESTING[random(INTERESTING.length)] ?? 0));
        break;
      case 3: {
        const from = random(bytes.length + 1);
        bytes = spliced(bytes, at, 0, bytes.subarray(from, from + LONGEST_REPEAT));
        break;
      }
      case 4:
        // One bit, so that counts and exponents change by powers of two.
        bytes = spliced(bytes, at, 1, Uint8Array.of((bytes[at] ?? 0) ^ (1 << random(8))));
        break;
      default:
        bytes = spliced(bytes, at, bytes.length, bytes.subarray(random(bytes.length + 1)));
    }
  }
  return bytes;
}

function spliced(bytes: Uint8Array, at: number, removed: number, put: Uint8Array = new Uint8Array(0)): Uint8Array {
  const rest = bytes.subarray(at + removed);
  const result = new Uint8Array(at + put.length + rest.length);
  result.set(bytes.subarray(0, at));
  result.set(put, at);
  result.set(rest, at + put.length);
  return result;
}
