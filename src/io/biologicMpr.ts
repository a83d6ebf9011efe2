import { hasText } from "./binary/bytes.ts";
import { decideSign, vote, type SignVotes } from "./binary/signVotes.ts";
import type { FileContent } from "./content.ts";
import type { FileFormat, Metadata, Sweep } from "./format.ts";
import { COLUMN } from "./mpr/columns.ts";
import { MPR_MAGIC, mprModules, type MprModule } from "./mpr/modules.ts";
import { rowLayout, type RowLayout } from "./mpr/rowLayout.ts";
import { mprRows, type MprRow } from "./mpr/rows.ts";
import { mprMetadata } from "./mpr/settings.ts";
import { ReadError } from "./readError.ts";

const MODULES_SHOWN = 8;

/** Binary files of EC-Lab and BT-Lab. */
export const biologicMprFormat: FileFormat = {
  name: "biologic-mpr",
  title: "BioLogic EC-Lab binary (.mpr)",
  extensions: ["mpr"],
  reads:
    "`freq/Hz`, `Re(Z)/Ohm` and `-Im(Z)/Ohm` of data modules of versions 0, 2, 3, 10 and 11; the phase decides the sign. " +
    "Rows without a frequency are left out, the cycle number separates sweeps. Technique, start, comment, mean potential.",
  sniff: ({ head }) => hasText(head, 0, MPR_MAGIC),
  sweeps: readMpr,
};

function* readMpr(file: FileContent): Generator<Sweep> {
  const { data, metadata } = mprData(file);
  for (const module of data) yield* sweepsOf(module, metadata, file.name);
}

/** The modules of a file that hold measured values, and what the others tell. @throws {ReadError} where there are none. */
export function mprData(file: FileContent): { readonly data: readonly MprModule[]; readonly metadata: Metadata } {
  const bytes = file.bytes();
  if (!hasText(bytes, 0, MPR_MAGIC)) {
    throw new ReadError("bad-header", {
      file: file.name,
      foundWhat: "another beginning",
      expected: `a file of EC-Lab, which begins with "${MPR_MAGIC}"`,
    });
  }
  const modules = mprModules(bytes, file.name);
  const data = modules.filter(({ name }) => name === "VMP data");
  if (data.length === 0) {
    const names = modules
      .slice(0, MODULES_SHOWN)
      .map(({ name }) => name)
      .join(", ");
    throw new ReadError("bad-data", {
      file: file.name,
      foundWhat: names === "" ? "no module that is whole" : `the modules ${names}`,
      expected: 'a module "VMP data" with the measured values',
    });
  }
  return { data, metadata: mprMetadata(modules) };
}

function* sweepsOf(module: MprModule, metadata: Metadata, file: string): Generator<Sweep> {
  const layout = rowLayout(module, file);
  requireColumns(layout, metadata, file);
  const { count, warnings } = rowsAtHand(module, layout);
  let group = new Group();
  let skipped = 0;
  const finish = (): Sweep => {
    const told = [...warnings.splice(0), ...(skipped === 0 ? [] : [skippedWarning(skipped)])];
    skipped = 0;
    return group.sweep(metadata, layout.notes, told);
  };
  for (const row of mprRows(module.body, layout, count)) {
    if (row.frequency <= 0) {
      skipped++;
      continue;
    }
    if (group.isEndedBy(row)) {
      yield finish();
      group = new Group();
    }
    group.add(row);
  }
  if (group.points === 0) {
    throw new ReadError("bad-data", {
      file,
      foundWhat: `${String(count)} rows without a frequency above 0 Hz`,
      expected: "at least one point of an impedance spectrum",
    });
  }
  yield finish();
}

function requireColumns({ columns }: RowLayout, { technique }: Metadata, file: string): void {
  const has = (...ids: number[]) => ids.every((id) => columns.has(id));
  if (has(COLUMN.frequency) && (has(COLUMN.re, COLUMN.negativeIm) || has(COLUMN.modulus, COLUMN.phase))) return;
  throw new ReadError("bad-header", {
    file,
    foundWhat: `${technique === undefined ? "" : `technique ${technique}, `}columns ${[...columns.keys()].join(", ")}`,
    expected: "columns of frequency (id 32), Re(Z) (37) and -Im(Z) (38), as PEIS and GEIS have them",
  });
}

/** Rows that are there, which may be fewer than the module states, or more where it was never closed. */
export function rowsAtHand({ body }: MprModule, layout: RowLayout): { count: number; warnings: string[] } {
  const { start, stride, points } = layout;
  const whole = stride === 0 ? 0 : Math.floor((body.length - start) / stride);
  if (points === 0 && whole > 0) {
    return { count: whole, warnings: [`the file states no rows: ${String(whole)} that are there were read`] };
  }
  if (whole >= points) return { count: points, warnings: [] };
  return { count: whole, warnings: [`the file ends early: ${String(whole)} of ${String(points)} rows were read`] };
}

function skippedWarning(skipped: number): string {
  return `left out ${String(skipped)} row(s) whose frequency is not above 0 Hz`;
}

/** The rows of a sweep while they are collected. */
class Group {
  private readonly frequencyHz: number[] = [];
  private readonly re: number[] = [];
  private readonly negativeIm: number[] = [];
  private readonly votes: SignVotes = { agree: 0, contradict: 0, wrongModulus: 0 };
  private readonly potential = new Mean();
  private readonly temperature = new Mean();
  private last: MprRow | undefined;

  get points(): number {
    return this.frequencyHz.length;
  }

  /** Another cycle is another sweep; another sequence only if the frequency starts anew: some sweeps are made of two. */
  isEndedBy(row: MprRow): boolean {
    const { last } = this;
    if (last === undefined) return false;
    if (!Object.is(row.cycle, last.cycle)) return true;
    const [first, second] = this.frequencyHz;
    if (first === undefined || second === undefined) return false;
    const falls = last.frequency < first;
    return row.sequence !== last.sequence && (falls ? row.frequency > last.frequency : row.frequency < last.frequency);
  }

  add(row: MprRow): void {
    this.last = row;
    this.frequencyHz.push(row.frequency);
    this.re.push(row.re);
    this.negativeIm.push(row.negativeIm);
    vote(this.votes, row.re, -row.negativeIm, row.modulus, row.phase);
    this.potential.add(row.potential);
    this.temperature.add(row.temperature);
  }

  sweep(metadata: Metadata, layoutNotes: readonly string[], warnings: readonly string[]): Sweep {
    const { flip, note, warnings: odd } = decideSign(this.votes, '"-Im(Z)/Ohm"');
    const potential = this.potential.value();
    const temperature = this.temperature.value();
    const { cycle } = this.last ?? {};
    return {
      frequencyHz: this.frequencyHz,
      re: this.re,
      im: flip ? this.negativeIm : this.negativeIm.map((value) => -value),
      metadata: {
        ...metadata,
        ...(cycle !== undefined && Number.isFinite(cycle) ? { cycle } : {}),
        ...(potential === undefined ? {} : { dc_V: potential }),
        ...(temperature === undefined ? {} : { temperature_C: temperature }),
      },
      notes: [note, ...layoutNotes],
      warnings: [...warnings, ...odd],
    };
  }
}

/** The mean of a column over a sweep. */
class Mean {
  private sum = 0;
  private count = 0;

  add(value: number | undefined): void {
    if (value === undefined) return;
    this.sum += value;
    this.count++;
  }

  /** To the digits that float32 values hold. */
  value(): number | undefined {
    const mean = this.sum / this.count;
    return Number.isFinite(mean) ? Number(mean.toPrecision(7)) : undefined;
  }
}
