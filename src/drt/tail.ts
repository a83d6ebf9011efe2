import { ln } from "../../assembly/math/elementary.ts";

/** How -Z'' goes at the lowest frequencies. */
export interface Tail {
  /** Whether it rises as a capacitor's or a diffusion's does, so that no arc is seen to close. */
  readonly rises: boolean;
  /** d ln(-Z'')/d ln f over the last half decade; null where -Z'' is not positive there. */
  readonly slope: number | null;
}

/** ln of half a decade, and of a little more. */
const SPAN = 1.2;
const FEWEST_POINTS = 3;
/** The slope of a capacitor is -1, of a semi-infinite diffusion -0.5; an arc that closes comes from above 0. */
const RISING = -0.2;
/** A smaller share of |Z| may be noise. */
const LEAST_SHARE = 0.05;

/** Looks at the low-frequency end of a spectrum of falling frequency. */
export function lowFrequencyTail(frequencyHz: Float64Array, re: Float64Array, im: Float64Array): Tail {
  const last = frequencyHz.length - 1;
  const lowest = frequencyHz[last] ?? Number.NaN;
  const x: number[] = [];
  const y: number[] = [];
  for (let point = last; point >= 0; point--) {
    const logRatio = ln((frequencyHz[point] ?? Number.NaN) / lowest);
    if (logRatio > SPAN && x.length >= FEWEST_POINTS) break;
    const rise = -(im[point] ?? Number.NaN);
    if (!(rise > 0)) return { rises: false, slope: null };
    x.push(logRatio);
    y.push(ln(rise));
  }
  const slope = slopeOf(x, y);
  const [endRe, endIm] = [re[last] ?? Number.NaN, im[last] ?? Number.NaN];
  const share = -endIm / Math.sqrt(endRe * endRe + endIm * endIm);
  return { rises: slope <= RISING && share >= LEAST_SHARE, slope };
}

/** Least-squares slope of y over x; 0 where all x are equal. */
function slopeOf(x: readonly number[], y: readonly number[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(x), mean(y)];
  let products = 0;
  let squares = 0;
  x.forEach((value, index) => {
    products += (value - meanX) * ((y[index] ?? Number.NaN) - meanY);
    squares += (value - meanX) * (value - meanX);
  });
  return squares > 0 ? products / squares : 0;
}
