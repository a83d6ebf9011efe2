import { ANSWER_WITHOUT_MEMORY, BUFFER_ANSWER } from "../../assembly/agreed/questions.ts";
import {
  BUFFER_BACKWARD,
  BUFFER_COMBINATIONS,
  BUFFER_CORRELATION,
  BUFFER_EXPRESSION_CONSTANTS,
  BUFFER_EXPRESSIONS,
  BUFFER_FITTED_IM,
  BUFFER_FITTED_RE,
  BUFFER_FORWARD,
  BUFFER_FREQUENCY,
  BUFFER_JACOBIAN,
  BUFFER_MEASURED_IM,
  BUFFER_MEASURED_RE,
  BUFFER_MINIMA,
  BUFFER_PARAMETER_HIGH,
  BUFFER_PARAMETER_LOW,
  BUFFER_PARAMETER_OHM,
  BUFFER_PARAMETER_SECOND,
  BUFFER_PARAMETER_STDERR,
  BUFFER_PARAMETER_VALUE,
  BUFFER_PARAMETER_WORDS,
  BUFFER_REPORT,
  BUFFER_SIGMA_IM,
  BUFFER_SIGMA_RE,
  BUFFER_THETA,
  BUFFER_VARIABLE_LOWER,
  BUFFER_VARIABLE_PARAMETER,
  BUFFER_VARIABLE_STATUS,
  BUFFER_VARIABLE_UPPER,
  LOSS_SQUARES,
  OBJECTIVE_IMPEDANCE,
  REPORT_MINIMA,
  REPORT_NUMBERS,
  REPORT_RESIDUAL_UNIT,
} from "../../assembly/program.ts";
import { Arena } from "./arena.ts";
import { EngineError } from "./engineError.ts";
import type { ElementaryExports, KernelExports } from "./exports.ts";
import { JointMemory } from "./jointMemory.ts";
import type { Minimum, ParameterStatistics, Problem } from "./problem.ts";
import type { QuestionExports } from "./questions.ts";

/** A kernel as engine.wasm has it: it fits, and answers no further questions. */
export type FitKernel = Omit<Kernel, "ask" | "answered" | "arena" | "errorStructure" | "joint">;

/** The only place that knows where things stand in the engine's memory. */
export class Kernel {
  readonly #exports: KernelExports;
  #numbers: Float64Array;
  #words: Int32Array;
  #loaded: Problem | undefined;
  #isHeld = false;
  /** Where buffers stand, as far as it has been asked for since the last layout. */
  readonly #addresses: number[] = [];
  /** Calculations without a resident problem. */
  readonly arena: Arena;
  /** Joint fits, behind the resident problem. */
  readonly joint: JointMemory;

  constructor(exports: KernelExports) {
    this.#exports = exports;
    this.arena = new Arena(exports);
    this.joint = new JointMemory(exports);
    this.#numbers = new Float64Array(exports.memory.buffer);
    this.#words = new Int32Array(exports.memory.buffer);
  }

  /** Functions for the host, which core.wasm alone has. */
  get elementary(): ElementaryExports {
    return this.#exports as KernelExports & ElementaryExports;
  }

  /** Bytes of memory that the engine holds. */
  get memoryBytes(): number {
    return this.#exports.memory.buffer.byteLength;
  }

