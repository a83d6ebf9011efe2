// Sine and cosine from additions and products alone, so that polar tables give the same bits on every host. The phases of
// passive cells are small; the series below are exact to the last place or two for any that are printed.

const HALF_PI = Math.PI / 2;
/** The rest of pi/2 that its float64 lacks. */
const HALF_PI_LOW = 6.123233995736766e-17;
const DEGREE = Math.PI / 180;

/** cos and sin of an angle in degrees; exact at multiples of 90. */
export function turnOfDegrees(angle: number): readonly [number, number] {
  const quarters = Math.round(angle / 90);
  return turned((angle - 90 * quarters) * DEGREE, quarters);
}

/** cos and sin of an angle in radians. */
export function turnOfRadians(angle: number): readonly [number, number] {
  const quarters = Math.round(angle / HALF_PI);
  return turned(angle - quarters * HALF_PI - quarters * HALF_PI_LOW, quarters);
}

function turned(x: number, quarters: number): readonly [number, number] {
  const [cos, sin] = [cosine(x * x), x * sineQuotient(x * x)];
  const quadrant = ((quarters % 4) + 4) % 4;
  if (quadrant === 0) return [cos, sin];
  if (quadrant === 1) return [-sin, cos];
  return quadrant === 2 ? [-cos, -sin] : [sin, -cos];
}

/** sin(x)/x for |x| <= pi/4 by its Taylor series; the first term left out is below 2^-60. */
function sineQuotient(z: number): number {
  let sum = 0;
  for (let k = 8; k >= 1; k--) sum = (-z / (2 * k * (2 * k + 1))) * (1 + sum);
  return 1 + sum;
}

function cosine(z: number): number {
  let sum = 0;
  for (let k = 8; k >= 2; k--) sum = (-z / (2 * k * (2 * k - 1))) * (1 + sum);
  // The two largest terms are added last, and the error of their sum is given back.
  const half = 0.5 * z;
  const head = 1 - half;
  return head + (1 - head - half - half * sum);
}
