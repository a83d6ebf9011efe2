/**
 * Models with powers, arctangent and cycles. Each gives its value at the observation in hand and leaves the
 * derivatives.
 */

import { atan } from "../math/atan";
import { pow } from "../math/elementary";
import { log } from "../math/log";
import { cos, sin } from "../math/sincos";
import { b, derivative, x } from "./row";

const PI: f64 = 3.141592653589793;

/** b1 x^b2: DanWood. */
export function powerLaw(): f64 {
  const power = pow(x(1), b(2));
  derivative(1, power);
  derivative(2, b(1) * power * log(x(1)));
  return b(1) * power;
}

/** b1 (b2 + x)^(-1/b3): Bennett5. NaN where b2 + x < 0. */
export function shiftedPower(): f64 {
  const base = b(2) + x(1);
  const power = pow(base, -1.0 / b(3));
  const value = b(1) * power;
  derivative(1, power);
  derivative(2, -value / (b(3) * base));
  derivative(3, (value * log(base)) / (b(3) * b(3)));
  return value;
}

/** b1 - b2 x - atan(b3/(x - b4))/pi: Roszman1. */
export function lineMinusArctangent(): f64 {
  const distance = x(1) - b(4);
  const square = PI * (distance * distance + b(3) * b(3));
  derivative(1, 1.0);
  derivative(2, -x(1));
  derivative(3, -distance / square);
  derivative(4, -b(3) / square);
  return b(1) - b(2) * x(1) - atan(b(3) / distance) / PI;
}

/** b_j cos(2 pi x/b_k) + b_{j+1} sin(2 pi x/b_k). */
@inline
function cycle(j: i32, k: i32): f64 {
  const period = b(k);
  const phase = (2.0 * PI * x(1)) / period;
  const cosine = cos(phase);
  const sine = sin(phase);
  derivative(j, cosine);
  derivative(j + 1, sine);
  derivative(k, ((b(j) * sine - b(j + 1) * cosine) * phase) / period);
  return b(j) * cosine + b(j + 1) * sine;
}

/**
 * b1 + b2 cos(2 pi x/12) + b3 sin(2 pi x/12) + b5 cos(2 pi x/b4) + b6 sin(2 pi x/b4) + b8 cos(2 pi x/b7)
 * + b9 sin(2 pi x/b7): ENSO.
 */
export function threeCycles(): f64 {
  const year = (2.0 * PI * x(1)) / 12.0;
  const cosine = cos(year);
  const sine = sin(year);
  derivative(1, 1.0);
  derivative(2, cosine);
  derivative(3, sine);
  return b(1) + b(2) * cosine + b(3) * sine + cycle(5, 4) + cycle(8, 7);
}
