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

/**
 * Fits `replicas` of the loaded problem, whose optimum stands in the parameters' buffer. Returns how many converged, whose natural
 * values then stand in the answer, U a replica; or ANSWER_WITHOUT_MEMORY. Their standard errors and correlations replace
 * those of the fit. The problem is afterwards as it was.
 */
export function runBootstrap(kind: i32, replicas: i32, seed: u32, weighting: i32, most: i32): i32 {
  const row = <u64>parameters << 3;
  const thetaBytes = <u64>variables << 3;
  const columns = <u64>stride * REPLICA_COLUMNS;
  if (!extend(2 * row * <u64>replicas + 2 * row + ((thetaBytes + 63) & ~(<u64>63)) + columns + 64)) return ANSWER_WITHOUT_MEMORY;
  const rows = answer;
  const coordinates = rows + <usize>(row * replicas);
  const mean = coordinates + <usize>(row * replicas);
  const centre = mean + <usize>row;
  const optimum = centre + <usize>row;
  const room = (optimum + <usize>thetaBytes + 63) & ~(<usize>63);
  if (!returnToOptimum()) return 0;
  prepareReplicas(room, weighting == WEIGHT_MODULUS, kind);
  memory.copy(optimum, theta, <usize>thetaBytes);
  updateParameters(theta, WITH_NATURAL);
  memory.copy(centre, parameterValue, <usize>row);
  seedRandom(seed);
  let count = 0;
  for (let i = 0; i < replicas; i++) {
    drawReplica(kind);
    memory.copy(theta, optimum, <usize>thetaBytes);
    if (!prepareEvaluation(theta) || minimizeNear(TOLERANCE, most) != OUTCOME_CONVERGED) continue;
    if (!updateParameters(theta, WITH_NATURAL)) continue;
    memory.copy(rows + <usize>count * <usize>row, parameterValue, <usize>row);
    for (let a = 0; a < parameters; a++) {
      setNumber(coordinates, count * parameters + a, coordinate(a, number(parameterValue, a)));
    }
    count++;
  }
  restoreMeasurement();
  memory.copy(theta, optimum, <usize>thetaBytes);
  prepareEvaluation(theta);
  if (count > 1) writeMoments(coordinates, count, mean, centre);
  return count;
}
