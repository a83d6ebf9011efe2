/**
 * What the data say of a circuit's parameters at an optimum: the directions of the column-scaled free Jacobian and how far one
 * standard error reaches along each. With J = U S V^T N, the displacement along direction m is N^-1 v_m / s_m; those of all
 * directions, as columns of D, give the covariance D D^T (up to s^2). Directions without rank have no length: they stand after
 * the others as N^-1 v_m.
 */
import { objectiveScale } from "../grid";
import { rank } from "../lm/covariance";
import { freeCount } from "../lm/factor";
import { columnNorms, freeList, secondSquare, singular } from "../lm/problem";
import { updateParameters, WITH_DERIVATIVES } from "../parameters";
import { ANSWER_WITHOUT_MEMORY } from "../agreed/questions";
import { REPORT_RANK } from "../program";
import { writeStatus } from "../statistics/report";
import { number, setNumber, word } from "../view";
import { answer, extend, naturalDerivative, parameters, report, theta, variables } from "../workspace";
import { returnToOptimum, variance } from "./optimum";

/**
 * Answer: the square of one standard error's rise of S (NaN where nothing tells it), the singular values, then for each direction the displacement of all U parameters in their coordinates (ln p, or an
 * exponent as it is) for S/(2N - p) = 1. Rank and status of the variables stand in their buffers. Returns the number of
 * free variables, or ANSWER_WITHOUT_MEMORY, or -2 where the circuit has no impedance.
 */
export function runInformation(): i32 {
  if (!extend(<u64>(variables * (parameters + 1) + 1) << 3)) return ANSWER_WITHOUT_MEMORY;
  if (!returnToOptimum() || !updateParameters(theta, WITH_DERIVATIVES)) return -2;
  writeStatus();
  setNumber(report, REPORT_RANK, <f64>rank);
  const n = freeCount;
  const displacement = answer + (<usize>(n + 1) << 3);
  setNumber(answer, 0, variance * objectiveScale);
  const unit = 1 / Math.sqrt(objectiveScale);
  for (let m = 0; m < n; m++) {
    setNumber(answer, m + 1, number(singular, m));
    const length = m < rank ? unit / number(singular, m) : 1;
    const direction = secondSquare + (<usize>(m * n) << 3);
    for (let a = 0; a < parameters; a++) {
      const slopes = naturalDerivative + (<usize>(a * variables) << 3);
      let sum: f64 = 0;
      for (let i = 0; i < n; i++) {
        const norm = number(columnNorms, i);
        // A variable without any effect is a direction of its own.
        sum += (number(slopes, word(freeList, i)) * number(direction, i)) / (norm > 0 ? norm : 1);
      }
      setNumber(displacement, m * parameters + a, length * sum);
    }
  }
  return n;
}
