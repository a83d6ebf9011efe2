import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** What the engine costs before and besides the fits. */
export interface Footprint {
  readonly wasmBytes: number;
  /** Of the TypeScript sources, transpiled on the way; the built library loads faster. */
  readonly loadMilliseconds: number;
  readonly compileMilliseconds: number;
  readonly parseMilliseconds: number;
  readonly firstMilliseconds: number;
  readonly secondMilliseconds: number;
  /** Memory of the WebAssembly instance. */
  readonly engineBytes: number;
  /** Growth of live JavaScript memory over 20 000 fits. */
  readonly growthBytes: number;
}

/**
 * Measures in fresh processes, where nothing is warm: the median of the first fit over five of them.
 *
 * @throws {Error} if a process fails
 */
export function measureFootprint(): Footprint {
  const wasmBytes = statSync(fileURLToPath(new URL("../build/engine.wasm", import.meta.url))).size;
  const runs = Array.from({ length: 5 }, runOnce).sort((a, b) => a.firstMilliseconds - b.firstMilliseconds);
  const middle = runs[2];
  if (middle === undefined) throw new Error("No process measured its first fit.");
  return { wasmBytes, ...middle };
}

function runOnce(): Omit<Footprint, "wasmBytes"> {
  const script = fileURLToPath(new URL("firstFit.ts", import.meta.url));
  const child = spawnSync(process.execPath, ["--expose-gc", "--import", "tsx", script], { encoding: "utf8" });
  if (child.status !== 0) throw new Error(`${script} failed: ${child.error?.message ?? child.stderr}`);
  const answer: unknown = JSON.parse(child.stdout);
  const read = (name: string): number => {
    const value: unknown = typeof answer === "object" && answer !== null ? Reflect.get(answer, name) : undefined;
    if (typeof value !== "number") throw new Error(`${script} gave no ${name}.`);
    return value;
  };
  return {
    loadMilliseconds: read("loadMilliseconds"),
    compileMilliseconds: read("compileMilliseconds"),
    parseMilliseconds: read("parseMilliseconds"),
    firstMilliseconds: read("firstMilliseconds"),
    secondMilliseconds: read("secondMilliseconds"),
    engineBytes: read("engineBytes"),
    growthBytes: read("growthBytes"),
  };
}

export function printFootprint(footprint: Footprint): void {
  const {
    wasmBytes,
    compileMilliseconds,
    parseMilliseconds,
    firstMilliseconds,
    secondMilliseconds,
    engineBytes,
    growthBytes,
  } = footprint;
  console.log(`\nengine.wasm: ${(wasmBytes / 1000).toFixed(1)} kB, with all elements.`);
  console.log(
    `First fit with the engine loaded: ${firstMilliseconds.toFixed(1)} ms, the second ${secondMilliseconds.toFixed(2)} ms; compiling the engine: ${compileMilliseconds.toFixed(1)} ms; parsing the first circuit: ${parseMilliseconds.toFixed(1)} ms (median start of five processes).`,
  );
  console.log(
    `Memory of the engine: ${(engineBytes / 1024).toFixed(0)} KiB; live memory grew by ${(growthBytes / 1024).toFixed(0)} KiB over 20 000 fits.`,
  );
}
