import { ln } from "../../../assembly/math/elementary.ts";
import { dropLastPoint, noPoints, slicePoints, type Extra, type Points } from "./points.ts";

/** The points of one sweep, and what its bounds rest on. */
export interface Run {
  readonly points: Points;
  readonly notes: readonly string[];
}

// Fewer points than these may be a stray one, or frequencies in no order at all.
const FEWEST_TO_RESTART = 3;
const FEWEST_TO_TURN = 5;
/** A step back over more than this part of the range is a new start, not a detour ... */
const RESTART = 0.5;
/** ... and needs no confirmation by the points that follow if it leads to where the sweep began, in nepers. */
const WHOLE = 0.7;
const SAME = 1e-3;
/** A way back that covers this part of the way there is a sweep of its own. */
const FULL_RETURN = 0.8;

const NONE: Run[] = [];

/**
 * Tells sweeps apart that follow each other in one table. A sweep ends where the caller says so, where the frequency goes
 * back to where it started, and where it turns and comes back over the same range. What is held are the points since the
 * last such end.
 */
export class SweepSplitter {
  private readonly extras: readonly Extra[];
  private points: Points;
  private direction = 0;
  /** Where the frequency began to go in one direction, the first always 0. */
  private stretches = [0];
  /** A point from which a new sweep may have begun in the middle of the range. */
  private candidate: number | undefined;
  /** The first point that goes back without beginning a sweep. */
  private detour: number | undefined;
  private isEnded = false;
  private isPaused = false;
  private beginning: string | undefined;

  /** @param extras the columns beside frequency and impedance. */
  constructor(extras: readonly Extra[]) {
    this.extras = extras;
    this.points = noPoints(extras);
  }

  get length(): number {
    return this.points.line.length;
  }

  /** The next point is the first of a new sweep. */
  end(): void {
    this.isEnded = this.length > 0;
  }

  /** The next point is the first of a new sweep unless the frequency goes on as before. */
  pause(): void {
    this.isPaused = this.length > 0;
  }

  /** Adds a point, with one value for each extra column; gives the sweeps that are known to be complete by it. */
  push(line: number, frequency: number, re: number, im: number, values: readonly number[]): Run[] {
    const step = Math.sign(frequency - (this.points.frequency.at(-1) ?? frequency));
    const goesOn = step === this.direction || this.direction === 0;
    const isNew = this.isEnded || (this.isPaused && !goesOn);
    this.isEnded = this.isPaused = false;
    const done = isNew ? this.flush() : NONE;
    const { points } = this;
    points.line.push(line);
    points.frequency.push(frequency);
    points.re.push(re);
    points.im.push(im);
    this.extras.forEach((name, index) => points.extras[name]?.push(values[index] ?? Number.NaN));
    if (isNew || step === 0) return done;
    if (this.direction === 0) this.direction = step;
    return step === this.direction ? this.confirm() : this.goBack(step);
  }

  /** Takes the last point back. */
  pop(): void {
    dropLastPoint(this.points);
  }

  /** All that is held: a sweep, or two. */
  flush(): Run[] {
    const done = this.splitAtTurn(this.length);
    if (this.length > 0) done.push(this.takeFirst(this.length));
    this.direction = 0;
    return done;
  }

  private confirm(): Run[] {
    const at = this.candidate;
    return at !== undefined && this.length - at >= FEWEST_TO_TURN ? this.splitAtStart(at) : NONE;
  }

  private goBack(step: number): Run[] {
    const at = this.length - 1;
    if (this.candidate === at - 1) return this.turn(at - 1, step);
    const start = this.stretches.at(-1) ?? 0;
    const range = this.nepers(start, at - 1);
    const back = this.nepers(at - 1, at);
    const isRestart = at - start >= FEWEST_TO_RESTART && back >= RESTART * range;
    const isAgain = this.nepers(start, at) < SAME || this.nepers(start + 1, at) < SAME;
    if (this.stretches.length === 1 && at - start > 1 && isAgain && back >= WHOLE * range) {
      return this.splitAtStart(at);
    }
    if (isRestart) {
      this.candidate = at;
      this.detour ??= at;
      return NONE;
    }
    return this.turn(at, step);
  }

  /** The frequency turned at a point; after two steps back, at the first of them. */
  private turn(at: number, step: number): Run[] {
    const behind = this.length - at;
    this.candidate = undefined;
    const done = this.splitAtTurn(at);
    const begin = this.length - behind;
    // A point measured on the way there and again on the way back turns where it is repeated.
    const isRepeated = this.points.frequency[begin - 1] === this.points.frequency[begin - 2];
    this.stretches.push(isRepeated ? begin - 1 : begin);
    this.detour ??= isRepeated ? begin - 1 : begin;
    this.direction = step;
    return done;
  }

  private splitAtStart(at: number): Run[] {
    const done = this.takeFirst(at);
    this.beginning = `a new sweep: the frequency starts anew at line ${this.lineAt(0)}`;
    return [done];
  }

  /** If the last stretch, which ends here, comes back over the range of the one before it. */
  private splitAtTurn(end: number): Run[] {
    const [before, start] = this.stretches.slice(-2);
    if (before === undefined || start === undefined) return [];
    if (start - before < FEWEST_TO_TURN || end - start < FEWEST_TO_TURN) return [];
    const [there, back] = [this.nepers(before, start - 1), this.nepers(start, end - 1)];
    if (Math.min(there, back) < FULL_RETURN * Math.max(there, back)) return [];
    const done = this.takeFirst(start);
    this.beginning = `a new sweep: the frequency turns at line ${this.lineAt(0)} and comes back over the same range`;
    return [done];
  }

  private nepers(from: number, to: number): number {
    return Math.abs(ln((this.points.frequency[to] ?? 1) / (this.points.frequency[from] ?? 1)));
  }

  private lineAt(index: number): number {
    return this.points.line[index] ?? 0;
  }

  private comesAgain(count: number): boolean {
    const sorted = Float64Array.from(this.points.frequency.slice(0, count)).sort();
    return sorted.some((frequency, index) => index > 0 && frequency - (sorted[index - 1] ?? 0) < SAME * frequency);
  }

  private takeFirst(count: number): Run {
    const notes = this.beginning === undefined ? [] : [this.beginning];
    const { detour } = this;
    // Points in no order are no reason for a word, but those that come again may belong to another sweep.
    if (detour !== undefined && detour < count && this.comesAgain(count)) {
      notes.push(`one sweep, although the frequency goes back at line ${this.lineAt(detour)}`);
    }
    this.detour = undefined;
    const isAll = count >= this.length;
    const points = isAll ? this.points : slicePoints(this.points, 0, count);
    this.points = isAll ? noPoints(this.extras) : slicePoints(this.points, count);
    this.stretches = [0, ...this.stretches.map((start) => start - count).filter((start) => start > 0)];
    this.candidate = undefined;
    this.beginning = undefined;
    return { points, notes };
  }
}
