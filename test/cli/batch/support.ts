import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { run } from "../../../src/cli/program.ts";
import type { BatchRecord } from "../../../src/cli/batch/record.ts";
import { spectrumCsv } from "../../../src/report/index.ts";
import { simulated, sweep } from "../../fit/support.ts";
import type { Outcome } from "../runner.ts";

export const CIRCUIT = "R0-p(R1,C1)";

/** Spectra of that circuit; the k-th has R1 = 100 + k ohm. */
export function spectrumOf(k: number) {
  const text = `R0{20 ohm}-(R1{${String(100 + k)}}|C1{1 uF})`;
  return simulated(text, { frequencyHz: sweep(1e5, 10, 12), noise: 0.002, seed: 1 + k });
}

export function csvOf(k: number): string {
  return spectrumCsv(spectrumOf(k));
}

/** The k-th spectrum as a line, with a field that the batch does not know. */
export function lineOf(k: number, more: object = {}): string {
  const { frequencyHz, re, im } = spectrumOf(k);
  return `${JSON.stringify({ frequencyHz: [...frequencyHz], re: [...re], im: [...im], id: `cell ${String(k)}`, ...more })}\n`;
}

export function linesOf(count: number): string {
  return Array.from({ length: count }, (_, k) => lineOf(k)).join("");
}

/** Runs a command line in this process with something on its standard input, in pieces of so many bytes. */
export async function runWithInput(input: string, words: readonly string[], piece = 4096): Promise<Outcome> {
  let out = "";
  let notes = "";
  const bytes = Buffer.from(input);
  // eslint-disable-next-line @typescript-eslint/require-await -- a stream is asynchronous
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let from = 0; from < bytes.length; from += piece) yield bytes.subarray(from, from + piece);
  }
  const status = await run(words, {
    out: (text) => void (out += text),
    note: (text) => void (notes += text),
    input: pieces(),
  });
  return { status, out, notes };
}

export function recordsOf(ndjson: string): BatchRecord[] {
  return ndjson
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as BatchRecord);
}

export const MAIN = join(import.meta.dirname, "../../../src/cli/main.ts");

/** The program in a process of its own. */
export function startProgram(words: readonly string[], cwd?: string): ChildProcess {
  return spawn(process.execPath, ["--import", import.meta.resolve("tsx"), MAIN, ...words], {
    stdio: ["pipe", "pipe", "pipe"],
    ...(cwd === undefined ? {} : { cwd }),
  });
}

/** How a process ended, with what it wrote to stderr. */
export function ended(child: ChildProcess): Promise<{ status: number | null; signal: string | null; notes: string }> {
  let notes = "";
  child.stderr?.on("data", (text: Buffer) => (notes += text.toString()));
  return new Promise((resolve) => child.on("close", (status, signal) => resolve({ status, signal, notes })));
}
