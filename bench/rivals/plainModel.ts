/**
 * Impedance and weighted Jacobian of a series/parallel tree in plain JavaScript on Float64Arrays:
 * the model half of the bench's plain-JS rival. Every buffer is made once; every loop runs over all frequencies.
 *
 * The tree is a list of groups. A group sums its children, impedances in series and admittances in parallel, and hands
 * the reciprocal of its sum to its parent; the adjoint of a group behind a reciprocal R is -(adjoint of the parent) R^2.
 */

import {
  addConstant,
  addPower,
  addScaled,
  fixedColumn,
  minusRealTimesSquare,
  minusTimesSquare,
  powerColumns,
  reciprocalInPlace,
  reciprocalOnto,
} from "./plainLoops.ts";

/** An element factor * amplitude * s^exponent of an impedance or an admittance; amplitudes are fitted by their logarithms. */
export interface PowerLaw {
  readonly kind: "powerLaw";
  readonly domain: "impedance" | "admittance";
  /** A number, or "free" for an exponent that is a parameter of its own (after the amplitude). */
  readonly exponent: number | "free";
  /** A constant before the amplitude. */
  readonly factor: number;
}
export interface Group {
  readonly kind: "series" | "parallel";
  readonly children: readonly RivalNode[];
}
export type RivalNode = PowerLaw | Group;

interface GroupBuffers {
  readonly domain: "impedance" | "admittance";
  readonly parent: number;
  readonly sumRe: Float64Array;
  readonly sumIm: Float64Array;
  readonly adjointRe: Float64Array;
  readonly adjointIm: Float64Array;
}
interface Leaf {
  readonly group: number;
  /** +1 if the element stands in its own domain, -1 if its reciprocal is summed. */
  readonly direction: number;
  readonly exponent: number;
  readonly factor: number;
  readonly amplitudeParameter: number;
  /** -1 where the exponent is no parameter. */
  readonly exponentParameter: number;
  /** The element's term: all of it for a free exponent, |s^m| for a fixed one. */
  readonly termRe: Float64Array;
  readonly termIm: Float64Array;
}

export class PlainModel {
  readonly points: number;
  /** Only so many frequencies from the first on are worked at. */
  active: number;
  readonly parameters: number;
  readonly isExponent: readonly boolean[];
  readonly impedanceRe: Float64Array;
  readonly impedanceIm: Float64Array;
  /** ln omega less its mean: amplitudes are those at the mean frequency, which frees them from the exponents. */
  readonly logOmega: Float64Array;
  readonly meanLogOmega: number;
  private readonly leaves: Leaf[] = [];
  private readonly groups: GroupBuffers[] = [];
  /** amplitude^direction of each leaf at the last evaluation. */
  private readonly amplitudes: Float64Array;

  constructor(root: RivalNode, frequenciesHz: ArrayLike<number>) {
    this.points = frequenciesHz.length;
    this.active = this.points;
    this.logOmega = Float64Array.from(frequenciesHz, (f) => Math.log(2 * Math.PI * f));
    this.meanLogOmega = this.logOmega.reduce((sum, x) => sum + x, 0) / this.points;
    for (let k = 0; k < this.points; k++) this.logOmega[k]! -= this.meanLogOmega;
    const isExponent: boolean[] = [];
    this.addGroup(root.kind === "powerLaw" ? { kind: "series", children: [root] } : root, -1, isExponent);
    this.impedanceRe = this.groups[0]!.sumRe;
    this.impedanceIm = this.groups[0]!.sumIm;
    this.isExponent = isExponent;
    this.parameters = isExponent.length;
    this.amplitudes = new Float64Array(this.leaves.length);
  }

  private addGroup(group: Group, parent: number, isExponent: boolean[]): void {
    const index = this.groups.length;
    const buffer = (): Float64Array => new Float64Array(this.points);
    const domain = group.kind === "series" ? "impedance" : "admittance";
    this.groups.push({
      domain,
      parent,
      sumRe: buffer(),
      sumIm: buffer(),
      adjointRe: buffer(),
      adjointIm: buffer(),
    });
    for (const child of group.children) {
      if (child.kind !== "powerLaw") {
        this.addGroup(child, index, isExponent);
        continue;
      }
      const direction = child.domain === domain ? 1 : -1;
      const free = child.exponent === "free";
      const exponent = child.exponent === "free" ? 0 : child.exponent;
      const amplitudeParameter = isExponent.push(false) - 1;
      const exponentParameter = free ? isExponent.push(true) - 1 : -1;
      const termRe = buffer();
      if (!free) for (let k = 0; k < this.points; k++) termRe[k] = Math.exp(direction * exponent * this.logOmega[k]!);
      this.leaves.push({
        group: index,
        direction,
        exponent,
        factor: child.factor,
        amplitudeParameter,
        exponentParameter,
        termRe,
        termIm: buffer(),
      });
    }
  }

