/**
 * `npm run bench:nist`: correct digits on the 27 NIST StRD problems from both starts, beside scipy in the same run and
 * published figures of other codes. `-- --json` for the rows.
 */
import { nistAbsent } from "../test/nist/problems.ts";
import { bestRival, publishedMeans, scoreNist, summariseNist } from "./evidence/nist.ts";
import { present } from "./options.ts";
import { printTable } from "./table.ts";

const scores = await scoreNist();
if (scores === undefined) {
  console.error(nistAbsent);
} else if (present("json")) {
  console.error(scores.scipy);
  console.log(JSON.stringify([...scores.own, ...scores.rivals], undefined, 2));
} else {
  console.log(
    `Correct digits (at most 11) of the worst parameter, the worst standard deviation and the sum of squares.\n`,
  );
  printTable(
    ["problem", "start", "parameters", "deviations", "squares", "evaluations", "best of scipy"],
    scores.own.map((score) => [
      score.problem,
      String(score.start),
      score.digits.toFixed(1),
      score.deviationDigits.toFixed(1),
      score.objectiveDigits.toFixed(1),
      String(score.evaluations),
      bestRival(scores, score)?.digits.toFixed(1) ?? "",
    ]),
  );
  console.log(`\nOver all problems; ${scores.scipy}.`);
  printTable(
    ["method", "start", ">= 4", ">= 6", ">= 9", "of", "mean", "deviations >= 9", "mean", "squares, mean"],
    summariseNist(scores).map(({ method, start, runs, atLeast, mean, deviationsAtLeast9 }) => [
      method,
      String(start),
      String(atLeast[4]),
      String(atLeast[6]),
      String(atLeast[9]),
      String(runs),
      mean.digits.toFixed(2),
      String(deviationsAtLeast9),
      mean.deviationDigits.toFixed(2),
      mean.objectiveDigits.toFixed(2),
    ]),
  );
  console.log("\nPublished means of the worst parameter's digits over both starts:");
  printTable(
    ["code", "mean", "source"],
    publishedMeans.map(({ code, digits, source }) => [code, digits.toFixed(1), source]),
  );
  console.log(
    "\nLanczos1 has a sum of squares of 1.4e-25: its residuals of 8e-14 are known to 3 digits where y is rounded to 16, and so are\n" +
      "its sum of squares and its standard deviations, in any code that works in double precision.",
  );
}
