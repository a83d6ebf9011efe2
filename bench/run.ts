/**
 * `npm run bench`: speed beside quality, rivals in the same run, tables for people.
 * Options: `--json` (one document of rows on stdout, notes on stderr), `--problems N` (default 200), `--passes N` (default 7),
 * `--seed N` (default 2), `--quick` (the rivals only).
 */
import { printEfficiency } from "./efficiency.ts";
import { mlEngine, plainEngine, plainName, preparedEngine, preparedName, publicEngine } from "./engines.ts";
import { measureFootprint, printFootprint } from "./footprint.ts";
import { growthWithElements, growthWithPoints, printGrowth } from "./growth.ts";
import { measure } from "./measure.ts";
import { measureScipy } from "./measureScipy.ts";
import { numberOption, present } from "./options.ts";
import { printRivals, row } from "./report.ts";
import { measureQuestions, printQuestions } from "./uncertainty.ts";
import { arcsOfBlockingCell, blockingCell } from "./workload.ts";

const json = present("json");
const note = json ? console.error : console.log;

const passes = numberOption("passes", 7);
const workload = blockingCell(numberOption("problems", 200), numberOption("seed", 2));
note(
  `${workload.name}: ${workload.circuit}, 61 points, ${workload.problems.length} problems, noise 0.1 to 1 %, starts 1.2 to 3.3 times off, ` +
    `S to ${workload.tolerance} of itself; warm, one thread, Node ${process.version}, best of ${passes} passes.`,
);

// The compiler that the peak needs takes a second to load. A machine shared with others gives less at times, so the peak
// is the better of before and after.
const peakModule = json ? undefined : await import("./peak.ts");
const peaks = peakModule === undefined ? [] : [await peakModule.measurePeak()];
const measurements = measure(
  workload,
  [preparedEngine(workload), publicEngine(workload), plainEngine(workload)],
  passes,
);
if (peakModule !== undefined) peaks.push(await peakModule.measurePeak());
measurements.push(...measure(workload, [mlEngine(workload)], Math.min(passes, 2)));
const scipy = measureScipy(workload, arcsOfBlockingCell, passes);
if ("reason" in scipy) note(`Left out: scipy, which no Python here has (${scipy.reason}).`);
else {
  note(`${scipy.version}.`);
  measurements.push(scipy);
}

const rows = measurements.map((measurement) => row(workload.name, measurement));
const prepared = measurements.find(({ engine }) => engine === preparedName);
const plain = measurements.find(({ engine }) => engine === plainName);
if (!json) {
  console.log();
  printRivals(measurements);
  const [peak] = peaks.sort((a, b) => b.flopsPerSecond - a.flopsPerSecond);
  if (prepared !== undefined && plain !== undefined && peak !== undefined) printEfficiency(prepared, plain, peak);
}
if (!present("quick")) {
  const points = growthWithPoints();
  const elements = growthWithElements();
  rows.push(...[...points, ...elements].flatMap((step) => step.rows));
  if (!json) {
    printGrowth("Growth with the number of points", "points", points);
    printGrowth("Growth with the number of elements (121 points)", "elements", elements);
    printQuestions(workload, measureQuestions(workload, 20, Math.min(passes, 3)));
    printFootprint(measureFootprint());
  }
}
if (json) console.log(JSON.stringify(rows, undefined, 2));
