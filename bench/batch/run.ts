import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

/** What one run of the command line took. */
export interface BatchRun {
  readonly workers: number;
  readonly spectra: number;
  /** Seconds by the clock. */
  readonly seconds: number;
  /** Seconds of the processor, of all threads. */
  readonly cpuSeconds: number;
  /** Of the thread that reads, sends, sorts and writes; null where the system does not tell. */
  readonly mainSeconds: number | null;
  /** Most memory that was resident, MB. */
  readonly peakMB: number;
}

const MAIN = join(import.meta.dirname, "../../dist/src/cli/main.js");

/** Makes a process write at its end what it used. */
const REPORTER = `
import { readFileSync, writeFileSync } from "node:fs";
process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  let main = null;
  try {
    const fields = readFileSync("/proc/self/task/" + process.pid + "/stat", "utf8").split(") ")[1].split(" ");
    main = (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {}
  writeFileSync(process.env.EISFIT_BENCH_USAGE, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1e6, main, maxRSS }));
});`;

/**
 * Runs `eisfit batch`, as it was built, on a file of lines.
 *
 * @throws {Error} where it fails
 */
export async function runBatch(
  input: string,
  output: string,
  spectra: number,
  workers: number,
  words: readonly string[],
): Promise<BatchRun> {
  const usagePath = `${output}.usage`;
  const descriptor = openSync(input, "r");
  const begin = performance.now();
  const child = spawn(
    process.execPath,
    [
      ["--import", `data:text/javascript,${encodeURIComponent(REPORTER)}`],
      [MAIN, "batch", "-", "--workers", String(workers), "-o", output, "--force", ...words],
    ].flat(),
    { stdio: [descriptor, "ignore", "pipe"], env: { ...process.env, EISFIT_BENCH_USAGE: usagePath } },
  );
  let notes = "";
  child.stderr?.on("data", (text: Buffer) => (notes += text.toString()));
  const status = await new Promise<number | null>((resolve) => child.on("close", resolve));
  const seconds = (performance.now() - begin) / 1000;
  closeSync(descriptor);
  // 1: some fits did not converge, which is no failure of the run.
  if (status !== 0 && status !== 1) throw new Error(`eisfit batch ended with ${String(status)}: ${notes}`);
  const { cpu, main, maxRSS } = JSON.parse(readFileSync(usagePath, "utf8")) as {
    cpu: number;
    main: number | null;
    maxRSS: number;
  };
  rmSync(usagePath);
  return { workers, spectra, seconds, cpuSeconds: cpu, mainSeconds: main, peakMB: maxRSS / 1000 };
}
