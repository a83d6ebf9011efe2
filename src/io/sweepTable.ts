import type { FileContent } from "./content.ts";
import type { FileFormat, Sweep } from "./format.ts";
import { printable } from "./printable.ts";
import { ReadError } from "./readError.ts";
import { isBlank, isComment } from "./table/layout.ts";
import { parseNumber } from "./table/number.ts";

const HEADER = "sweep,frequency_hz,z_re_ohm,z_im_ohm";
const WITH_SIGMA = `${HEADER},sigma_re_ohm,sigma_im_ohm`;
const COMMENTS_SHOWN = 8;

/** The project's own CSV of several sweeps, as `eisfit convert` writes it; read row by row, however many there are. */
export const sweepTableFormat: FileFormat = {
  name: "eisfit-csv",
  title: "CSV of several sweeps",
  extensions: [],
  reads: `The columns \`${HEADER}\` (true sign), optionally with \`sigma_re_ohm,sigma_im_ohm\`; a new number begins a new sweep.`,
  sniff: (file) => {
    const header = file.headLines().find((line) => !isBlank(line) && !isComment(line));
    return header !== undefined && isHeader(header);
  },
  sweeps: readSweeps,
};

function isHeader(line: string): boolean {
  const text = line.trim();
  return text === HEADER || text === WITH_SIGMA;
}

/** The sweep whose rows are being read. */
interface OpenSweep {
  readonly number: number;
  readonly columns: readonly number[][];
  readonly lines: number[];
  readonly notes: readonly string[];
}

function* readSweeps(file: FileContent): Generator<Sweep> {
  let open: OpenSweep | undefined;
  let comments: string[] = [];
  let skipped: number[] = [];
  let width = 0;
  let line = 0;
  const close = (sweep: OpenSweep): Sweep => {
    const warnings = skipped.length === 0 ? [] : [skippedWarning(skipped)];
    skipped = [];
    const [frequencyHz = [], re = [], im = [], sigmaRe, sigmaIm] = sweep.columns;
    return {
      ...{ frequencyHz, re, im, lines: sweep.lines, notes: sweep.notes, warnings },
      ...(sigmaRe === undefined || sigmaIm === undefined ? {} : { sigma: { re: sigmaRe, im: sigmaIm } }),
    };
  };
  for (const text of file.lines()) {
    line++;
    if (isBlank(text)) continue;
    if (isComment(text)) {
      if (comments.length < COMMENTS_SHOWN)
        comments.push(`comment: ${printable(text.replace(/^\s*(?:#+|%+|\/\/)\s*/, ""))}`);
      continue;
    }
    if (width === 0) {
      if (!isHeader(text)) fail(file.name, line, text, `the header ${HEADER}`);
      width = text.trim() === WITH_SIGMA ? 6 : 4;
      continue;
    }
    const [sweep = 0, ...values] = readRow(text, width, file.name, line);
    if ((values[0] ?? 0) <= 0) {
      skipped.push(line);
      continue;
    }
    if (open === undefined || sweep !== open.number) {
      if (open !== undefined) yield close(open);
      open = { number: sweep, columns: values.map(() => []), lines: [], notes: comments };
      comments = [];
    }
    for (const [index, column] of open.columns.entries()) column.push(values[index] ?? Number.NaN);
    open.lines.push(line);
  }
  if (open === undefined) {
    throw new ReadError("bad-data", { file: file.name, expected: "at least one row with a frequency above 0 Hz" });
  }
  yield close(open);
}

function readRow(text: string, width: number, file: string, line: number): number[] {
  const fields = text.split(",");
  if (fields.length !== width) fail(file, line, text.trim(), `a row of ${String(width)} numbers separated by comma`);
  return fields.map(
    (field, index) =>
      parseNumber(field.trim(), ".") ??
      fail(file, line, field.trim(), `a finite number in column ${String(index + 1)}`),
  );
}

function fail(file: string, line: number, found: string, expected: string): never {
  throw new ReadError("bad-row", { file, line, found, expected });
}

function skippedWarning(lines: readonly number[]): string {
  const shown = lines.slice(0, 5).join(", ");
  const more = lines.length > 5 ? ` and ${String(lines.length - 5)} more` : "";
  return `left out ${String(lines.length)} row(s) whose frequency is not above 0 Hz (line ${shown}${more})`;
}
