import { Random } from "../../bench/random.ts";
import { parseCircuit, simulate } from "../../src/index.ts";
import { checksum } from "../math/accuracy.ts";

/** Checksum of the bits of the impedances of one CPE over many frequencies. */
export interface BlockChecksum {
  readonly n: number;
  readonly checksum: string;
}

const BLOCKS = 100;
const FREQUENCIES = 1000;
/** Frequencies lie between 2^-40 and 2^40 Hz. */
const LARGEST_EXPONENT = 40;

/** Evenly spread over the exponents of 2, by doubling and halving only. */
function drawFrequency(random: Random): number {
  let frequency = random.uniform(1, 2);
  const exponent = Math.floor(random.uniform(-LARGEST_EXPONENT, LARGEST_EXPONENT));
  for (let k = 0; k < exponent; k++) frequency *= 2;
  for (let k = 0; k > exponent; k--) frequency /= 2;
  return frequency;
}

/**
 * The engine's exp, ln, sin and cos over 10^5 seeded arguments, as the impedances 1/(Q (j omega)^n), which need all four.
 */
export function impedanceChecksums(): BlockChecksum[] {
  const random = new Random(20_26);
  const circuit = parseCircuit("CPE1");
  return Array.from({ length: BLOCKS }, () => {
    const n = random.uniform(0, 1);
    const frequencies = Float64Array.from({ length: FREQUENCIES }, () => drawFrequency(random));
    const { re, im } = simulate(circuit, frequencies, { "CPE1.Q": random.uniform(1e-6, 1e-3), "CPE1.n": n });
    return { n, checksum: checksum(re, im) };
  });
}
