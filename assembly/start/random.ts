/** Seeded random numbers: xoshiro128** (Blackman and Vigna 2018), seeded by splitmix32. The same on every machine. */

let s0: u32 = 1;
let s1: u32 = 2;
let s2: u32 = 3;
let s3: u32 = 4;
let seedState: u32 = 0;

function splitmix(): u32 {
  seedState += 0x9e3779b9;
  let z = seedState;
  z = (z ^ (z >>> 16)) * 0x85ebca6b;
  z = (z ^ (z >>> 13)) * 0xc2b2ae35;
  return z ^ (z >>> 16);
}

export function seedRandom(seed: u32): void {
  seedState = seed;
  s0 = splitmix();
  s1 = splitmix();
  s2 = splitmix();
  s3 = splitmix();
}

function next(): u32 {
  const result = rotl<u32>(s1 * 5, 7) * 9;
  const t = s1 << 9;
  s2 ^= s0;
  s3 ^= s1;
  s1 ^= s2;
  s0 ^= s3;
  s2 ^= t;
  s3 = rotl<u32>(s3, 11);
  return result;
}

/** Uniform in [0, 1) with 53 bits. */
export function uniform(): f64 {
  const high = <f64>(next() >>> 5);
  const low = <f64>(next() >>> 6);
  return (high * 67108864.0 + low) / 9007199254740992.0;
}