  /**
   * Makes a problem the resident one; does nothing if it is already.
   * @throws {EngineError} when its size needs more memory than there is.
   */
  load(problem: Problem): void {
    this.#refreshViews();
    if (this.#loaded === problem) return;
    this.#loaded = undefined;
    const { program, map, frequencyHz, measured } = problem;
    this.#addresses.length = 0;
    const placed = this.#exports.layout(
      frequencyHz.length,
      map.values.length,
      map.variables.length,
      program.registers,
      map.scratchColumns,
      program.forward.length,
      program.backward.length,
      map.expressions.length,
      map.constants.length,
      map.combinations.length,
    );
    if (placed === 0) {
      throw new EngineError(
        "out-of-memory",
        `${String(frequencyHz.length)} points with ${String(map.variables.length)} free parameters need more memory than a ` +
          "WebAssembly module can have; fit fewer points, for instance by thinning the frequencies.",
      );
    }
    this.#refreshViews();
    this.#setNumbers(BUFFER_FREQUENCY, frequencyHz);
    this.#setWords(BUFFER_FORWARD, program.forward);
    this.#setWords(BUFFER_BACKWARD, program.backward);
    this.#setWords(BUFFER_PARAMETER_WORDS, map.words);
    this.#setNumbers(BUFFER_PARAMETER_OHM, map.ohm);
    this.#setNumbers(BUFFER_PARAMETER_SECOND, map.second);
    this.#setNumbers(BUFFER_PARAMETER_VALUE, map.values);
    this.#setWords(BUFFER_VARIABLE_PARAMETER, map.variables);
    this.#setNumbers(BUFFER_VARIABLE_LOWER, map.lower);
    this.#setNumbers(BUFFER_VARIABLE_UPPER, map.upper);
    this.#setWords(BUFFER_EXPRESSIONS, map.expressions);
    this.#setNumbers(BUFFER_EXPRESSION_CONSTANTS, map.constants);
    this.#setWords(BUFFER_COMBINATIONS, map.combinations);
    if (measured !== undefined) {
      this.#setNumbers(BUFFER_MEASURED_RE, measured.re);
      this.#setNumbers(BUFFER_MEASURED_IM, measured.im);
      if (measured.sigmaRe !== undefined) this.#setNumbers(BUFFER_SIGMA_RE, measured.sigmaRe);
      if (measured.sigmaIm !== undefined) this.#setNumbers(BUFFER_SIGMA_IM, measured.sigmaIm);
    }
    const scaled = measured === undefined ? 0 : 1;
    this.#exports.prepareFrequencies(scaled);
    this.#exports.prepareImpedances(
      scaled,
      measured?.weight ?? -1,
      measured?.objective ?? OBJECTIVE_IMPEDANCE,
      measured?.loss ?? LOSS_SQUARES,
      measured?.noiseParameters ?? 0,
      measured?.residualScale ?? 0,
    );
    this.#loaded = problem;
  }

  /**
   * This kernel, where no computation on it is under way.
   * @throws {EngineError} `busy` within `whileHeld`: whatever is asked would overwrite what the computation goes on with, of the same problem too.
   */
  free(): this {
    if (!this.#isHeld) return this;
    throw new EngineError(
      "busy",
      "The engine is in the middle of a computation that tells its progress: ask for something else when it has ended.",
    );
  }

  /** Calls a function while a computation is under way that goes on afterwards. */
  whileHeld<T>(call: () => T): T {
    this.#isHeld = true;
    try {
      return call();
    } finally {
      this.#isHeld = false;
    }
  }

  /** Writes the natural values of all parameters of the loaded problem: fixed ones, and the start of the others. */
  setValues(values: Float64Array): void {
    this.#setNumbers(BUFFER_PARAMETER_VALUE, values);
  }

  /** A whole fit of the loaded problem; returns an OUTCOME_ constant. `search`: 0 values, 1 spectrum, 2 both. */
  fit(
    search: number,
    seed: number,
    tolerance: number,
    mostEvaluations: number,
    polishSteps: number,
    level: number,
  ): number {
    return this.#exports.runFit(search, seed, tolerance, mostEvaluations, polishSteps, level);
  }

  /** The local solver alone; returns an OUTCOME_ constant. */
  fitLocally(tolerance: number, mostEvaluations: number): number {
    return this.#exports.runLocal(tolerance, mostEvaluations);
  }

  /** Impedance of the loaded problem at the values set last, ohm; undefined where a tie has no value. */
  impedance(): { re: Float64Array; im: Float64Array } | undefined {
    if (this.#exports.runForward() === 0) return undefined;
    const points = this.#loaded?.frequencyHz.length ?? 0;
    return { re: this.#getNumbers(BUFFER_FITTED_RE, points), im: this.#getNumbers(BUFFER_FITTED_IM, points) };
  }

  /**
   * Derivatives of the weighted impedance of the loaded problem by each variable at the values set last: by ln p for
   * logarithmic parameters, by p for the others. Where the problem has a measurement, an exponent n varies at the Q scaled
   * to the mean frequency (see assembly/parameters.ts), and Z is in units of its mean. Undefined where one is not finite.
   */
  jacobian(): { re: Float64Array; im: Float64Array }[] | undefined {
    if (this.#exports.runJacobian() === 0) return undefined;
    return Array.from(this.#loaded?.map.variables ?? [], (_parameter, variable) => this.#column(variable, 1));
  }

  /**
   * Weighted residuals, fit minus measurement, of the loaded problem's objective at the values set last; their squares add up to S
   * where the loss is that of squares. Undefined where one is not finite.
   */
  weightedResiduals(): { re: Float64Array; im: Float64Array } | undefined {
    if (this.#exports.runJacobian() === 0) return undefined;
    return this.#column(this.#loaded?.map.variables.length ?? 0, this.reported(REPORT_RESIDUAL_UNIT));
  }

  /**
   * Asks a question about the loaded problem whose answer may need more memory.
   * @throws {EngineError} where there is none.
   */
  ask(question: (exports: QuestionExports) => number): number {
    const answer = question(this.#exports);
    this.#refreshViews();
    if (answer === ANSWER_WITHOUT_MEMORY) {
      throw new EngineError(
        "out-of-memory",
        "The answer needs more memory than a WebAssembly module can have; ask for less, for instance fewer replicas.",
      );
    }
    return answer;
  }

  /** A copy of `count` numbers of the answer to the last question, from the number `start` on. */
  answered(start: number, count: number): Float64Array {
    const at = (this.#exports.address(BUFFER_ANSWER) >>> 3) + start;
    return this.#numbers.slice(at, at + count);
  }

  /** The distinct minima that the last search met, best first: theta of each, S, and how many starts led there. */
  minima(): Minimum[] {
    const size = this.#loaded?.map.variables.length ?? 0;
    const at = this.#address(BUFFER_MINIMA) >>> 3;
    return Array.from({ length: this.reported(REPORT_MINIMA) }, (_, index) => {
      const row = at + index * (size + 2);
      return {
        theta: this.#numbers.slice(row, row + size),
        objective: this.#numbers[row + size] ?? Number.NaN,
        starts: this.#numbers[row + size + 1] ?? Number.NaN,
      };
    });
  }

  /** Values of all parameters of the loaded problem for the solver's variables theta; undefined where a tie has none. */
  valuesOf(theta: Float64Array): Float64Array | undefined {
    this.#setNumbers(BUFFER_THETA, theta);
    return this.#exports.runNatural() === 0 ? undefined : this.values();
  }

  /** One number of the report of the last fit: a REPORT_ constant of assembly/program.ts. */
  reported(number: number): number {
    if (number < 0 || number >= REPORT_NUMBERS) throw new RangeError(`The report has no number ${String(number)}.`);
    return this.#numbers[(this.#address(BUFFER_REPORT) >>> 3) + number] ?? Number.NaN;
  }

  /** Values of all parameters of the loaded problem. */
  values(): Float64Array {
    return this.#getNumbers(BUFFER_PARAMETER_VALUE, this.#loaded?.map.values.length ?? 0);
  }

  /** Copies the values of all parameters of the loaded problem into an array of their number. */
  copyValues(target: Float64Array): void {
    const at = this.#address(BUFFER_PARAMETER_VALUE) >>> 3;
    for (let index = 0; index < target.length; index++) target[index] = this.#numbers[at + index] ?? Number.NaN;
  }

  /**
   * Statistics of the loaded problem at an optimum found before, where variables with a status of their own stay at their
   * limits; undefined where the circuit has no impedance there.
   */
  statisticsAt(values: Float64Array, status: Int32Array, level: number): ParameterStatistics | undefined {
    this.setValues(values);
    this.#setWords(BUFFER_VARIABLE_STATUS, status);
    return this.#exports.runStatistics(level) === 0 ? undefined : this.statistics();
  }

  /** Statistics of the last fit. */
  statistics(): ParameterStatistics {
    const count = this.#loaded?.map.values.length ?? 0;
    const variables = this.#loaded?.map.variables.length ?? 0;
    const at = this.#address(BUFFER_VARIABLE_STATUS) >>> 2;
    return {
      values: this.#getNumbers(BUFFER_PARAMETER_VALUE, count),
      stderr: this.#getNumbers(BUFFER_PARAMETER_STDERR, count),
      low: this.#getNumbers(BUFFER_PARAMETER_LOW, count),
      high: this.#getNumbers(BUFFER_PARAMETER_HIGH, count),
      correlation: this.#getNumbers(BUFFER_CORRELATION, count * count),
      status: this.#words.slice(at, at + variables),
    };
  }

  /**
   * Coefficients a_j >= 0 of standard deviations sum a_j g_jk that make the residuals most likely, with their standard errors (NaN
   * for a coefficient of 0). Undefined where all residuals are 0. No problem is resident afterwards.
   *
   * @param squares r_k^2
   * @param terms the g_j, each of the length of `squares` and of order 1
   * @throws {EngineError} when there is not memory enough.
   */
  errorStructure(
    squares: Float64Array,
    terms: readonly Float64Array[],
  ): { coefficients: Float64Array; stderr: Float64Array } | undefined {
    this.#loaded = undefined;
    const count = squares.length;
    const even = (n: number): number => n + (n & 1);
    const table = this.#exports.placeTable(this.#exports.errorStructureNumbers(count, terms.length));
    if (table === 0) {
      throw new EngineError("out-of-memory", `${String(count)} residuals are more than a WebAssembly module can hold.`);
    }
    this.#refreshViews();
    const base = table >>> 3;
    [squares, ...terms].forEach((column, number) => this.#numbers.set(column, base + number * even(count)));
    if (this.#exports.fitErrorStructure(table, count, terms.length) === 0) return undefined;
    const found = base + even(count) * (terms.length + 1);
    const errors = found + even(terms.length);
    return {
      coefficients: this.#numbers.slice(found, found + terms.length),
      stderr: this.#numbers.slice(errors, errors + terms.length),
    };
  }

  #address(buffer: number): number {
    return (this.#addresses[buffer] ??= this.#exports.address(buffer));
  }

  /** Memory that grew has left the views behind. */
  #refreshViews(): void {
    if (this.#numbers.buffer === this.#exports.memory.buffer) return;
    this.#numbers = new Float64Array(this.#exports.memory.buffer);
    this.#words = new Int32Array(this.#exports.memory.buffer);
  }

  /** A column of the Jacobian, multiplied by `unit`; the one behind the last variable's is the residual. */
  #column(index: number, unit: number): { re: Float64Array; im: Float64Array } {
    const points = this.#loaded?.frequencyHz.length ?? 0;
    const pairs = (points + 1) >> 1;
    const column = (this.#address(BUFFER_JACOBIAN) >>> 3) + index * pairs * 4;
    const re = new Float64Array(points);
    const im = new Float64Array(points);
    for (let place = 0; place < points; place++) {
      // Pairs of points stand as re, re, im, im.
      const at = column + (place >> 1) * 4 + (place & 1);
      const point = this.#exports.sourceOf(place);
      re[point] = unit * (this.#numbers[at] ?? Number.NaN);
      im[point] = unit * (this.#numbers[at + 2] ?? Number.NaN);
    }
    return { re, im };
  }

  #setNumbers(buffer: number, values: Float64Array): void {
    this.#numbers.set(values, this.#address(buffer) >>> 3);
  }

  #setWords(buffer: number, values: Int32Array): void {
    this.#words.set(values, this.#address(buffer) >>> 2);
  }

  #getNumbers(buffer: number, count: number): Float64Array {
    const at = this.#address(buffer) >>> 3;
    return this.#numbers.slice(at, at + count);
  }
}
