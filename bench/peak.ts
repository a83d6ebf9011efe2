import { main } from "assemblyscript/asc";

/**
 * Peak of the machine in f64x2 arithmetic as WebAssembly reaches it: chains of multiplications and of additions that do
 * not depend on each other, so that only the arithmetic units limit them. Several mixes are tried, since processors
 * differ in how many of their ports multiply and how many add.
 */

interface Mix {
  readonly multiplications: number;
  readonly additions: number;
}

/** Chains in flight. Sixteen registers hold at most fourteen of them beside the two constants. */
const mixes: readonly Mix[] = [
  { multiplications: 4, additions: 4 },
  { multiplications: 5, additions: 5 },
  { multiplications: 6, additions: 6 },
  { multiplications: 7, additions: 6 },
  { multiplications: 9, additions: 4 },
  { multiplications: 4, additions: 8 },
  { multiplications: 8, additions: 4 },
  { multiplications: 12, additions: 0 },
  { multiplications: 0, additions: 12 },
];

/** Steps of each chain a turn of the loop, so that the loop itself costs nothing. */
const UNROLLED = 8;
const LANES = 2;

/** AssemblyScript source of a kernel; its constants keep the chains within range for any number of turns that is run here. */
export function peakSource({ multiplications, additions }: Mix): string {
  const products = Array.from({ length: multiplications }, (_, i) => `m${i}`);
  const sums = Array.from({ length: additions }, (_, i) => `a${i}`);
  const chains = [...products, ...sums];
  const declarations = chains.map((name, i) => `  let ${name} = f64x2.splat(x + ${i}.0);`);
  const turn = [
    ...products.map((name) => `    ${name} = f64x2.mul(${name}, factor);`),
    ...sums.map((name) => `    ${name} = f64x2.add(${name}, term);`),
  ];
  const total = chains.reduce((sum, name) => `f64x2.add(${sum}, ${name})`);
  return [
    "export function run(turns: i32, x: f64): f64 {",
    ...declarations,
    "  const factor = f64x2.splat(1.0 + x * 1e-12);",
    "  const term = f64x2.splat(x * 1e-12);",
    "  for (let i = 0; i < turns; i++) {",
    ...Array.from({ length: UNROLLED }, () => turn).flat(),
    "  }",
    `  const total = ${total};`,
    "  return f64x2.extract_lane(total, 0) + f64x2.extract_lane(total, 1);",
    "}",
  ].join("\n");
}

interface Kernel {
  run(turns: number, x: number): number;
}

function isKernel(exports: WebAssembly.Exports): exports is WebAssembly.Exports & Kernel {
  return typeof exports["run"] === "function";
}

async function compile(source: string): Promise<Kernel> {
  let binary: Uint8Array | undefined;
  let messages = "";
  const options = ["--outFile", "peak.wasm", "--runtime", "stub", "--use", "abort=", "--enable", "simd", "-O3"];
  const { error } = await main(["peak.ts", ...options], {
    readFile: (name) => (name === "peak.ts" ? source : null),
    writeFile: (name, contents) => {
      if (name === "peak.wasm" && typeof contents !== "string") binary = contents;
    },
    listFiles: () => [],
    stderr: {
      write: (chunk) => {
        messages += typeof chunk === "string" ? chunk : new TextDecoder().decode(chunk);
      },
    },
  });
  if (error !== null || binary === undefined) throw new Error(`The peak kernel does not compile: ${messages}`);
  const { instance } = await WebAssembly.instantiate(Uint8Array.from(binary));
  if (!isKernel(instance.exports)) throw new Error("The peak kernel exports no function run.");
  return instance.exports;
}

/** Highest rate that any mix reached. */
export interface Peak {
  readonly flopsPerSecond: number;
  readonly mix: Mix;
}

/** Measures for about a second. */
export async function measurePeak(): Promise<Peak> {
  let peak: Peak | undefined;
  for (const mix of mixes) {
    const kernel = await compile(peakSource(mix));
    const turns = 20_000;
    const flops = turns * UNROLLED * LANES * (mix.multiplications + mix.additions);
    for (let warm = 0; warm < 20; warm++) kernel.run(turns, 1);
    let best = Infinity;
    for (let repeat = 0; repeat < 100; repeat++) {
      const begin = performance.now();
      kernel.run(turns, 1);
      best = Math.min(best, performance.now() - begin);
    }
    const flopsPerSecond = (flops / best) * 1e3;
    if (peak === undefined || flopsPerSecond > peak.flopsPerSecond) peak = { flopsPerSecond, mix };
  }
  if (peak === undefined) throw new Error("No mix of arithmetic was measured.");
  return peak;
}
