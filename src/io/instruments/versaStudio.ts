import type { FileContent } from "../content.ts";
import type { FileFormat, Sweep } from "../format.ts";
import { ReadError } from "../readError.ts";
import { splitNumbers } from "./fields.ts";
import { MetadataCollector } from "./metadata.ts";
import { numberedLines, type Line } from "./numberedLines.ts";
import { SweepSeries } from "./sweepSeries.ts";
import { TableRows } from "./tableRows.ts";
import { VersaStudioSettings } from "./versaStudioSettings.ts";

const NAMES = "Frequency(Hz), Z Real and Z Imag";

/** VersaStudio .par (Princeton Applied Research): blocks in angle brackets; the names of a segment in its Definition. */
export const versaStudioFormat: FileFormat = {
  name: "versastudio",
  title: "VersaStudio (.par)",
  extensions: ["par"],
  reads: "Frequency(Hz), Z Real and Z Imag (signed) of each segment; segments without an impedance are passed over.",
  sniff: (file) => {
    const lines = file.headLines();
    const isVersaStudio = lines.slice(0, 20).some((line) => /^\s*Name=VersaStudio\s*$/i.test(line));
    return isVersaStudio || lines.some((line) => /^\s*Definition=\s*Segment #/.test(line));
  },
  sweeps: readVersaStudio,
};

function* readVersaStudio(file: FileContent): Generator<Sweep> {
  const metadata = new MetadataCollector();
  const settings = new VersaStudioSettings(metadata);
  let block = "";
  let segment: Segment | undefined;
  let passedOver = 0;
  let found = false;
  let lastLine = 1;
  for (const line of numberedLines(file)) {
    lastLine = line.number;
    const text = line.text.trim();
    const tag = /^<(\/?)([A-Za-z]\w{0,60})>$/.exec(text);
    if (tag !== null) {
      block = tag[1] === "" ? (tag[2] ?? "") : "";
      if (segment !== undefined) {
        for (const sweep of segment.end()) {
          found = true;
          yield sweep;
        }
        passedOver += segment.hasPoints ? 0 : 1;
      }
      segment = undefined;
      settings.open(block);
    } else if (/^Segment\d+$/i.test(block)) {
      if (/^Definition=/i.test(text)) segment = new Segment(file.name, text.slice(text.indexOf("=") + 1), metadata);
      else if (segment !== undefined && text !== "") {
        for (const sweep of segment.row(line)) {
          found = true;
          yield sweep;
        }
      }
    } else settings.line(text);
  }
  if (segment !== undefined) {
    segment.warn("the file ends within a segment: rows may be missing");
    for (const sweep of segment.end()) {
      found = true;
      yield sweep;
    }
  }
  if (found) return;
  const foundWhat = passedOver > 0 ? `${String(passedOver)} segment(s) without an impedance` : "no segment with points";
  const expected = `a segment whose Definition names ${NAMES}, with frequencies above 0 Hz`;
  throw new ReadError("bad-data", { file: file.name, line: lastLine, foundWhat, expected });
}

/** The rows of a segment; the column "Segment #" tells sweeps apart, of which other actions may share the block. */
class Segment {
  hasPoints = false;
  private readonly series: SweepSeries;
  private readonly rows: TableRows | undefined;
  private readonly frequencyIndex: number;
  private readonly numberIndex: number;
  private number: string | undefined;

  constructor(file: string, definition: string, metadata: MetadataCollector) {
    const names = definition.split(/[,;]/).map((name) => name.trim());
    // The names end with a number that is none.
    while (names.length > 0 && /^\d*$/.test(names.at(-1) ?? "")) names.pop();
    const index = (pattern: RegExp) => names.findIndex((name) => pattern.test(name));
    const column = (at: number) => ({ index: at, factor: 1, name: names[at] ?? "" });
    const frequency = index(/^Frequency\s*\(Hz\)$/i);
    const re = index(/^Z\s*Real(?:\s*\(ohms?\))?$/i);
    const im = index(/^Z\s*Imag(?:\s*\(ohms?\))?$/i);
    this.frequencyIndex = frequency;
    this.numberIndex = index(/^Segment #$/i);
    const signFrom = `the name of column ${names[im] ?? ""}`;
    this.series = new SweepSeries(file, { metadata: () => metadata.all, signFrom });
    if (frequency < 0 || re < 0 || im < 0) return;
    const columns = { frequency: column(frequency), re: column(re), im: column(im) };
    this.rows = new TableRows(file, columns, names.length);
  }

  *row(line: Line): Generator<Sweep> {
    const fields = splitNumbers(line.text.trim());
    const frequency = fields[this.frequencyIndex]?.trim() ?? "";
    // Rows of direct current have the frequency 0.
    if (this.rows === undefined || (!line.isLast && frequency !== "" && Number(frequency) === 0)) return;
    const point = this.rows.read(fields, line, this.series.sweep);
    if (point === undefined || point.frequency === 0) return;
    const number = this.numberIndex < 0 ? "" : fields[this.numberIndex]?.trim();
    if (number !== this.number && this.series.sweep.points > 0) yield* this.series.finish();
    this.number = number;
    this.hasPoints = true;
    yield* this.series.add(point, line.number);
  }

  warn(text: string): void {
    this.series.sweep.warnings.push(text);
  }

  end(): Iterable<Sweep> {
    return this.series.finish();
  }
}
