/**
 * Run in a process of its own by the bench: how long the first fits take after the module is loaded, and what memory is
 * held. Prints one JSON object.
 */
import { blockingCell } from "./workload.ts";

const { frequenciesHz, re, im } = blockingCell(1, 1).problems[0] ?? { frequenciesHz: [], re: [], im: [] };
const beginLoad = performance.now();
const { fit, init, makeSpectrum, parseCircuit } = await import("../src/index.ts");
const loadMilliseconds = performance.now() - beginLoad;
const CIRCUIT = "R0{200}-p(R1{300},CPE1{Q = 0.1u, n = 0.85})-p(R2{300},CPE2{Q = 20u, n = 0.85})-CPE3{Q = 2m, n = 0.85}";

function timed<T>(work: () => T): { value: T; milliseconds: number } {
  const begin = performance.now();
  const value = work();
  return { value, milliseconds: performance.now() - begin };
}

/** From circuit text and arrays to a result, as a user would. */
function fitFromScratch(): void {
  const circuit = parseCircuit(CIRCUIT);
  fit(makeSpectrum({ frequencyHz: frequenciesHz, re, im }), circuit, { search: false });
}

const beginCompile = performance.now();
await init();
const compileMilliseconds = performance.now() - beginCompile;
const { value: circuit, milliseconds: parseMilliseconds } = timed(() => parseCircuit(CIRCUIT));
const { value: spectrum } = timed(() => makeSpectrum({ frequencyHz: frequenciesHz, re, im }));
const { milliseconds: firstMilliseconds } = timed(() => fit(spectrum, circuit, { search: false }).parameters);
const { milliseconds: secondMilliseconds } = timed(() => fit(spectrum, circuit, { search: false }).parameters);
/** Live memory of JavaScript, after a collection; run with --expose-gc. */
function liveBytes(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

// Until the compiler of the host has settled.
for (let i = 0; i < 5000; i++) fitFromScratch();
const before = liveBytes();
for (let i = 0; i < 20_000; i++) fitFromScratch();
const growthBytes = liveBytes() - before;
const { theKernel } = await import("../src/kernel/load.ts");
console.log(
  JSON.stringify({
    loadMilliseconds,
    compileMilliseconds,
    parseMilliseconds,
    firstMilliseconds,
    secondMilliseconds,
    engineBytes: theKernel().memoryBytes,
    growthBytes,
  }),
);
