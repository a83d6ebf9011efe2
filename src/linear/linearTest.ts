import {
  LINEAR_COMPLEX,
  LINEAR_FITTED_NUMBERS,
  LINEAR_HEAD,
  LINEAR_IMAGINARY,
  LINEAR_LUMPED,
  LINEAR_MU,
  LINEAR_OBJECTIVE,
  LINEAR_PARAMETERS,
  LINEAR_PART_OBJECTIVE,
  LINEAR_REAL,
  LINEAR_SEPARATE_OBJECTIVE,
  LINEAR_SEPARATE_PARAMETERS,
  SCAN_COLUMNS,
  SCAN_MU,
  SCAN_OBJECTIVE,
  SCAN_SCORE,
  SCAN_SUM,
  SCAN_TERMS,
} from "../../assembly/agreed/kramersKronig.ts";
import { WEIGHT_MODULUS } from "../../assembly/program.ts";
import { parseCircuit } from "../circuit/index.ts";
import { compileCircuit } from "../compile/compile.ts";
import { mapParameters } from "../compile/parameterMap.ts";
import { theExaminer } from "../kernel/load.ts";
import type { Kernel } from "../kernel/kernel.ts";
import type { Problem } from "../kernel/problem.ts";

/** Impedances of some points, in any order. */
export interface Points {
  readonly frequencyHz: Float64Array;
  /** ohm */
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** Which parts of the impedance or admittance are fitted. */
export type LinearVariant = "complex" | "real" | "imaginary";
export type LinearDomain = "impedance" | "admittance";

/** What is fitted to what. */
export interface LinearForm {
  readonly variant: LinearVariant;
  readonly domain: LinearDomain;
  /** A capacitance in series with the impedance, or in parallel with the admittance; the same of the inductance. */
  readonly capacitance: boolean;
  readonly inductance: boolean;
}

/** Terms without a time constant: R0, L and C, as far as they are there. */
export function lumpedTerms({ capacitance, inductance }: Pick<LinearForm, "capacitance" | "inductance">): number {
  return 1 + (capacitance ? 1 : 0) + (inductance ? 1 : 0);
}

/** What a number of terms gave. */
export interface ScanRow {
  readonly terms: number;
  /** S of the parts fitted. */
  readonly objective: number;
  /** (S/n)/(1 - p/n)^2 with the n numbers fitted. */
  readonly score: number;
  readonly mu: number;
  /** ln of the sum of |tau_k/R_k|, or of |tau_k/C_k|. */
  readonly logarithmOfSum: number;
}

/** One linear Kramers-Kronig test. Arrays of points are in the order of those given. */
export interface LinearSolution {
  readonly form: LinearForm;
  readonly extension: number;
  readonly terms: number;
  /** Sum over both parts of the points included of |dZ|^2/|Z|^2, in the admittance of |dY|^2/|Y|^2. */
  readonly objective: number;
  /** The same over the parts fitted. */
  readonly partObjective: number;
  /** Coefficients fitted to these. */
  readonly parameters: number;
  readonly mu: number;
  /** S and coefficients where real and imaginary parts have coefficients of their own; Infinity where that cannot be. */
  readonly separateObjective: number;
  readonly separateParameters: number;
  /** ohm */
  readonly fitRe: Float64Array;
  readonly fitIm: Float64Array;
  /** s */
  readonly timeConstants: Float64Array;
  /** Of R0 or 1/R0; of R_k (ohm) or C_k/tau_k (S); of j omega where it is there; of 1/(j omega) where it is there. */
  readonly coefficients: Float64Array;
}

/** How much single points weigh in a solution for both parts. */
export interface Falls {
  /** S of the points included. */
  readonly objective: number;
  /** By how much it falls without each point, in the order of those given; NaN for points left out or that the fit has to meet. */
  readonly falls: Float64Array;
}

const parts: Readonly<Record<LinearVariant, number>> = {
  complex: LINEAR_COMPLEX,
  real: LINEAR_REAL,
  imaginary: LINEAR_IMAGINARY,
};

/** No test has more terms. */
export const MOST_TERMS = 100;

let placeholder: Pick<Problem, "program" | "map"> | undefined;

/** Any circuit will do: a problem needs one. */
function anyCircuit(): Pick<Problem, "program" | "map"> {
  if (placeholder === undefined) {
    const circuit = parseCircuit("R1");
    const map = mapParameters(circuit, [{ kind: "variable", value: 1, lower: 0, upper: Infinity }]);
    placeholder = { program: compileCircuit(circuit), map };
  }
  return placeholder;
}

/** Linear Kramers-Kronig tests of the same points; nothing else may ask the engine anything between two of its calls. */
export class LinearTest {
  /** Hz, of all points. */
  readonly frequencyHz: Float64Array;
  readonly #kernel: Kernel;
  readonly #points: number;
  readonly #included: Float64Array;
  #form: LinearForm | undefined;