  /** Natural values (ohm, F s^(n-1), -) to the solver's: ln(factor * amplitude * omega_mean^exponent), exponents as they stand. */
  toSolver(values: ArrayLike<number>, out: Float64Array): void {
    for (const leaf of this.leaves) {
      const exponent = leaf.exponentParameter < 0 ? leaf.exponent : values[leaf.exponentParameter]!;
      if (leaf.exponentParameter >= 0) out[leaf.exponentParameter] = exponent;
      const amplitude = leaf.factor * values[leaf.amplitudeParameter]!;
      out[leaf.amplitudeParameter] = Math.log(amplitude) + exponent * this.meanLogOmega;
    }
  }

  /** The inverse of `toSolver`. */
  toNatural(solver: ArrayLike<number>, out: Float64Array): void {
    for (const leaf of this.leaves) {
      const exponent = leaf.exponentParameter < 0 ? leaf.exponent : solver[leaf.exponentParameter]!;
      if (leaf.exponentParameter >= 0) out[leaf.exponentParameter] = exponent;
      const logAmplitude = solver[leaf.amplitudeParameter]! - exponent * this.meanLogOmega;
      out[leaf.amplitudeParameter] = Math.exp(logAmplitude) / leaf.factor;
    }
  }

  /** Fills impedanceRe and impedanceIm (ohm). */
  evaluate(solver: Float64Array): void {
    const { active } = this;
    for (const group of this.groups) {
      group.sumRe.fill(0, 0, active);
      group.sumIm.fill(0, 0, active);
    }
    for (let l = 0; l < this.leaves.length; l++) {
      const leaf = this.leaves[l]!;
      const { sumRe, sumIm } = this.groups[leaf.group]!;
      const logAmplitude = leaf.direction * solver[leaf.amplitudeParameter]!;
      if (leaf.exponentParameter < 0) {
        const angle = (leaf.direction * leaf.exponent * Math.PI) / 2;
        const amplitude = Math.exp(logAmplitude);
        this.amplitudes[l] = amplitude;
        if (leaf.exponent === 0) addConstant(active, sumRe, amplitude);
        else if (Math.abs(leaf.exponent) === 1) addScaled(active, sumIm, leaf.termRe, amplitude * Math.sin(angle));
        else {
          addScaled(active, sumRe, leaf.termRe, amplitude * Math.cos(angle));
          addScaled(active, sumIm, leaf.termRe, amplitude * Math.sin(angle));
        }
      } else {
        const exponent = leaf.direction * solver[leaf.exponentParameter]!;
        addPower(active, sumRe, sumIm, leaf.termRe, leaf.termIm, this.logOmega, logAmplitude, exponent);
      }
    }
    // Children were numbered after their parents.
    for (let g = this.groups.length - 1; g > 0; g--) {
      const group = this.groups[g]!;
      const parent = this.groups[group.parent]!;
      reciprocalOnto(active, group.sumRe, group.sumIm, parent.sumRe, parent.sumIm);
    }
    const root = this.groups[0]!;
    if (root.domain === "admittance") reciprocalInPlace(active, root.sumRe, root.sumIm);
  }

  /**
   * After `evaluate`: the Jacobian of sqrt(w) Z by columns of 2n rows (n real parts, then n imaginary parts) for n active
   * frequencies.
   *
   * @param rootWeights sqrt(w_k)
   * @param jacobian parameters x 2n
   */
  differentiate(rootWeights: Float64Array, jacobian: Float64Array): void {
    const { active } = this;
    const root = this.groups[0]!;
    if (root.domain === "impedance") {
      root.adjointRe.set(rootWeights);
      root.adjointIm.fill(0);
    } else {
      minusRealTimesSquare(active, root.adjointRe, root.adjointIm, rootWeights, root.sumRe, root.sumIm);
    }
    for (let g = 1; g < this.groups.length; g++) {
      const group = this.groups[g]!;
      const parent = this.groups[group.parent]!;
      minusTimesSquare(
        active,
        group.adjointRe,
        group.adjointIm,
        parent.adjointRe,
        parent.adjointIm,
        group.sumRe,
        group.sumIm,
      );
    }
    const rows = 2 * active;
    for (let l = 0; l < this.leaves.length; l++) {
      const leaf = this.leaves[l]!;
      const { adjointRe, adjointIm } = this.groups[leaf.group]!;
      const column = leaf.amplitudeParameter * rows;
      if (leaf.exponentParameter >= 0) {
        powerColumns(
          active,
          jacobian,
          column,
          adjointRe,
          adjointIm,
          leaf.termRe,
          leaf.termIm,
          this.logOmega,
          leaf.direction,
        );
      } else {
        const angle = (leaf.direction * leaf.exponent * Math.PI) / 2;
        const amplitude = leaf.direction * this.amplitudes[l]!;
        const cosine = Math.abs(leaf.exponent) === 1 ? 0 : Math.cos(angle);
        const sine = leaf.exponent === 0 ? 0 : Math.sin(angle);
        fixedColumn(active, jacobian, column, adjointRe, adjointIm, leaf.termRe, amplitude * cosine, amplitude * sine);
      }
    }
  }
}
