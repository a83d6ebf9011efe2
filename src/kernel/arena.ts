import { DRT_HEAD } from "../../assembly/agreed/drt.ts";
import { SCAN_COLUMNS } from "../../assembly/agreed/kramersKronig.ts";
import { ZHIT_COLUMNS } from "../../assembly/agreed/zhit.ts";
import { EngineError } from "./engineError.ts";

/** What engine.wasm exports besides fits; addresses are bytes. */
export interface ArenaExports {
  readonly memory: WebAssembly.Memory;
  reserveResiduals(points: number, columns: number): number;
  testResiduals(points: number, columns: number): number;
  runBaseline(rival: number): number;
  reserveLinear(mostTerms: number): number;
  leaveOutLinear(point: number): void;
  scoreLinear(extension: number, terms: number): number;
  fallsLinear(extension: number, terms: number): number;
  chooseLinear(part: number, admittance: number, rising: number, falling: number): void;
  scanLinear(extension: number, first: number, last: number, stop: number, threshold: number): number;
  solveLinear(extension: number, terms: number): number;
  reserveZhit(points: number): number;
  runZhit(
    smoothing: number,
    span: number,
    degree: number,
    interpolation: number,
    window: number,
    centre: number,
    width: number,
  ): number;
  reserveDrt(points: number, basis: number): number;
  runDrt(): number;
  drtWeights(): number;
  drtDeviation(): number;
  chiSquareTail(x: number, freedom: number): number;
  fisherTail(f: number, upper: number, lower: number): number;
  studentQuantile(level: number, freedom: number): number;
}

/** In place of an address. */
const TOO_FEW_POINTS = 1;

/** A problem of assembly/drt and how large its answers are. */
export interface DrtInput {
  /** As assembly/program.ts describes them under DRT: settings, then the spectrum. */
  readonly numbers: Float64Array;
  readonly points: number;
  /** Functions of the basis. */
  readonly basis: number;
}

/** Settings of a Z-HIT. */
export interface ZhitSettings {
  /** A SMOOTH_ constant, its points and its degree, as far as it has them. */
  readonly smoothing: number;
  readonly span: number;
  readonly degree: number;
  /** An INTERPOLATE_ constant. */
  readonly interpolation: number;
  /** A WINDOW_ constant about 10^centre Hz, so many decades wide. */
  readonly window: number;
  readonly centre: number;
  readonly decades: number;
}

/** Calculations of the engine that need no resident problem; see assembly/arena.ts. */
export class Arena {
  readonly #exports: ArenaExports;

  constructor(exports: ArenaExports) {
    this.#exports = exports;
  }

  /** P(F > f) for Fisher's F with the degrees of freedom of numerator and denominator. */
  fisherTail(f: number, upper: number, lower: number): number {
    return this.#exports.fisherTail(f, upper, lower);
  }

  /** t with P(|T| <= t) = `level` for Student's t. */
  studentQuantile(level: number, freedom: number): number {
    return this.#exports.studentQuantile(level, freedom);
  }

  /** P(X > x) for chi-square. */
  chiSquareTail(x: number, freedom: number): number {
    return this.#exports.chiSquareTail(x, freedom);
  }

  /**
   * The residual tests of assembly/statistics/residualTests.ts.
   * @param columns the weighted Jacobian: 2N numbers a column, real parts first
   * @param residual weighted likewise
   * @returns the numbers that assembly/program.ts describes under RESIDUAL_TEST
   */
  testResiduals(columns: readonly Float64Array[], residual: Float64Array, numbers: number): Float64Array {
    const rows = residual.length;
    const points = rows / 2;
    const address = this.#exports.reserveResiduals(points, columns.length);
    const input = this.#view(address, (columns.length + 1) * rows);
    [...columns, residual].forEach((column, index) => input.set(column, index * rows));
    return this.#view(this.#exports.testResiduals(points, columns.length), numbers).slice();
  }

  /**
   * The Kramers-Kronig baseline of the resident problem's spectrum; see assembly/kramersKronig/baseline.ts.
   * @param rival whether it is chosen against the problem's circuit, at the values set last
   * @returns the numbers that assembly/program.ts describes under BASELINE, undefined where there is none
   */
  baseline(numbers: number, rival: boolean): Float64Array | undefined {
    const address = this.#exports.runBaseline(rival ? 1 : 0);
    return address === TOO_FEW_POINTS ? undefined : this.#view(address, numbers).slice();
  }

