/**
 * Numbers with their derivatives by all parameters (forward differentiation), in double-double. What comes out owes
 * nothing to the derivatives written by hand in assembly/nist, and nothing to a step width.
 */

import { DoubleDouble } from "../math/doubleDouble.ts";
import * as oracle from "../math/oracle.ts";

const ONE = new DoubleDouble(1);

export class Dual {
  readonly value: DoubleDouble;
  readonly derivatives: readonly DoubleDouble[];

  constructor(value: DoubleDouble, derivatives: readonly DoubleDouble[]) {
    this.value = value;
    this.derivatives = derivatives;
  }

  /** A number that does not depend on any of `count` parameters. */
  static constant(value: DoubleDouble, count: number): Dual {
    return new Dual(value, Array<DoubleDouble>(count).fill(new DoubleDouble(0)));
  }

  /** Parameter `index` of `count`. */
  static parameter(value: number, index: number, count: number): Dual {
    return new Dual(
      new DoubleDouble(value),
      Array.from({ length: count }, (_, j) => new DoubleDouble(j === index ? 1 : 0)),
    );
  }

  /** f(this) from the value and the slope of f. */
  private map(value: DoubleDouble, slope: DoubleDouble): Dual {
    return new Dual(
      value,
      this.derivatives.map((derivative) => derivative.multiply(slope)),
    );
  }

  /** f(this, other) from the value and the slopes of f. */
  private combine(other: Dual, value: DoubleDouble, slope: DoubleDouble, otherSlope: DoubleDouble): Dual {
    return new Dual(
      value,
      this.derivatives.map((derivative, j) => derivative.multiply(slope).add(other.derivative(j).multiply(otherSlope))),
    );
  }

  /** The derivative by parameter `index`. */
  derivative(index: number): DoubleDouble {
    const derivative = this.derivatives[index];
    if (derivative === undefined) throw new RangeError(`no derivative ${index} of ${this.derivatives.length}`);
    return derivative;
  }

  add(other: Dual): Dual {
    return this.combine(other, this.value.add(other.value), ONE, ONE);
  }

  subtract(other: Dual): Dual {
    return this.add(other.negate());
  }

  negate(): Dual {
    return this.map(this.value.negate(), ONE.negate());
  }

  multiply(other: Dual): Dual {
    return this.combine(other, this.value.multiply(other.value), other.value, this.value);
  }

  divide(other: Dual): Dual {
    const quotient = this.value.divide(other.value);
    return this.combine(other, quotient, ONE.divide(other.value), quotient.divide(other.value).negate());
  }

  exp(): Dual {
    const value = oracle.unscaled(oracle.exp(this.value));
    return this.map(value, value);
  }

  log(): Dual {
    return this.map(oracle.log(this.value), ONE.divide(this.value));
  }

  sin(): Dual {
    const { sine, cosine } = oracle.sincos(this.value);
    return this.map(sine, cosine);
  }

  cos(): Dual {
    const { sine, cosine } = oracle.sincos(this.value);
    return this.map(cosine, sine.negate());
  }

  atan(): Dual {
    return this.map(oracle.atan2(this.value, ONE), ONE.divide(this.value.multiply(this.value).add(ONE)));
  }

  /** Small whole exponents by multiplication, so that the base may be negative; all others as exp(exponent log). */
  power(exponent: Dual): Dual {
    if (exponent.value.high !== 2 && exponent.value.high !== 3) return this.log().multiply(exponent).exp();
    const square = this.multiply(this);
    return exponent.value.high === 2 ? square : square.multiply(this);
  }
}
