/**
 * Arithmetic with about 106 bits: a number is the unevaluated sum of two binary64 numbers, |low| <= ulp(high)/2.
 * The error-free transformations are those of Knuth (two-sum) and of Dekker and Veltkamp (product); see Hida, Li and
 * Bailey, "Library for double-double and quad-double arithmetic" (2007). Relative error of each operation <= 2^-102.
 */

export class DoubleDouble {
  readonly high: number;
  readonly low: number;

  constructor(high: number, low = 0) {
    this.high = high;
    this.low = low;
  }

  /** a + b, exact. */
  static sum(a: number, b: number): DoubleDouble {
    const sum = a + b;
    const back = sum - a;
    return new DoubleDouble(sum, a - (sum - back) + (b - back));
  }

  /** a b, exact unless it overflows (|a| or |b| above 2^996) or underflows. */
  static product(a: number, b: number): DoubleDouble {
    const product = a * b;
    const aHigh = upperHalf(a);
    const aLow = a - aHigh;
    const bHigh = upperHalf(b);
    const bLow = b - bHigh;
    return new DoubleDouble(product, aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow));
  }

  add(other: DoubleDouble): DoubleDouble {
    const high = this.high + other.high;
    const back = high - this.high;
    const highError = this.high - (high - back) + (other.high - back);
    const low = this.low + other.low;
    const lowBack = low - this.low;
    const lowError = this.low - (low - lowBack) + (other.low - lowBack);
    const firstHigh = high + (highError + low);
    const firstLow = highError + low - (firstHigh - high);
    return normalised(firstHigh, firstLow + lowError);
  }

  subtract(other: DoubleDouble): DoubleDouble {
    return this.add(other.negate());
  }

  negate(): DoubleDouble {
    return new DoubleDouble(-this.high, -this.low);
  }

  multiply(other: DoubleDouble): DoubleDouble {
    const product = DoubleDouble.product(this.high, other.high);
    return normalised(product.high, product.low + (this.high * other.low + this.low * other.high));
  }

  /** This times a binary64 number. */
  times(factor: number): DoubleDouble {
    const product = DoubleDouble.product(this.high, factor);
    return normalised(product.high, product.low + this.low * factor);
  }

  /** This times a power of two, exact unless it underflows. */
  scale(power: number): DoubleDouble {
    return new DoubleDouble(this.high * power, this.low * power);
  }

  divide(other: DoubleDouble): DoubleDouble {
    const first = this.high / other.high;
    const firstRest = this.subtract(other.times(first));
    const second = firstRest.high / other.high;
    const secondRest = firstRest.subtract(other.times(second));
    const quotient = normalised(first, second);
    return quotient.add(new DoubleDouble(secondRest.high / other.high));
  }

  /** Square root by one step of Newton's method from binary64; 0 for 0. */
  squareRoot(): DoubleDouble {
    if (this.high === 0) return this;
    const first = Math.sqrt(this.high);
    const rest = this.subtract(DoubleDouble.product(first, first));
    const second = rest.high / (2 * first);
    const restAgain = this.subtract(normalised(first, second).multiply(normalised(first, second)));
    return normalised(first, second).add(new DoubleDouble(restAgain.high / (2 * first)));
  }
}

/** The upper 26 bits of a. */
function upperHalf(a: number): number {
  const c = 134217729 * a;
  return c - (c - a);
}

/** high + low where |high| >= |low| or high = 0. */
function normalised(high: number, low: number): DoubleDouble {
  const sum = high + low;
  return new DoubleDouble(sum, low - (sum - high));
}
