/** pi/2 in 33 bits, so that a few times it is exact, and the rest. */
const HALF_PI_HIGH = 1.5707963267341256;
const HALF_PI_LOW = 6.077100506506192e-11;
const QUARTERS_PER_RADIAN = 0.6366197723675814;
const SINE = taylor(17);
const COSINE = taylor(18);

/**
 * Z' and Z'' from |Z| and phase (rad, at most some turns). Math.sin and Math.cos are left to each engine; these are the
 * same everywhere, so that the same file gives the same spectrum on every machine. Good to a unit in the last place.
 */
export function fromPolar(modulus: number, radians: number): { re: number; im: number } {
  const quarters = Math.round(radians * QUARTERS_PER_RADIAN);
  const rest = radians - quarters * HALF_PI_HIGH - quarters * HALF_PI_LOW;
  const square = rest * rest;
  const sine = rest + rest * horner(SINE, square);
  const cosine = 1 + horner(COSINE, square);
  switch (((quarters % 4) + 4) % 4) {
    case 0:
      return { re: modulus * cosine, im: modulus * sine };
    case 1:
      return { re: -modulus * sine, im: modulus * cosine };
    case 2:
      return { re: -modulus * cosine, im: -modulus * sine };
    default:
      return { re: modulus * sine, im: -modulus * cosine };
  }
}

/** The same with the phase in degrees; whole right angles are exact. */
export function fromPolarDegrees(modulus: number, degrees: number): { re: number; im: number } {
  const quarters = Math.round(degrees / 90);
  const { re, im } = fromPolar(modulus, ((degrees - 90 * quarters) * Math.PI) / 180);
  switch (((quarters % 4) + 4) % 4) {
    case 0:
      return { re, im };
    case 1:
      return { re: -im, im: re };
    case 2:
      return { re: -re, im: -im };
    default:
      return { re: im, im: -re };
  }
}

/** Coefficients of x^2, x^4 ... of sin(x)/x - 1 or cos(x) - 1, up to a power whose terms vanish for |x| < pi/4, the last first. */
function taylor(power: number): number[] {
  const coefficients: number[] = [];
  let term = 1;
  for (let n = power % 2 === 0 ? 2 : 3; n <= power; n += 2) {
    term /= -(n * (n - 1));
    coefficients.unshift(term);
  }
  return coefficients;
}

function horner(coefficients: readonly number[], square: number): number {
  return coefficients.reduce((sum, coefficient) => (sum + coefficient) * square, 0);
}

/** Sine of an angle in degrees, the same on every host. */
export function sinDegrees(degrees: number): number {
  return fromPolarDegrees(1, degrees).im;
}
