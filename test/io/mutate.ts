/** Linear congruential generator: a test must fail or pass the same way everywhere. */
export function generator(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Bytes that mean something in one format or another. */
const INTERESTING = [0, 9, 10, 13, 32, 34, 35, 44, 45, 46, 48, 57, 59, 69, 91, 93, 101, 123, 125, 0xc3, 0xef, 0xff];
const LONGEST_REPEAT = 60;

/** A damaged copy: bytes changed, removed, put in, repeated, or the end replaced; one to three times. */
export function mutate(original: Uint8Array, random: (below: number) => number): Uint8Array {
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
        bytes = spliced(bytes, at, 0, bytes.slice(from, from + LONGEST_REPEAT));
        break;
      }
      case 4:
        // One bit, so that counts and exponents change by powers of two.
        bytes = spliced(bytes, at, 1, Uint8Array.of((bytes[at] ?? 0) ^ (1 << random(8))));
        break;
      default:
        bytes = spliced(bytes, at, bytes.length, bytes.slice(random(bytes.length + 1)));
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
