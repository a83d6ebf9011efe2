/**
 * `npm run fuzz`: 10^5 damaged copies of each sample of each format, each sample's own sequence, which is the same on every
 * machine. Every copy must be read soundly, its signs as they were or with a word on it, or be refused in one clear line.
 *
 * Options: `--only TEXT` (samples whose name contains it), `--from NAME` (this sample and those behind it, to go on after a
 * stop), `--mutations N` of each (default 100000), `--first N` (number of the first of them, default 1), `--workers N`
 * (default one for each core). Prints a row for each sample that is done, and fails if anything happened that must not.
 */
import { availableParallelism } from "node:os";
import { numberOption, textOption } from "../../bench/options.ts";
import { Progress } from "./progress.ts";
import { MUTATIONS } from "./sequence.ts";
import { runInProcess } from "./process.ts";
import { printHead, printRow, printTotals, type Row } from "./table.ts";
import { targets } from "./targets.ts";

const only = textOption("only") ?? "";
const from = textOption("from");
const first = numberOption("first", 1);
const mutations = numberOption("mutations", MUTATIONS);
const workers = numberOption("workers", availableParallelism());

const names = targets.map(({ name }) => name);
const start = from === undefined ? 0 : names.indexOf(from);
if (start < 0) throw new RangeError(`--from needs the name of a sample; there is no ${from ?? ""}.`);
const chosen = names.slice(start).filter((name) => name.includes(only));
if (chosen.length === 0) throw new RangeError(`No sample's name contains "${only}". There are:\n${names.join("\n")}`);

const rows: Row[] = [];
const progress = new Progress(chosen, first, mutations);
const waiting = [...chosen];
printHead(chosen);
await Promise.all(Array.from({ length: workers }, runNext));
progress.stop();
printTotals(rows);
const failures = rows.flatMap((row) => row.failures);
for (const failure of failures) console.log(failure);
if (failures.length > 0) process.exitCode = 1;

async function runNext(): Promise<void> {
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    const row = await runInProcess(name, first, first + mutations, progress);
    progress.finish(name);
    rows.push(row);
    printRow(row);
  }
}
