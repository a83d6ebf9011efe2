/**
 * `npm run bench:batch`: simulated spectra of 60 points through `eisfit batch`, as it was built: throughput, memory, the time of the
 * processor a fit beside that of `fit` and of reading in one thread, and how much faster two workers are than one.
 * `-- --spectra N` in the long run (100000), `--compared N` in those with one and two workers (10000), `--passes N` of these (3),
 * `--local` for local fits from given values, `--json` for rows.
 */
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import type { BatchSettings } from "../src/cli/batch/settings.ts";
import { runBatch, type BatchRun } from "./batch/run.ts";
import { measureSingle } from "./batch/single.ts";
import { CIRCUIT, POINTS, writeSpectra } from "./batch/spectra.ts";
import { numberOption, present } from "./options.ts";
import { printTable } from "./table.ts";

const LOCAL = ["--no-search", "--set", "R0=100", "--set", "R1=300", "--set", "CPE1.Q=10n", "--set", "R2=300"].concat(
  ["--set", "CPE2.Q=3u", "--set", "CPE3.Q=2m"],
  ["CPE1", "CPE2", "CPE3"].flatMap((name) => ["--set", `${name}.n=0.85`]),
);
const spectra = numberOption("spectra", 100_000);
const compared = numberOption("compared", 10_000);
const passes = numberOption("passes", 3);
const words = ["-c", CIRCUIT, ...(present("local") ? LOCAL : [])];
const settings: BatchSettings = {
  circuit: CIRCUIT,
  parameters: {
    set: LOCAL.filter((word) => word.includes("=")),
  },
  weight: "modulus",
  objective: "impedance",
  loss: "squares",
  search: !present("local"),
  sweep: "all",
  mask: {},
  sample: {},
  intervals: "auto",
  full: false,
  times: false,
};

const folder = mkdtempSync(join(tmpdir(), "eisfit-bench-"));
try {
  const [many, few, output] = ["many.ndjson", "few.ndjson", "results.ndjson"].map((name) => join(folder, name));
  if (many === undefined || few === undefined || output === undefined) throw new Error("Three names were given.");
  writeSpectra(few, compared);
  const single = await measureSingle(Math.min(2000, compared), settings);
  const runs: BatchRun[] = [];
  // In turn, so that what else the machine does falls on both alike.
  for (let pass = 0; pass < passes; pass++) {
    for (const workers of [1, 2]) runs.push(await runBatch(few, output, compared, workers, words));
  }
  writeSpectra(many, spectra);
  const megabytes = statSync(many).size / 1e6;
  const long = await runBatch(many, output, spectra, availableParallelism(), words);
  const fastest = (workers: number): BatchRun =>
    runs.filter((run) => run.workers === workers).reduce((best, run) => (run.seconds < best.seconds ? run : best));
  const [one, two] = [fastest(1), fastest(2)];
  if (present("json")) console.log(JSON.stringify({ single, runs, long, load: loadavg() }));
  else {
    console.log(
      `${String(spectra)} spectra of ${String(POINTS)} points, ${megabytes.toFixed(0)} MB; ${CIRCUIT}, 9 parameters,`,
    );
    console.log(
      `${present("local") ? "one local fit from given values" : "starts are sought"}. Load of the machine before the end: ${loadavg()
        .map((load) => load.toFixed(1))
        .join(", ")}.\n`,
    );
    printTable(
      ["workers", "spectra", "time / s", "spectra/s", "CPU/fit / ms", "of it main thread", "peak memory / MB"],
      [one, two, long].map((run) => [
        String(run.workers),
        String(run.spectra),
        run.seconds.toFixed(1),
        (run.spectra / run.seconds).toFixed(0),
        ((1000 * run.cpuSeconds) / run.spectra).toFixed(3),
        run.mainSeconds === null ? "-" : ((1000 * run.mainSeconds) / run.spectra).toFixed(3),
        run.peakMB.toFixed(0),
      ]),
    );
    console.log(
      `\nOne thread, without the batch: fit ${single.fit.toFixed(3)} ms of CPU, reading a line ${single.reading.toFixed(3)} ms, from line to line ${single.whole.toFixed(3)} ms.`,
    );
    console.log(
      `Two workers are ${(one.seconds / two.seconds).toFixed(2)} times faster than one (fastest of ${String(passes)} runs each).`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
