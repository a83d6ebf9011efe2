/** What the errors of a joint fit's unknowns are to the parameters of one spectrum. */
import { updateParameters, WITH_DERIVATIVES } from "../parameters";
import { LOOSE } from "../lm/bounds";
import { JOINT_FREE, JOINT_LOCAL, JOINT_RESIDUALS, JOINT_SAME, JOINT_T_QUANTILE } from "../agreed/joint";
import { studentQuantile } from "../statistics/studentT";
import { number, setNumber, word } from "../view";
import { naturalDerivative, parameters, theta, variables } from "../workspace";
import { chosenCommon, countCommon } from "./factor";
import { placeTheta } from "./laws";
import {
  answer, blockOf, center, common, factors, globals, lawList, locals, norms, order, pinned, placeList, report, row, slopes, stack, stackBytes,
  trialBlocks, unknownOf, x,
} from "./memory";

/** Student's quantile into the report, and R_G^-1 over the lengths of the columns, row-major in `center`: rows are common unknowns, columns the sources of their errors. */
export function invertCommon(level: f64): void {
  const freedom = number(report, JOINT_RESIDUALS) - number(report, JOINT_FREE);
  setNumber(report, JOINT_T_QUANTILE, freedom > 0 ? studentQuantile(level, freedom) : NaN);
  const free = countCommon();
  for (let r = 0; r < globals; r++) memory.fill(center + <usize>r * row, 0, row);
  for (let s = 0; s < free; s++) {
    for (let r = s; r >= 0; r--) {
      let sum: f64 = r == s ? 1 : 0;
      for (let c = r + 1; c <= s; c++) {
        sum -= number(stack + <usize>c * stackBytes, r) * number(center + <usize>(chosenCommon(c) - common) * row, s);
      }
      setNumber(center + <usize>(chosenCommon(r) - common) * row, s, sum / number(stack + <usize>r * stackBytes, r));
    }
  }
  for (let a = 0; a < globals; a++) {
    if (word(pinned, common + a) != LOOSE) continue;
    for (let s = 0; s < free; s++) {
      const at = center + <usize>a * row;
      // Rows were in units of the column's length while they were needed for each other.
      setNumber(at, s, number(at, s) / number(norms, common + a));
    }
  }
}

/**
 * Answer: for each parameter of spectrum `i`, the resident problem, by how much its coordinate (ln p, or an exponent as it is) moves with
 * each source of error: m of the spectrum's own, then the q that all have in common, for S/(2N - p) = 1. `invertCommon` must have been
 * called. Returns 0 where a tie has no value.
 */
export function effectsJoint(i: i32): i32 {
  placeTheta(i, x);
  if (!updateParameters(theta, WITH_DERIVATIVES)) return 0;
  const effects = blockOf(trialBlocks, i);
  const factor = blockOf(factors, i);
  for (let c = 0; c < order; c++) memory.fill(effects + <usize>c * row, 0, row);
  for (let a = 0; a < globals; a++) {
    memory.copy(effects + <usize>(locals + a) * row + (<usize>locals << 3), center + <usize>a * row, <usize>globals << 3);
  }
  let own = 0;
  for (let c = 0; c < locals; c++) if (word(pinned, unknownOf(i, c)) == LOOSE) own++;
  let r = own - 1;
  for (let c = locals - 1; c >= 0; c--) {
    const k = unknownOf(i, c);
    if (word(pinned, k) != LOOSE) continue;
    const source = factor + <usize>r * row;
    const pivot = number(source, r);
    for (let s = 0; s < order; s++) {
      let sum: f64 = s == r ? 1 : 0;
      let place = r + 1;
      for (let d = c + 1; d < order; d++) {
        const other = unknownOf(i, d);
        if (word(pinned, other) != LOOSE) continue;
        sum -= number(source, place++) * number(norms, other) * number(effects + <usize>d * row, s);
      }
      setNumber(effects + <usize>c * row, s, sum / pivot / number(norms, k));
    }
    r--;
  }
  for (let a = 0; a < parameters; a++) {
    const target = answer + (<usize>(a * order) << 3);
    memory.fill(target, 0, <usize>order << 3);
    for (let k = 0; k < variables; k++) {
      const slope = number(naturalDerivative, a * variables + k);
      if (slope == 0) continue;
      const law = word(lawList, k);
      const place = word(placeList, k);
      if (law == JOINT_LOCAL) add(target, effects + <usize>place * row, slope);
      else {
        const first = effects + <usize>(locals + place) * row;
        add(target, first, slope * number(slopes, 2 * k));
        if (law != JOINT_SAME) add(target, first + row, slope * number(slopes, 2 * k + 1));
      }
    }
  }
  return 1;
}

function add(target: usize, source: usize, factor: f64): void {
  for (let s = 0; s < order; s++) setNumber(target, s, number(target, s) + factor * number(source, s));
}

/** Answer: the same of the common unknowns themselves, q rows of q numbers. */
export function effectsCommon(): void {
  for (let a = 0; a < globals; a++) memory.copy(answer + (<usize>(a * globals) << 3), center + <usize>a * row, <usize>globals << 3);
}
