/**
 * Bootstrap of a fit (Efron 1979; wild: Wu, Ann. Statist. 14, 1261, 1986): replicas of the data are fitted from the
 * optimum, without polish and statistics, and what their parameters do is told.
 */
import { prepareEvaluation } from "../evaluate";
import { log } from "../math/log";
import { isLogarithmic, updateParameters, WITH_NATURAL } from "../parameters";
import { ANSWER_WITHOUT_MEMORY } from "../agreed/questions";
import { OUTCOME_CONVERGED, WEIGHT_MODULUS } from "../program";
import { seedRandom } from "../start/random";
import { number, setNumber } from "../view";
import {
  answer, correlation, extend, parameters, parameterStderr, parameterValue, stride, theta, variables,
} from "../workspace";
import { minimizeNear } from "./faraway";
import { returnToOptimum } from "./optimum";
import { drawReplica, prepareReplicas, REPLICA_COLUMNS, restoreMeasurement } from "./replica";

/** Of S: the parameters are then within 1e-4 sqrt(2N) of their standard errors. */
const TOLERANCE: f64 = 1e-8;

/** Coordinate v of a parameter: its logarithm, or the value of one that may be 0. */
function coordinate(parameter: i32, value: f64): f64 {
  return isLogarithmic(parameter) ? log(value) : value;
}

/**
 * Standard errors and correlations of all parameters over the rows of coordinates, in the buffers of the fit's own. `centre`: values at the
 * optimum, by which a spread of ln p becomes a standard error of p.
 */
function writeMoments(rows: usize, count: i32, mean: usize, centre: usize): void {
  for (let a = 0; a < parameters; a++) {
    let sum: f64 = 0;
    for (let i = 0; i < count; i++) sum += number(rows, i * parameters + a);
    setNumber(mean, a, sum / <f64>count);
  }
  for (let a = 0; a < parameters; a++) {
    for (let b = 0; b <= a; b++) {
      let sum: f64 = 0;
      for (let i = 0; i < count; i++) {
        const at = i * parameters;
        sum += (number(rows, at + a) - number(mean, a)) * (number(rows, at + b) - number(mean, b));
      }
      setNumber(correlation, a * parameters + b, sum / <f64>(count - 1));
    }
    const spread = Math.sqrt(number(correlation, a * parameters + a));
    setNumber(parameterStderr, a, isLogarithmic(a) ? number(centre, a) * spread : spread);
  }
  for (let a = 0; a < parameters; a++) {
    for (let b = 0; b < a; b++) {
      const product = number(correlation, a * parameters + a) * number(correlation, b * parameters + b);
      const value = product > 0 ? number(correlation, a * parameters + b) / Math.sqrt(product) : 0;
      setNumber(correlation, a * parameters + b, value);
      setNumber(correlation, b * parameters + a, value);
    }
  }
  for (let a = 0; a < parameters; a++) {
    const at = a * parameters + a;
    setNumber(correlation, at, number(correlation, at) > 0 ? 1 : 0);
  }
}

/** Of the bootstrap at work: where its numbers are, and how far it is. */
let kindOfReplicas: i32 = 0;
let rows: usize = 0;
let coordinates: usize = 0;
let mean: usize = 0;
let centre: usize = 0;
let optimum: usize = 0;
let drawn: i32 = 0;
let converged: i32 = 0;

/**
 * Begins a bootstrap of the loaded problem, whose optimum stands in the parameters' buffer, with room for `replicas`. Returns 1, or 0 where
 * the optimum has no impedance, or ANSWER_WITHOUT_MEMORY. No other problem may be loaded before `endBootstrap`.
 */
export function beginBootstrap(kind: i32, replicas: i32, seed: u32, weighting: i32): i32 {
  const row = <u64>parameters << 3;
  const thetaBytes = <u64>variables << 3;
  const columns = <u64>stride * REPLICA_COLUMNS;
  if (!extend(2 * row * <u64>replicas + 2 * row + ((thetaBytes + 63) & ~(<u64>63)) + columns + 64)) return ANSWER_WITHOUT_MEMORY;
  rows = answer;
  coordinates = rows + <usize>(row * replicas);
  mean = coordinates + <usize>(row * replicas);
  centre = mean + <usize>row;
  optimum = centre + <usize>row;
  drawn = 0;
  converged = 0;
  kindOfReplicas = kind;
  const room = (optimum + <usize>thetaBytes + 63) & ~(<usize>63);
  if (!returnToOptimum()) return 0;
  prepareReplicas(room, weighting == WEIGHT_MODULUS, kind);
  memory.copy(optimum, theta, <usize>thetaBytes);
  updateParameters(theta, WITH_NATURAL);
  memory.copy(centre, parameterValue, <usize>row);
  seedRandom(seed);
  return 1;
}

/** Draws and fits replicas until there are so many of them in all. Returns how many of these converged. */
export function drawReplicas(replicas: i32, most: i32): i32 {
  const row = <usize>parameters << 3;
  for (; drawn < replicas; drawn++) {
    drawReplica(kindOfReplicas);
    memory.copy(theta, optimum, <usize>variables << 3);
    if (!prepareEvaluation(theta) || minimizeNear(TOLERANCE, most) != OUTCOME_CONVERGED) continue;
    if (!updateParameters(theta, WITH_NATURAL)) continue;
    memory.copy(rows + <usize>converged * row, parameterValue, row);
    for (let a = 0; a < parameters; a++) {
      setNumber(coordinates, converged * parameters + a, coordinate(a, number(parameterValue, a)));
    }
    converged++;
  }
  return converged;
}

/**
 * Ends a bootstrap: the problem is as it was before. Natural values of the replicas that converged stand in the answer, U a replica; their
 * standard errors and correlations replace those of the fit. Returns how many they are.
 */
export function endBootstrap(): i32 {
  restoreMeasurement();
  memory.copy(theta, optimum, <usize>variables << 3);
  prepareEvaluation(theta);
  if (converged > 1) writeMoments(coordinates, converged, mean, centre);
  return converged;
}
