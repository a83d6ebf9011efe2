import { DRT_HEAD, SCAN_COLUMNS, ZHIT_COLUMNS } from "../../assembly/program.ts";
import { EngineError } from "./engineError.ts";

/** What engine.wasm exports besides fits; addresses are bytes. */
export interface ArenaExports {
  readonly memory: WebAssembly.Memory;
  reserveResiduals(points: number, columns: number): number;
  testResiduals(points: number, columns: number): number;
  runBaseline(rival: number): number;
  reserveLinear(mostTerms: number): number;
  chooseLinear(part: number, admittance: number, rising: number, falling: number): void;
  scanLinear(extension: number, first: number, last: number, stop: number, threshold: number): number;
  solveLinear(extension: number, terms: number): number;
  reserveZhit(points: number): number;
  runZhit(smoothing: number, span: number, window: number, centre: number, width: number): number;
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

  /**
   * Makes room for linear Kramers-Kronig tests of the resident problem's spectrum; see assembly/kramersKronig/linear.ts.
   * @param included one number a point: 1 for those that take part, 0 for others
   */
  reserveLinear(mostTerms: number, included: Float64Array): void {
    this.#view(this.#exports.reserveLinear(mostTerms), included.length).set(included);
  }

  /** Variant of the tests that follow: a LINEAR_ part, the domain and the terms j omega and 1/(j omega). */
  chooseLinear(part: number, admittance: boolean, rising: boolean, falling: boolean): void {
    this.#exports.chooseLinear(part, admittance ? 1 : 0, rising ? 1 : 0, falling ? 1 : 0);
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
   * Reconstructs ln|Z| from the phase; see assembly/kramersKronig/zhit.ts.
   * @param points frequency (rising, all different), Re Z and Im Z, at least four
   * @param smoothing a SMOOTH_ constant; `span` counts the points of local smoothing
   * @param window a WINDOW_ constant about 10^centre Hz, `width` decades wide
   * @returns ZHIT_COLUMNS columns
   */
  zhit(
    points: readonly [frequencyHz: Float64Array, re: Float64Array, im: Float64Array],
    smoothing: number,
    span: number,
    window: number,
    centre: number,
    width: number,
  ): Float64Array[] {
    const count = points[0].length;
    const input = this.#view(this.#exports.reserveZhit(count), 3 * count);
    points.forEach((column, index) => input.set(column, index * count));
    const address = this.#exports.runZhit(smoothing, span, window, centre, width);
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
    if (address === 0) {
      throw new EngineError(
        "out-of-memory",
        "These points need more memory than a WebAssembly module can have; use fewer, for instance by thinning the frequencies.",
      );
    }
    return new Float64Array(this.#exports.memory.buffer, address, length);
  }
}
