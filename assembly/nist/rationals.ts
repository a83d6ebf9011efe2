/** Models that are quotients of polynomials. Each gives its value at the observation in hand and leaves the derivatives. */

import { b, derivative, x } from "./row";

/** (b1 + b2 x + ... )/(1 + b_{p+2} x + ...), numerator and denominator both of degree p. */
@inline
function quotient(degree: i32): f64 {
  let above = b(degree + 1);
  let below = b(2 * degree + 1);
  for (let j = degree; j > 0; j--) {
    above = above * x(1) + b(j);
    below = below * x(1) + (j > 1 ? b(degree + j) : 1.0);
  }
  const value = above / below;
  let power = 1.0 / below;
  derivative(1, power);
  for (let j = 1; j <= degree; j++) {
    power *= x(1);
    derivative(j + 1, power);
    derivative(degree + j + 1, -value * power);
  }
  return value;
}

/** (b1 + b2 x + b3 x^2)/(1 + b4 x + b5 x^2): Kirby2. */
export function quadraticOverQuadratic(): f64 {
  return quotient(2);
}

/** (b1 + b2 x + b3 x^2 + b4 x^3)/(1 + b5 x + b6 x^2 + b7 x^3): Hahn1, Thurber. */
export function cubicOverCubic(): f64 {
  return quotient(3);
}

/** b1 (x^2 + b2 x)/(x^2 + b3 x + b4): MGH09. */
export function scaledQuadratics(): f64 {
  const below = (x(1) + b(3)) * x(1) + b(4);
  const ratio = ((x(1) + b(2)) * x(1)) / below;
  const value = b(1) * ratio;
  derivative(1, ratio);
  derivative(2, (b(1) * x(1)) / below);
  derivative(3, (-value * x(1)) / below);
  derivative(4, -value / below);
  return value;
}

/** b1 b2 x/(1 + b2 x): Misra1d. */
export function hyperbola(): f64 {
  const below = 1.0 + b(2) * x(1);
  const ratio = (b(2) * x(1)) / below;
  derivative(1, ratio);
  derivative(2, (b(1) * x(1)) / (below * below));
  return b(1) * ratio;
}

/** b1 (1 - (1 + b2 x/2)^-2): Misra1b. */
export function saturationSquared(): f64 {
  const u = 0.5 * b(2) * x(1);
  const below = 1.0 + u;
  // 1 - 1/(1 + u)^2 = u (2 + u)/(1 + u)^2 does not cancel for small u.
  const rise = (u * (2.0 + u)) / (below * below);
  derivative(1, rise);
  derivative(2, (b(1) * x(1)) / (below * below * below));
  return b(1) * rise;
}

/** b1 (1 - (1 + 2 b2 x)^(-1/2)): Misra1c. NaN where 1 + 2 b2 x < 0. */
export function saturationRoot(): f64 {
  const v = 2.0 * b(2) * x(1);
  const root = sqrt<f64>(1.0 + v);
  // 1 - 1/root = v/(root (1 + root)) does not cancel for small v.
  const rise = v / (root * (1.0 + root));
  derivative(1, rise);
  derivative(2, (b(1) * x(1)) / (root * root * root));
  return b(1) * rise;
}
