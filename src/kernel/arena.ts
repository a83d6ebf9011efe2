import { DRT_HEAD } from "../../assembly/program.ts";
import { EngineError } from "./engineError.ts";

/** What engine.wasm exports besides fits; addresses are bytes. */
export interface ArenaExports {
  readonly memory: WebAssembly.Memory;
  reserveResiduals(points: number, columns: number): number;
  testResiduals(points: number, columns: number): number;
  runBaseline(rival: number): number;
  reserveDrt(points: number, basis: number): number;
  runDrt(): number;
  drtWeights(): number;
  drtDeviation(): number;
  chiSquareTail(x: number, freedom: number): number;
  fisherTail(f: number, upper: number, lower: number): number;
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