  constructor({ frequencyHz, re, im }: Points) {
    this.frequencyHz = frequencyHz;
    this.#kernel = theExaminer();
    this.#points = frequencyHz.length;
    this.#included = new Float64Array(this.#points).fill(1);
    this.#kernel.load({ ...anyCircuit(), frequencyHz, measured: { re, im, weight: WEIGHT_MODULUS } });
    this.#kernel.arena.reserveLinear(this.mostTerms);
  }

  /** Points that take part. */
  get included(): number {
    return this.#included.reduce((sum, one) => sum + one, 0);
  }

  /** Most terms with a time constant that can be asked for. */
  get mostTerms(): number {
    return Math.min(MOST_TERMS, 2 * this.#points);
  }

  isIncluded(point: number): boolean {
    return this.#included[point] === 1;
  }

  /** Takes a point out of all that follows. */
  leaveOut(point: number): void {
    this.#included[point] = 0;
    this.#kernel.arena.leaveOutLinear(point);
  }

  /** P(F > f) of Fisher's F. */
  fisherTail(f: number, upper: number, lower: number): number {
    return this.#kernel.arena.fisherTail(f, upper, lower);
  }

  /** (S/n)/(1 - p/n)^2 of so many terms, the fastest answer; Infinity where they are not determined. */
  score(form: LinearForm, extension: number, terms: number): number {
    this.#choose(form);
    return this.#kernel.arena.scoreLinear(extension, terms);
  }

  /** Undefined where so many terms are not determined. For the variant `complex`. */
  falls(form: LinearForm, extension: number, terms: number): Falls | undefined {
    this.#choose(form);
    const numbers = this.#kernel.arena.fallsLinear(extension, terms, this.#points);
    return numbers && { objective: numbers[0] ?? Number.NaN, falls: numbers.subarray(1) };
  }

  /** Solves for rising numbers of terms; `stop` is a STOP_ constant. */
  scan(form: LinearForm, extension: number, first: number, last: number, stop: number, threshold = 0): ScanRow[] {
    this.#choose(form);
    const numbers = this.#kernel.arena.scanLinear(extension, first, Math.min(last, this.mostTerms), stop, threshold);
    return Array.from({ length: numbers.length / SCAN_COLUMNS }, (_, row) => {
      const at = (column: number): number => numbers[row * SCAN_COLUMNS + column] ?? Number.NaN;
      return {
        terms: at(SCAN_TERMS),
        objective: at(SCAN_OBJECTIVE),
        score: at(SCAN_SCORE),
        mu: at(SCAN_MU),
        logarithmOfSum: at(SCAN_SUM),
      };
    });
  }

  /** Undefined where so many terms are not determined. */
  solve(form: LinearForm, extension: number, terms: number): LinearSolution | undefined {
    this.#choose(form);
    const head = LINEAR_HEAD + LINEAR_FITTED_NUMBERS * this.#points;
    const room = this.mostTerms + LINEAR_LUMPED;
    const numbers = this.#kernel.arena.solveLinear(extension, terms, head + 2 * room);
    if (numbers === undefined) return undefined;
    const at = (number: number): number => numbers[number] ?? Number.NaN;
    const ofPoints = (index: number): Float64Array =>
      numbers.slice(LINEAR_HEAD + index * this.#points, LINEAR_HEAD + (index + 1) * this.#points);
    return {
      form,
      extension,
      terms,
      objective: at(LINEAR_OBJECTIVE),
      partObjective: at(LINEAR_PART_OBJECTIVE),
      parameters: at(LINEAR_PARAMETERS),
      mu: at(LINEAR_MU),
      separateObjective: at(LINEAR_SEPARATE_OBJECTIVE),
      separateParameters: at(LINEAR_SEPARATE_PARAMETERS),
      fitRe: ofPoints(0),
      fitIm: ofPoints(1),
      timeConstants: numbers.slice(head, head + terms),
      coefficients: numbers.slice(head + room, head + room + terms + lumpedTerms(form)),
    };
  }

  #choose(form: LinearForm): void {
    const { variant, domain, capacitance, inductance } = form;
    const before = this.#form;
    if (
      before?.variant === variant &&
      before.domain === domain &&
      before.capacitance === capacitance &&
      before.inductance === inductance
    ) {
      return;
    }
    this.#form = form;
    const admittance = domain === "admittance";
    const rising = admittance ? capacitance : inductance;
    const falling = admittance ? inductance : capacitance;
    this.#kernel.arena.chooseLinear(parts[variant], admittance, rising, falling);
  }
}
