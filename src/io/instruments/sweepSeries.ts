import type { Metadata, Sweep } from "../format.ts";
import { ReadError } from "../readError.ts";
import { SweepBuilder, type Point } from "./sweepBuilder.ts";

/** What all sweeps of a file have in common. */
export interface SeriesFacts {
  /** Asked for at the end of each sweep. */
  readonly metadata: () => Metadata;
  readonly signFrom: string;
  readonly notes?: readonly string[];
  readonly finalHz?: number | undefined;
}

/** Sweeps one after the other in one table: each begins where the frequency starts anew. */
export class SweepSeries {
  /** The present one, for warnings about its rows. */
  sweep = new SweepBuilder();
  private readonly file: string;
  private readonly facts: SeriesFacts;
  private sweeps = 0;
  private points = 0;

  constructor(file: string, facts: SeriesFacts) {
    this.file = file;
    this.facts = facts;
  }

  /** Takes a point; gives the sweep before it where another one begins. */
  *add(point: Point, line: number): Generator<Sweep> {
    if (this.sweep.startsAnew(point.frequency)) yield* this.finish();
    this.points++;
    this.sweep.add(point, line);
  }

  /** Gives the present sweep, if it has points, and begins another one. */
  *finish(): Generator<Sweep> {
    const { sweep } = this;
    this.sweep = new SweepBuilder();
    const { metadata, ...facts } = this.facts;
    const finished = sweep.finish({ ...facts, metadata: metadata() });
    if (finished === undefined) {
      this.sweep.warnings.push(...sweep.warnings, ...sweep.leftOut());
      return;
    }
    this.sweeps++;
    yield finished;
  }

  /**
   * Gives the last sweep.
   *
   * @param announced how many points the file says that it has, where it does.
   * @throws {ReadError} `bad-data` where there was no point at all.
   */
  *end(line: number, announced = 0): Generator<Sweep> {
    if (announced > this.points) {
      const found = String(this.points);
      this.sweep.warnings.push(`the header announces ${String(announced)} points, ${found} were found`);
    }
    yield* this.finish();
    if (this.sweeps > 0) return;
    const foundWhat = ["no point", ...this.sweep.warnings].join("; ");
    const expected = "at least one row with a frequency above 0 Hz";
    throw new ReadError("bad-data", { file: this.file, line, foundWhat, expected });
  }
}
