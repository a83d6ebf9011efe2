/**
 * Sine and cosine of an angle in degrees, the same on every host: the angle is brought to 0 .. 45 degrees without rounding,
 * and the Taylor series is summed up to terms below 1e-19.
 */
function sineAndCosine(degrees: number): { sine: number; cosine: number } {
  const turn = degrees % 360;
  const quarters = Math.round(turn / 90);
  return inQuarter(((turn - 90 * quarters) * Math.PI) / 180, quarters);
}

/** Sine and cosine of x plus so many right angles. */
function inQuarter(x: number, quarters: number): { sine: number; cosine: number } {
  const sine = series(x, 2, x);
  const cosine = series(1, 1, x);
  switch (((quarters % 4) + 4) % 4) {
    case 1:
      return { sine: cosine, cosine: -sine };
    case 2:
      return { sine: -sine, cosine: -cosine };
    case 3:
      return { sine: -cosine, cosine: sine };
    default:
      return { sine, cosine };
  }
}

/** Each term is the one before times -x^2 over the next two integers, the first of which is `next`. */
function series(first: number, next: number, x: number): number {
  const terms = [first];
  for (let n = next; n < 20; n += 2) terms.push((terms.at(-1) ?? 0) * (-(x * x) / (n * (n + 1))));
  return terms.reduceRight((sum, term) => sum + term, 0);
}

/** Sine of an angle in degrees, the same on every host. */
export function sinDegrees(degrees: number): number {
  return sineAndCosine(degrees).sine;
}

/** Z' and Z'' of a modulus and a phase in degrees, the same on every host. */
export function fromPolar(modulus: number, degrees: number): { re: number; im: number } {
  const { sine, cosine } = sineAndCosine(degrees);
  return { re: modulus * cosine, im: modulus * sine };
}

/** pi/2 in 33 bits, so that a few times it is exact, and the rest. */
const HALF_PI_HIGH = 1.5707963267341256;
const HALF_PI_LOW = 6.077100506506192e-11;

/** The same for a phase in radians. */
export function fromPolarRadians(modulus: number, radians: number): { re: number; im: number } {
  const quarters = Math.round(radians / (Math.PI / 2));
  const { sine, cosine } = inQuarter(radians - quarters * HALF_PI_HIGH - quarters * HALF_PI_LOW, quarters);
  return { re: modulus * cosine, im: modulus * sine };
}