  /** Makes room for linear Kramers-Kronig tests of the resident problem's spectrum; see assembly/kramersKronig/score.ts. */
  reserveLinear(mostTerms: number): void {
    requireMemory(this.#exports.reserveLinear(mostTerms));
  }

  /** Takes a point of the spectrum out of the tests that follow. */
  leaveOutLinear(point: number): void {
    this.#exports.leaveOutLinear(point);
  }

  /** Variant of the tests that follow: a LINEAR_ part, the domain and the terms j omega and 1/(j omega). */
  chooseLinear(part: number, admittance: boolean, rising: boolean, falling: boolean): void {
    this.#exports.chooseLinear(part, admittance ? 1 : 0, rising ? 1 : 0, falling ? 1 : 0);
  }

  /** The score of generalised cross-validation of so many terms; Infinity where they are not determined. */
  scoreLinear(extension: number, terms: number): number {
    return this.#exports.scoreLinear(extension, terms);
  }

  /**
   * S of both parts, then by how much it falls without each point: NaN for points left out and those that the fit has to meet. Undefined
   * where so many terms are not determined.
   */
  fallsLinear(extension: number, terms: number, points: number): Float64Array | undefined {
    const address = this.#exports.fallsLinear(extension, terms);
    return address === TOO_FEW_POINTS ? undefined : this.#view(address, 1 + points).slice();
  }

  /** Rows of SCAN_COLUMNS numbers, one a number of terms; `stop` is a STOP_ constant. */
  scanLinear(extension: number, first: number, last: number, stop: number, threshold: number): Float64Array {
    const address = this.#exports.scanLinear(extension, first, last, stop, threshold);
    const [rows = 0] = this.#view(address, 1);
    return this.#view(address, 1 + SCAN_COLUMNS * rows).slice(1);
  }

  /** The numbers that assembly/program.ts describes under LINEAR, undefined where the terms are not determined. */
  solveLinear(extension: number, terms: number, numbers: number): Float64Array | undefined {
    const address = this.#exports.solveLinear(extension, terms);
    return address === TOO_FEW_POINTS ? undefined : this.#view(address, numbers).slice();
  }

  /**
   * Reconstructs ln|Z| from the phase; see assembly/zhit/zhit.ts.
   * @param points frequency (rising, all different), Re Z and Im Z, at least four
   * @returns ZHIT_COLUMNS columns
   */
  zhit(
    points: readonly [frequencyHz: Float64Array, re: Float64Array, im: Float64Array],
    { smoothing, span, degree, interpolation, window, centre, decades }: ZhitSettings,
  ): Float64Array[] {
    const count = points[0].length;
    const input = this.#view(this.#exports.reserveZhit(count), 3 * count);
    points.forEach((column, index) => input.set(column, index * count));
    const address = this.#exports.runZhit(smoothing, span, degree, interpolation, window, centre, decades);
    const columns = this.#view(address, ZHIT_COLUMNS * count);
    return Array.from({ length: ZHIT_COLUMNS }, (_, index) => columns.slice(index * count, (index + 1) * count));
  }

  /**
   * The distribution of relaxation times of a spectrum.
   * @returns the numbers that assembly/program.ts describes under DRT
   */
  distribution({ numbers, points, basis }: DrtInput): Float64Array {
    this.#view(this.#exports.reserveDrt(points, basis), numbers.length).set(numbers);
    return this.#view(this.#exports.runDrt(), DRT_HEAD + 4 * basis + 2 * points).slice();
  }

  /** Standard deviation of sum w_k gamma_k over the grid of the distribution found last, before anything else was asked. */
  distributionDeviation(weights: Float64Array): number {
    this.#view(this.#exports.drtWeights(), weights.length).set(weights);
    return this.#exports.drtDeviation();
  }

  /** @throws {EngineError} for the address 0, where the engine found no memory. */
  #view(address: number, length: number): Float64Array {
    requireMemory(address);
    return new Float64Array(this.#exports.memory.buffer, address, length);
  }
}

function requireMemory(address: number): void {
  if (address !== 0) return;
  throw new EngineError(
    "out-of-memory",
    "These points need more memory than a WebAssembly module can have; use fewer, for instance by thinning the frequencies.",
  );
}
