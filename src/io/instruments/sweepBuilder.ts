import type { Metadata, Sweep } from "../format.ts";
import { fromPolarDegrees } from "../polar.ts";
import { SkippedLines } from "../skippedLines.ts";
import { modulusMisfits, signEvidence, type SignedColumns } from "./sign.ts";

/** One row of an instrument's table: Z' and Z'' with the sign that the header gives, or |Z| and phase, or all four. */
export interface Point {
  /** Hz. */
  readonly frequency: number;
  /** Ohm. */
  readonly re?: number;
  readonly im?: number;
  readonly modulus?: number;
  readonly degrees?: number;
}

/** What a format knows of a sweep besides its points. */
export interface SweepFacts {
  readonly metadata: Metadata;
  readonly notes?: readonly string[];
  /** What decides the sign of Z'' where no phase does, such as `the name of column "-Im(Z)/Ohm"`. */
  readonly signFrom: string;
  /** The last frequency by the settings of the experiment, Hz: a sweep that stops before it was cut or stopped. */
  readonly finalHz?: number | undefined;
}

/** A sweep is as long as this before a jump of the frequency can begin another one. */
const FEWEST_POINTS = 3;
/** Logarithm of a ratio of frequencies as large as steps are. */
const LARGE_STEP = 0.5;

/** Collects the points of one sweep; rows that hold no point of a spectrum are left out, counted and named. */
export class SweepBuilder {
  readonly warnings: string[] = [];
  private readonly frequencyHz: number[] = [];
  private readonly re: number[] = [];
  private readonly im: number[] = [];
  private readonly modulus: (number | undefined)[] = [];
  private readonly degrees: (number | undefined)[] = [];
  private readonly lines: number[] = [];
  private readonly notPositive = new SkippedLines("whose frequency is not above 0 Hz");
  private readonly notFinite = new SkippedLines("with a value that is not a finite number");
  private readonly zero = new SkippedLines("whose impedance is 0");
  private direction = 0;
  /** Largest |ln(f/f_first)|; NaN once the frequency has turned back. */
  private extent = 0;
  private hasPolarOnly = false;

  get points(): number {
    return this.frequencyHz.length;
  }

  /**
   * True if a sweep that went one way so far jumps back over half of its range or more: the next sweep of a series.
   * A sweep that returns step by step, or takes frequencies in any order, goes on.
   */
  startsAnew(frequency: number): boolean {
    const last = this.frequencyHz.at(-1);
    if (last === undefined || this.points < FEWEST_POINTS || !(frequency > 0)) return false;
    const step = Math.log(frequency / last);
    return step * this.direction < 0 && Math.abs(step) >= this.extent / 2;
  }

  add(point: Point, line: number): void {
    const { frequency, modulus, degrees } = point;
    const polar = modulus !== undefined && degrees !== undefined ? fromPolarDegrees(modulus, degrees) : undefined;
    const re = point.re ?? polar?.re ?? Number.NaN;
    const im = point.im ?? polar?.im ?? Number.NaN;
    if (frequency <= 0) this.notPositive.add(line);
    else if (!Number.isFinite(frequency + re + im)) this.notFinite.add(line);
    else if (re === 0 && im === 0) this.zero.add(line);
    else {
      this.follow(frequency);
      this.frequencyHz.push(frequency);
      // Without negative zeros, which a change of sign leaves.
      this.re.push(re + 0);
      this.im.push(im + 0);
      this.modulus.push(modulus);
      this.degrees.push(degrees);
      this.lines.push(line);
      if (point.re === undefined || point.im === undefined) this.hasPolarOnly = true;
    }
  }

  private follow(frequency: number): void {
    const step = Math.log(frequency / (this.frequencyHz.at(-1) ?? frequency));
    if (this.direction === 0) this.direction = Math.sign(step);
    const reach = Math.abs(Math.log(frequency / (this.frequencyHz[0] ?? frequency)));
    this.extent = step * this.direction < 0 ? Number.NaN : Math.max(this.extent, reach);
  }

  /** The sweep, or undefined where no row held a point. */
  finish({ metadata, notes = [], signFrom, finalHz }: SweepFacts): Sweep | undefined {
    const { frequencyHz, re, lines } = this;
    if (frequencyHz.length === 0) return undefined;
    const sign = this.decideSign(signFrom);
    return {
      frequencyHz,
      re,
      im: sign.im,
      lines,
      metadata,
      notes: [...sign.notes, ...notes],
      warnings: [...sign.warnings, ...this.leftOut(), ...this.warnings, ...this.missing(finalHz)],
    };
  }

  /** Sentences on the rows that were left out. */
  leftOut(): string[] {
    return [this.notPositive, this.notFinite, this.zero].flatMap((skipped) => skipped.sentences());
  }

  /** More than half a step short of the end is a step short: instruments round frequencies. */
  private missing(finalHz: number | undefined): string[] {
    const [last, before] = this.frequencyHz.slice(-2).reverse();
    if (finalHz === undefined || !(finalHz > 0) || last === undefined) return [];
    const rest = Math.log(finalHz / last);
    const step = before === undefined ? LARGE_STEP : Math.abs(Math.log(last / before));
    const isShort = Math.abs(rest) > 0.6 * step && (this.direction === 0 || rest * this.direction > 0);
    const ends = `the sweep ends at ${String(last)} Hz, the settings of the experiment say ${String(finalHz)} Hz`;
    return isShort ? [ends] : [];
  }

  private modulusWarnings(columns: SignedColumns): string[] {
    const { compared, indices } = modulusMisfits(columns);
    if (indices.length > compared / 2) return ["column |Z| does not agree with Z' and Z''; check their units"];
    const lines = indices.slice(0, 5).map((index) => String(this.lines[index]));
    const more = indices.length > 5 ? ", ..." : "";
    const points = `|Z| does not agree with Z' and Z'' at ${String(indices.length)} point(s) (line ${lines.join(", ")}${more})`;
    return indices.length === 0 ? [] : [points];
  }

  private decideSign(signFrom: string): { im: number[]; notes: string[]; warnings: string[] } {
    const { re, im, modulus, degrees } = this;
    const columns = { re, im, modulus, degrees };
    if (this.hasPolarOnly) return { im, notes: ["Z' and Z'' were computed from |Z| and phase"], warnings: [] };
    const warnings = this.modulusWarnings(columns);
    switch (signEvidence(columns)) {
      case "confirmed":
        return { im, notes: [`the sign of Z'' follows from ${signFrom}; the phase confirms it`], warnings };
      case "contradicted": {
        const contradiction = `the phase contradicts ${signFrom}: the sign of Z'' was taken from the phase`;
        return { im: im.map((value) => -value), notes: [], warnings: [...warnings, contradiction] };
      }
      case "mixed": {
        const contradiction = `the phase contradicts the sign of Z'' at some points; it was taken from ${signFrom}`;
        return { im, notes: [], warnings: [...warnings, contradiction] };
      }
      case "none":
        return { im, notes: [`the sign of Z'' follows from ${signFrom} alone`], warnings };
    }
  }
}
