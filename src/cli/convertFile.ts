import { formatOf, ReadError, version, type FileFormat, type Spectrum, type SweepSummary } from "../index.ts";
import { spectrumCsv, sweepCsv, sweepListHeader, sweepListLine } from "../report/index.ts";
import type { Host } from "./host.ts";
import { sourceOf } from "./inputFiles.ts";
import { chosenSweeps, type ChosenSweep, type SweepChoice } from "./sweeps.ts";

/** What of a file is wanted, and who is told what the reader assumed. */
export interface Converted {
  readonly choice: SweepChoice;
  readonly listOnly: boolean;
  readonly host: Host;
}

type Write = (text: string) => void;

/** Many sweeps say the same; different notes are told up to this number. */
const MOST_NOTES = 200;

/** Writes the sweeps as the project's CSV, one after the other as they are read; several have a column `sweep`. */
export async function writeCsv(file: string, { choice, host }: Converted, write: Write): Promise<void> {
  const format = await formatOf(sourceOf(file), file);
  const told = new Told(file, host);
  told.format(format);
  let first: Spectrum | undefined;
  for await (const { spectrum, sweep, several } of chosenSweeps(sourceOf(file), file, choice)) {
    told.spectrum(spectrum);
    const source = `Converted by eisfit ${version} from ${file}: ${format.title}`;
    if (!several || typeof choice === "number") {
      const number = several ? [`sweep: ${String(sweep)}`] : [];
      write(spectrumCsv(spectrum, [source, ...number, ...metadataLines(spectrum)]));
      continue;
    }
    if (first !== undefined && (first.sigma === undefined) !== (spectrum.sigma === undefined)) {
      throw new ReadError("bad-data", {
        file,
        foundWhat: `sweep ${String(sweep)} ${spectrum.sigma === undefined ? "without" : "with"} standard deviations`,
        expected: "all sweeps alike in one table; use --json",
      });
    }
    const comments = [...(first === undefined ? [source] : []), `sweep ${String(sweep)}`, ...metadataLines(spectrum)];
    write(sweepCsv(spectrum, sweep, comments, first === undefined));
    first ??= spectrum;
  }
  told.end();
}

/** Writes the entry of a file in the document: format, sweeps with their metadata, notes and warnings; without points for a list. */
export async function writeJson(file: string, { choice, listOnly, host }: Converted, write: Write): Promise<void> {
  const format = await formatOf(sourceOf(file), file);
  const told = new Told(file, host);
  write(`{"file": ${JSON.stringify(file)}, "format": ${JSON.stringify(format.name)}, "sweeps": [`);
  let before = "\n";
  for await (const chosen of chosenSweeps(sourceOf(file), file, choice)) {
    told.spectrum(chosen.spectrum);
    const entry = listOnly ? summaryOf(chosen) : sweepEntry(chosen);
    write(before + JSON.stringify(entry));
    before = ",\n";
  }
  write(`\n], "notes": ${JSON.stringify(told.notes())}, "warnings": ${JSON.stringify(told.warnings())}}`);
  told.end();
}

/** Prints what sweeps a file has, line by line, while it is read. */
export async function writeList(file: string, { choice, host }: Converted, write: Write): Promise<void> {
  const format = await formatOf(sourceOf(file), file);
  const told = new Told(file, host);
  write(`${file}: ${format.title} (${format.name})\n${sweepListHeader()}`);
  let count = 0;
  for await (const chosen of chosenSweeps(sourceOf(file), file, choice)) {
    told.spectrum(chosen.spectrum);
    write(sweepListLine(summaryOf(chosen)));
    count++;
  }
  write(`${String(count)} sweep${count === 1 ? "" : "s"}\n\n`);
  told.end();
}

function sweepEntry({ spectrum, sweep, several }: ChosenSweep): object {
  const { frequencyHz, re, im, sigma, metadata } = spectrum;
  return {
    ...(several ? { sweep } : {}),
    ...{ frequencyHz: [...frequencyHz], re: [...re], im: [...im] },
    ...(sigma === undefined ? {} : { sigma: { re: [...sigma.re], im: [...sigma.im] } }),
    metadata,
  };
}

function summaryOf({ spectrum, sweep }: ChosenSweep): SweepSummary {
  const { frequencyHz, metadata } = spectrum;
  return {
    sweep,
    points: frequencyHz.length,
    minimumHz: frequencyHz.at(-1) ?? Number.NaN,
    maximumHz: frequencyHz[0] ?? Number.NaN,
    metadata,
  };
}

function metadataLines({ metadata }: Spectrum): string[] {
  return Object.entries(metadata).map(([name, value]) => `${name}: ${String(value)}`);
}

/** What the reader assumed and found odd, each told once a file. */
class Told {
  private readonly sets = { note: new Set<string>(), warning: new Set<string>() };
  private unsaid = 0;
  private readonly file: string;
  private readonly host: Host;

  constructor(file: string, host: Host) {
    this.file = file;
    this.host = host;
  }

  format({ title, name }: FileFormat): void {
    this.host.note(`${this.file}: read as ${title} (${name})\n`);
  }

  spectrum({ notes, warnings }: Spectrum): void {
    for (const note of notes) this.tell("note", note, "");
    for (const warning of warnings) this.tell("warning", warning, "warning: ");
  }

  notes(): string[] {
    return [...this.sets.note];
  }

  warnings(): string[] {
    return [...this.sets.warning];
  }

  end(): void {
    if (this.unsaid > 0) this.host.note(`${this.file}: and ${String(this.unsaid)} more notes and warnings\n`);
  }

  private tell(kind: "note" | "warning", text: string, prefix: string): void {
    const set = this.sets[kind];
    if (set.has(text)) return;
    if (set.size === MOST_NOTES) {
      this.unsaid++;
      return;
    }
    set.add(text);
    this.host.note(`${this.file}: ${prefix}${text}\n`);
  }
}
