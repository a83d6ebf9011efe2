import { ItemFitter } from "../../src/cli/batch/fitItem.ts";
import type { BatchSettings } from "../../src/cli/batch/settings.ts";
import { readSpectrumLine } from "../../src/cli/batch/spectrumLine.ts";
import { fit, init, parseCircuit } from "../../src/index.ts";
import { CIRCUIT, lineOf, problemsFrom } from "./spectra.ts";

/** Milliseconds of the processor a spectrum, in one thread. */
export interface SingleThread {
  /** `fit` of a spectrum that is at hand. */
  readonly fit: number;
  /** A line of JSON to a spectrum. */
  readonly reading: number;
  /** All of it, from the line that comes in to the line that goes out. */
  readonly whole: number;
}

/** Measures the parts of the work on so many of the spectra. */
export async function measureSingle(count: number, settings: BatchSettings): Promise<SingleThread> {
  await init();
  const circuit = parseCircuit(CIRCUIT);
  const lines = problemsFrom(0, count).map(lineOf);
  const read = (): ReturnType<typeof readAll> => readAll(lines);
  const fitter = new ItemFitter(settings);
  const items = lines.map((text, k) => ({ input: k + 1, source: "", content: { kind: "line", text } }) as const);
  const fitAll = (): void => {
    for (const spectrum of read()) fit(spectrum, circuit, { weight: settings.weight, search: settings.search });
  };
  // Once to warm up.
  fitAll();
  const reading = cpuMilliseconds(read) / count;
  const both = cpuMilliseconds(fitAll) / count;
  const begin = process.cpuUsage();
  for (const item of items) for await (const record of fitter.records(item)) void record.text;
  const { user, system } = process.cpuUsage(begin);
  return { fit: both - reading, reading, whole: (user + system) / 1000 / count };
}

function readAll(lines: readonly string[]) {
  return lines.map((line) => readSpectrumLine(line, "bench").spectrum());
}

function cpuMilliseconds(run: () => unknown): number {
  const begin = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1000;
}
