/**
 * Run in a process of its own by the bench: how long the first fits take after the built library is loaded, with and
 * without `init()`, and what memory is held. Prints one JSON object.
 */
import { theKernel } from "../src/kernel/load.ts";
import * as sources from "../src/index.ts";
import { blockingCell } from "./workload.ts";

const { frequenciesHz, re, im } = blockingCell(1, 1).problems[0] ?? { frequenciesHz: [], re: [], im: [] };
const CIRCUIT = "R0{200}-p(R1{300},CPE1{Q = 0.1u, n = 0.85})-p(R2{300},CPE2{Q = 20u, n = 0.85})-CPE3{Q = 2m, n = 0.85}";

/** From circuit text and arrays to a result, as a user would. */
function fitFromScratch({ fit, makeSpectrum, parseCircuit }: typeof sources): void {
  const circuit = parseCircuit(CIRCUIT);
  fit(makeSpectrum({ frequencyHz: frequenciesHz, re, im }), circuit, { search: false });
}

async function timed<T>(work: () => T | Promise<T>): Promise<{ value: T; milliseconds: number }> {
  const begin = performance.now();
  const value = await work();
  return { value, milliseconds: performance.now() - begin };
}

/** Live memory of JavaScript, after a collection; run with --expose-gc. */
function liveBytes(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

// As an address that the type checker does not follow: the types are those of the sources.
const built = new URL("../dist/src/index.js", import.meta.url).href;
const { value: library, milliseconds: loadMilliseconds } = await timed(
  async () => (await import(built)) as typeof sources,
);
let initMilliseconds = 0;
if (process.argv.includes("--init")) initMilliseconds = (await timed(() => library.init())).milliseconds;
const { milliseconds: firstMilliseconds } = await timed(() => {
  fitFromScratch(library);
});
const { milliseconds: secondMilliseconds } = await timed(() => {
  fitFromScratch(library);
});

// Until the compiler of the host has settled.
for (let i = 0; i < 5000; i++) fitFromScratch(sources);
const before = liveBytes();
for (let i = 0; i < 20_000; i++) fitFromScratch(sources);
const growthBytes = liveBytes() - before;
console.log(
  JSON.stringify({
    loadMilliseconds,
    initMilliseconds,
    firstMilliseconds,
    secondMilliseconds,
    engineBytes: theKernel().memoryBytes,
    growthBytes,
  }),
);
