/**
 * A start drawn from the spectrum itself. Each element is anchored at a random frequency of the data and at the size the
 * data have there: with u = ln omega' and z = ln |Z'(u)|, a parameter of unit ohm^a s^b gets ln p' = a z - b u. That is
 * R ~ |Z|, C ~ 1/(omega |Z|), Q ~ 1/(omega^n |Z|), tau ~ 1/omega, whatever the element.
 */
import { logImpedanceScale, logOmegaScale } from "../grid";
import { exp } from "../math/exp";
import { log } from "../math/log";
import { describe, evaluateTies, isLogarithmic, thetaFromValues } from "../parameters";
import { number, setNumber, word } from "../view";
import {
  data, logOmega, lower, parameterOhm, parameterSecond, parameterValue, points, upper, variableParameter, variables,
} from "../workspace";
import { uniform } from "./random";

/** Anchors may lie this far, in ln omega, outside the window of the data. */
const OUTSIDE: f64 = 0.7;
/** Spread of ln |Z| about the data's, natural logarithm: 0.7 decades. */
const SPREAD: f64 = 1.611809565095832;
const LEAST_EXPONENT: f64 = 0.55;
/** Spread of the logarithm of a parameter without dimension. */
const DIMENSIONLESS_SPREAD: f64 = 2;

let anchorOmega: f64 = 0;
let anchorImpedance: f64 = 0;

function drawAnchor(): void {
  let least = Infinity;
  let most = -Infinity;
  for (let k = 0; k < points; k++) {
    const x = number(logOmega, k);
    least = min(least, x);
    most = max(most, x);
  }
  const u = least - OUTSIDE + uniform() * (most - least + 2 * OUTSIDE);
  let nearest = 0;
  let distance = Infinity;
  for (let k = 0; k < points; k++) {
    const d = abs(number(logOmega, k) - u);
    if (d < distance) {
      distance = d;
      nearest = k;
    }
  }
  const at = data + (<usize>(nearest >> 1) << 5) + (<usize>(nearest & 1) << 3);
  const re = load<f64>(at);
  const im = load<f64>(at, 16);
  anchorOmega = u;
  anchorImpedance = 0.5 * log(re * re + im * im) + (2 * uniform() - 1) * SPREAD;
}

function drawExponent(variable: i32): f64 {
  const low = number(lower, variable);
  const high = number(upper, variable);
  const from = max(low, min(LEAST_EXPONENT, low + 0.5 * (high - low)));
  return from + uniform() * (high - from);
}

/** Writes a drawn theta. */
export function drawStart(): void {
  let element = -1;
  for (let k = 0; k < variables; k++) {
    const parameter = word(variableParameter, k);
    if (!isLogarithmic(parameter)) setNumber(parameterValue, parameter, drawExponent(k));
  }
  // Tied exponents follow from those drawn; what else is tied is evaluated again with the rest.
  evaluateTies();
  for (let k = 0; k < variables; k++) {
    const parameter = word(variableParameter, k);
    if (describe(parameter, 7) != element) {
      element = describe(parameter, 7);
      drawAnchor();
    }
    if (!isLogarithmic(parameter)) continue;
    const ohm = number(parameterOhm, parameter);
    const power = describe(parameter, 3);
    const second = power >= 0 ? number(parameterValue, power) : number(parameterSecond, parameter);
    let coordinate = ohm * anchorImpedance - second * anchorOmega;
    if (ohm == 0 && second == 0) coordinate = (2 * uniform() - 1) * DIMENSIONLESS_SPREAD;
    setNumber(parameterValue, parameter, exp(coordinate + ohm * logImpedanceScale - second * logOmegaScale));
  }
  thetaFromValues();
}

/** Multiplies the impedance of the start by exp(-mean): the free overall scale. */
export function rescaleStart(theta: usize, mean: f64): void {
  for (let k = 0; k < variables; k++) {
    const x = number(theta, k) - number(parameterOhm, word(variableParameter, k)) * mean;
    if (isLogarithmic(word(variableParameter, k))) setNumber(theta, k, max(number(lower, k), min(number(upper, k), x)));
  }
}
