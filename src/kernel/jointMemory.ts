import {
  JOINT_BUFFER_ANSWER,
  JOINT_BUFFER_HELD,
  JOINT_BUFFER_LAWS,
  JOINT_BUFFER_PLACES,
  JOINT_BUFFER_REPORT,
  JOINT_BUFFER_SHARES,
  JOINT_BUFFER_STATUS,
  JOINT_BUFFER_X,
  JOINT_REPORT,
} from "../../assembly/agreed/joint.ts";
import { EngineError } from "./engineError.ts";

/** What examiner.wasm exports for joint fits; see assembly/joint. Addresses are bytes. */
export interface JointExports {
  readonly memory: WebAssembly.Memory;
  clearJoint(): void;
  noteJoint(): void;
  reserveJoint(spectra: number, locals: number, globals: number, parameters: number): number;
  jointAddress(buffer: number): number;
  startJoint(spectrum: number): void;
  beginDescent(): void;
  evaluateJoint(spectrum: number): number;
  naturalJoint(spectrum: number): number;
  advanceJoint(tolerance: number, last: number): number;
  beginPolish(): void;
  beginFactors(): void;
  factorJoint(spectrum: number): void;
  solveFactors(): number;
  acceptPolished(): number;
  invertCommon(level: number): void;
  effectsJoint(spectrum: number): number;
  effectsCommon(): void;
}

/** How the variables of the spectra of a joint fit hang together. */
export interface JointDesign {
  /** Spectra, a spectrum's own unknowns, common unknowns, and the circuit's parameters. */
  readonly spectra: number;
  readonly locals: number;
  readonly globals: number;
  readonly parameters: number;
  /** One a variable: a JOINT_ law, and the number of the (first) unknown among the spectrum's own or the common ones. */
  readonly laws: Int32Array;
  readonly places: Int32Array;
  /** JOINT_SHARES numbers a variable of each spectrum. */
  readonly shares: Float64Array;
}

/** Where the joint solver keeps its numbers. */
export class JointMemory {
  readonly engine: JointExports;
  #design: JointDesign | undefined;

  constructor(engine: JointExports) {
    this.engine = engine;
  }

  /** The design of the joint fit that has the memory. */
  get design(): JointDesign {
    if (this.#design === undefined) throw new TypeError("No joint fit has been laid out.");
    return this.#design;
  }

  /**
   * Makes room; all spectra must have been noted, and one of them must be resident.
   * @throws {EngineError} where there is none.
   */
  reserve(design: JointDesign): void {
    const { spectra, locals, globals, parameters } = design;
    if (this.engine.reserveJoint(spectra, locals, globals, parameters) === 0) {
      throw new EngineError(
        "out-of-memory",
        `A joint fit of ${String(spectra)} spectra needs more memory than a WebAssembly module can have; fit fewer together.`,
      );
    }
    this.#design = design;
    this.#words(JOINT_BUFFER_LAWS, design.laws.length).set(design.laws);
    this.#words(JOINT_BUFFER_PLACES, design.places.length).set(design.places);
    this.#numbers(JOINT_BUFFER_SHARES, design.shares.length).set(design.shares);
  }

  /** Whether variables of each spectrum are held at their lower (1) or upper (2) limit; one word a variable. */
  setHeld(held: Int32Array): void {
    this.#words(JOINT_BUFFER_HELD, held.length).set(held);
  }

  /** The unknowns from number `start` on. */
  setUnknowns(values: Float64Array, start: number): void {
    this.#numbers(JOINT_BUFFER_X, start + values.length).set(values, start);
  }

  /** A copy of all unknowns: those of each spectrum, then the common ones. */
  unknowns(): Float64Array {
    return this.#numbers(JOINT_BUFFER_X, this.#count()).slice();
  }

  /** VARIABLE_ constants, one an unknown. */
  status(): Int32Array {
    return this.#words(JOINT_BUFFER_STATUS, this.#count()).slice();
  }

  /** One of the numbers that assembly/program.ts describes under JOINT_REPORT. */
  reported(number: number): number {
    return this.#numbers(JOINT_BUFFER_REPORT, JOINT_REPORT)[number] ?? Number.NaN;
  }

  /** A copy of the answer of `effectsJoint` or `effectsCommon`. */
  answered(count: number): Float64Array {
    return this.#numbers(JOINT_BUFFER_ANSWER, count).slice();
  }

  #count(): number {
    const { spectra, locals, globals } = this.design;
    return spectra * locals + globals;
  }

  // Memory grows when a larger problem is loaded, which leaves older views behind.
  #numbers(buffer: number, count: number): Float64Array {
    return new Float64Array(this.engine.memory.buffer, this.engine.jointAddress(buffer), count);
  }

  #words(buffer: number, count: number): Int32Array {
    return new Int32Array(this.engine.memory.buffer, this.engine.jointAddress(buffer), count);
  }
}
