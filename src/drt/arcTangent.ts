/** The angle is halved so often that the series below is good to a unit in the last place. */
const HALVINGS = 4;
const TWO_TO_HALVINGS = 16;
const TERMS = 12;

/**
 * arctan x for x >= 0 by halving the angle, arctan x = 2 arctan(x/(1 + sqrt(1 + x^2))), and the power series; error below 1e-15.
 * Math.atan may differ in the last bit from one engine to another.
 */
export function arcTangent(x: number): number {
  if (x > 1) return Math.PI / 2 - arcTangent(1 / x);
  let t = x;
  for (let k = 0; k < HALVINGS; k++) t /= 1 + Math.sqrt(1 + t * t);
  const square = t * t;
  let sum = 0;
  for (let k = TERMS; k >= 0; k--) sum = 1 / (2 * k + 1) - square * sum;
  return TWO_TO_HALVINGS * t * sum;
}
