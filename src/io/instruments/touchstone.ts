import type { FileContent } from "../content.ts";
import type { FileFormat, Sweep } from "../format.ts";
import { ReadError } from "../readError.ts";
import { FieldNumbers } from "./fieldNumbers.ts";
import { MetadataCollector } from "./metadata.ts";
import { numberedLines, type Line } from "./numberedLines.ts";
import { SkippedLines } from "../skippedLines.ts";
import { SweepSeries } from "./sweepSeries.ts";
import { TableRows } from "./tableRows.ts";
import { impedanceOf, parseOptionLine, type TouchstoneOptions } from "./touchstoneOptions.ts";

const COLUMNS = {
  frequency: { index: 0, factor: 1, name: "frequency" },
  re: { index: 1, factor: 1, name: "first value of the pair" },
  im: { index: 2, factor: 1, name: "second value of the pair" },
};
const THREE_NUMBERS = /^\s*(?:[-+.\deE]{1,40}\s+){2}[-+.\deE]{1,40}\s*$/;

/** Touchstone files of one port (IBIS Open Forum, versions 1 and 2): S11, Z11 or Y11 as pairs of numbers. */
export const touchstoneFormat: FileFormat = {
  name: "touchstone",
  title: "Touchstone, one port (.s1p, .z1p, .y1p)",
  extensions: ["s1p", "z1p", "y1p"],
  reads:
    "S11 with its reference resistance, Z = R (1 + S)/(1 - S), Z11 or Y11, as real and imaginary part, magnitude and " +
    "angle, or decibel and angle; Hz to GHz.",
  sniff: (file) => {
    const first = file.headLines().find((line) => line.trim() !== "" && !line.trim().startsWith("!"));
    if (first === undefined) return false;
    if (/^\[Version\]/i.test(first.trim()) || parseOptionLine(first)?.isTelling === true) return true;
    // Nothing but the extension tells three columns of S parameters from those of an impedance.
    return /\.[szy]1p$/i.test(file.name) && (first.trim().startsWith("#") || THREE_NUMBERS.test(first));
  },
  sweeps: readTouchstone,
};

function* readTouchstone(file: FileContent): Generator<Sweep> {
  const metadata = new MetadataCollector();
  let table: TouchstoneTable | undefined;
  let isSecondVersion = false;
  let reference: number | undefined;
  let expectsReference = false;
  let lastLine = 1;
  for (const line of numberedLines(file)) {
    lastLine = line.number;
    const bang = line.text.indexOf("!");
    const text = (bang < 0 ? line.text : line.text.slice(0, bang)).trim();
    if (bang >= 0 && table === undefined) metadata.text("comment", line.text.slice(bang + 1));
    if (text === "") continue;
    if (expectsReference && !text.startsWith("[")) {
      reference = referenceOf(file.name, line, text);
      expectsReference = false;
    } else if (text.startsWith("[")) {
      const [, keyword = "", value = ""] = /^\[([^\]]{0,60})\]\s*(.*)$/.exec(text) ?? [];
      isSecondVersion ||= /^version$/i.test(keyword);
      if (/^number of ports$/i.test(keyword) && value !== "1") throw severalPorts(file.name, line);
      if (/^reference$/i.test(keyword)) {
        if (value === "") expectsReference = true;
        else reference = referenceOf(file.name, line, value);
      }
      if (/^(?:end|noise data)$/i.test(keyword)) break;
    } else if (text.startsWith("#")) {
      // The first option line counts, as the specification says.
      if (table !== undefined) continue;
      const options = parseOptionLine(text);
      if (options === undefined) throw badOptions(file.name, line);
      table = new TouchstoneTable(file.name, options, { isSecondVersion, metadata, reference: () => reference });
    } else if (table === undefined) {
      throw badOptions(file.name, line);
    } else {
      yield* table.row(text, line, bang >= 0);
    }
  }
  if (table === undefined) {
    const expected = 'an option line such as "# Hz S RI R 50"';
    throw new ReadError("bad-header", { file: file.name, line: lastLine, foundWhat: "the end of the file", expected });
  }
  yield* table.end(lastLine);
}

function badOptions(file: string, { number, text }: Line): ReadError {
  const expected = 'an option line of frequency unit, S, Z or Y, format and resistance, such as "# Hz S RI R 50"';
  return new ReadError("bad-header", { file, line: number, found: text.trim(), expected });
}

function severalPorts(file: string, { number, text }: Line): ReadError {
  const expected = "one port: an impedance is a property of one pair of terminals";
  return new ReadError("bad-header", { file, line: number, found: text.trim(), expected });
}

function referenceOf(file: string, line: Line, text: string): number {
  const value = new FieldNumbers().read(text);
  if (value !== undefined && value > 0) return value;
  const expected = "one reference resistance above 0 ohm";
  throw new ReadError("bad-header", { file, line: line.number, found: text, expected });
}

interface TouchstoneFacts {
  readonly isSecondVersion: boolean;
  readonly metadata: MetadataCollector;
  readonly reference: () => number | undefined;
}

class TouchstoneTable {
  private readonly file: string;
  private readonly options: TouchstoneOptions;
  private readonly facts: TouchstoneFacts;
  private readonly rows: TableRows;
  private readonly series: SweepSeries;
  /** How many numbers a row has. */
  private values: number | undefined;
  private readonly unbounded = new SkippedLines("whose impedance is infinite (S = 1 or Y = 0)");

  constructor(file: string, options: TouchstoneOptions, facts: TouchstoneFacts) {
    this.file = file;
    this.options = options;
    this.facts = facts;
    this.rows = new TableRows(file, COLUMNS, 3);
    const { metadata } = facts;
    this.series = new SweepSeries(file, {
      metadata: () => metadata.all,
      signFrom: `${options.parameter}11`,
      notes: [options.description],
    });
  }

  *row(text: string, line: Line, hasComment: boolean): Generator<Sweep> {
    const fields = text.split(/\s+/);
    this.values ??= fields.length;
    const isWhole = hasComment || fields.length > 3;
    if (fields.length !== this.values && !line.isLast) throw this.unequal(line, fields.length);
    if (this.values !== 3 && this.values !== 5 && this.values !== 9) throw severalPorts(this.file, line);
    const pair = this.rows.read(fields.slice(0, 3), isWhole ? { ...line, mayBeCut: false } : line, this.series.sweep);
    if (pair === undefined) return;
    const { isSecondVersion, reference } = this.facts;
    const resistance = reference() ?? this.options.resistance;
    const { re = Number.NaN, im = Number.NaN } = pair;
    const impedance = impedanceOf(re, im, { ...this.options, resistance, isNormalized: !isSecondVersion });
    if (impedance === undefined) this.unbounded.add(line.number);
    else yield* this.series.add({ frequency: pair.frequency * this.options.hertz, ...impedance }, line.number);
  }

  private unequal(line: Line, found: number): ReadError {
    const expected = `${String(this.values)} values, as in the rows before`;
    return new ReadError("bad-row", {
      file: this.file,
      line: line.number,
      foundWhat: `${String(found)} values`,
      expected,
    });
  }

  *end(line: number): Generator<Sweep> {
    if ((this.values ?? 0) > 3) {
      // Analysers write the transmission to a second port beside the reflection, or all four parameters.
      this.series.sweep.warnings.push("the rows hold parameters of a second port: only the first, S11, was read");
    }
    this.series.sweep.warnings.push(...this.unbounded.sentences());
    yield* this.series.end(line);
  }
}
