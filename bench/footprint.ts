import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** What a fresh process takes until its first fits; of five processes, the middle one by the first fit. */
export interface FirstFit {
  /** Importing the built library. */
  readonly loadMilliseconds: number;
  readonly initMilliseconds: number;
  /** Parsing the circuit, making the spectrum, and fitting; compiling the engine too, without `init()`. */
  readonly firstMilliseconds: number;
  readonly secondMilliseconds: number;
  /** Memory of the WebAssembly instance. */
  readonly engineBytes: number;
  /** Growth of live JavaScript memory over 20 000 fits. */
  readonly growthBytes: number;
}

/** What the engine costs before and besides the fits. */
export interface Footprint {
  readonly wasmBytes: number;
  /** Of the second module, with the answers to questions about fits. */
  readonly examinerBytes: number;
  readonly afterInit: FirstFit;
  readonly withoutInit: FirstFit;
}

const FIELDS = [
  "loadMilliseconds",
  "initMilliseconds",
  "firstMilliseconds",
  "secondMilliseconds",
  "engineBytes",
  "growthBytes",
] as const satisfies readonly (keyof FirstFit)[];

/**
 * Measures in fresh processes, where nothing is warm.
 *
 * @throws {Error} if a process fails
 */
export function measureFootprint(): Footprint {
  const sizeOf = (name: string): number => statSync(fileURLToPath(new URL(`../build/${name}`, import.meta.url))).size;
  const [wasmBytes, examinerBytes] = [sizeOf("engine.wasm"), sizeOf("examiner.wasm")];
  return { wasmBytes, examinerBytes, afterInit: middleOf(["--init"]), withoutInit: middleOf([]) };
}

function middleOf(options: readonly string[]): FirstFit {
  const runs = Array.from({ length: 5 }, () => runOnce(options));
  runs.sort((a, b) => a.firstMilliseconds - b.firstMilliseconds);
  const middle = runs[2];
  if (middle === undefined) throw new Error("No process measured its first fit.");
  return middle;
}

function runOnce(options: readonly string[]): FirstFit {
  const script = fileURLToPath(new URL("firstFit.ts", import.meta.url));
  const child = spawnSync(process.execPath, ["--expose-gc", "--import", "tsx", script, ...options], {
    encoding: "utf8",
  });
  if (child.status !== 0) throw new Error(`${script} failed: ${child.error?.message ?? child.stderr}`);
  const answer: unknown = JSON.parse(child.stdout);
  const values = FIELDS.map((name) => {
    const value: unknown = typeof answer === "object" && answer !== null ? Reflect.get(answer, name) : undefined;
    if (typeof value !== "number") throw new Error(`${script} gave no ${name}.`);
    return [name, value] as const;
  });
  return Object.fromEntries(values) as Record<(typeof FIELDS)[number], number>;
}

export function printFootprint({ wasmBytes, examinerBytes, afterInit, withoutInit }: Footprint): void {
  const ms = (value: number): string => `${value.toFixed(1)} ms`;
  console.log(
    `\nengine.wasm: ${(wasmBytes / 1000).toFixed(1)} kB, with all elements; examiner.wasm, with the answers to questions about fits as well: ${(examinerBytes / 1000).toFixed(1)} kB.`,
  );
  console.log("From circuit text and arrays to a fit, in a fresh process (medians of five):");
  console.log(
    `  import ${ms(afterInit.loadMilliseconds)}, await init() ${ms(afterInit.initMilliseconds)}, first fit ${ms(afterInit.firstMilliseconds)}, second ${ms(afterInit.secondMilliseconds)}`,
  );
  console.log(
    `  import ${ms(withoutInit.loadMilliseconds)}, without init(): first fit ${ms(withoutInit.firstMilliseconds)}, the engine's compilation included, second ${ms(withoutInit.secondMilliseconds)}`,
  );
  const { engineBytes, growthBytes } = afterInit;
  console.log(
    `Memory of the engine: ${(engineBytes / 1024).toFixed(0)} KiB; live memory grew by ${(growthBytes / 1024).toFixed(0)} KiB over 20 000 fits.`,
  );
}
