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
  coarse, data, logOmega, lower, parameterOhm, parameterSecond, parameterValue, points, theta, upper, variableParameter, variables,
} from "../workspace";
import { uniform } from "./random";

/** Anchors may lie this far, in ln omega, outside the window of the data. */
const OUTSIDE: f64 = 0.7;
const FAR_OUTSIDE: f64 = 5;
/** In an unusual draw this part of its quantities is looked for where it seldom is. */
const UNUSUAL: f64 = 0.6;
const LEAST_UNUSUAL_EXPONENT: f64 = 0.01;
/** Spread of ln |Z| about the data's, natural logarithm: 0.7 decades. */
const SPREAD: f64 = 1.611809565095832;
const WIDE_SPREAD: f64 = 6;
const LEAST_EXPONENT: f64 = 0.55;
/** Spread of the logarithm of a parameter without dimension. */
const DIMENSIONLESS_SPREAD: f64 = 2;

let anchorOmega: f64 = 0;
let anchorImpedance: f64 = 0;
/** The window of the data, ln omega. */
let least: f64 = 0;
let most: f64 = 0;
/** Whether this draw looks where parameters seldom are. */
let unusual: bool = false;

/** Takes the window from the frequencies; to be called once before drawing. */
export function prepareDraws(): void {
  least = Infinity;
  most = -Infinity;
  for (let k = 0; k < points; k++) {
    const x = number(logOmega, k);
    least = min(least, x);
    most = max(most, x);
  }
}

function isUnusual(): bool {
  return unusual && uniform() < UNUSUAL;
}

function drawAnchor(): void {
  const outside = isUnusual() ? FAR_OUTSIDE : OUTSIDE;
  const u = least - outside + uniform() * (most - least + 2 * outside);
  let nearest = 0;
  let distance = Infinity;
  const candidates = min(points, coarse >> 4);
  for (let k = 0; k < candidates; k++) {
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
  anchorImpedance = 0.5 * log(re * re + im * im) + (2 * uniform() - 1) * (isUnusual() ? WIDE_SPREAD : SPREAD);
}

function drawExponent(variable: i32): f64 {
  const low = number(lower, variable);
  const high = number(upper, variable);
  if (isUnusual()) {
    const smallest = max(low, LEAST_UNUSUAL_EXPONENT);
    return smallest < high ? smallest * exp(uniform() * log(high / smallest)) : high;
  }
  const from = max(low, min(LEAST_EXPONENT, low + 0.5 * (high - low)));
  return from + uniform() * (high - from);
}

/** Elements beyond the 64th share the bits of the earlier ones. */
function isChosen(chosen: u64, parameter: i32): bool {
  return ((chosen >> (<u64>describe(parameter, 7) & 63)) & 1) != 0;
}

/** Moves every variable of theta at random by up to `reach`, in units of ln p; exponents by a tenth of it. */
export function perturb(reach: f64): void {
  for (let k = 0; k < variables; k++) {
    const scale = isLogarithmic(word(variableParameter, k)) ? reach : 0.1 * reach;
    const x = number(theta, k) + scale * (2 * uniform() - 1);
    setNumber(theta, k, max(number(lower, k), min(number(upper, k), x)));
  }
}

/** Writes a drawn theta. */
export function drawStart(unusually: bool): void {
  redraw(u64.MAX_VALUE, unusually);
}

/** Draws the parameters of the chosen elements anew; the natural values of the others stand in `parameterValue`. */
export function redraw(chosen: u64, unusually: bool): void {
  unusual = unusually;
  let element = -1;
  for (let k = 0; k < variables; k++) {
    const parameter = word(variableParameter, k);
    if (isChosen(chosen, parameter) && !isLogarithmic(parameter)) {
      setNumber(parameterValue, parameter, drawExponent(k));
    }
  }
  // Tied exponents follow from those drawn; what else is tied is evaluated again with the rest.
  evaluateTies();
  for (let k = 0; k < variables; k++) {
    const parameter = word(variableParameter, k);
    if (!isChosen(chosen, parameter)) continue;
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
export function rescaleStart(mean: f64): void {
  for (let k = 0; k < variables; k++) {
    const x = number(theta, k) - number(parameterOhm, word(variableParameter, k)) * mean;
    if (isLogarithmic(word(variableParameter, k))) setNumber(theta, k, max(number(lower, k), min(number(upper, k), x)));
  }
}
