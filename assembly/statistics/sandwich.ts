/**
 * Covariance of a robust fit (Huber 1981, section 7.6, eq. 6.7; H3 in statsmodels):
 *
 *   1/K [sum psi^2/(n - p)] A^-1 (J^T J) A^-1,  A = sum psi' J_i J_i^T,  K = 1 + p/n var(psi')/mean(psi')^2,
 *
 * which is s^2 (J^T J)^-1 where no residual is beyond the threshold. The rows that the solver left are already multiplied by
 * sqrt(rho'). With U their orthonormal basis, from the singular values S and vectors V of their scaled columns (lengths N),
 *
 *   A^-1 (J^T J) A^-1 = T (U^T a U)^-1 (U^T b U) (U^T a U)^-1 T^T,  T = N^-1 V S^-1,  a = psi'/rho',  b = 1/rho',
 *
 * so that it needs no more digits than the rank analysis.
 */
import { solvePositiveDefinite } from "../linalg/ldlt";
import { rank } from "../lm/covariance";
import { freeCount } from "../lm/factor";
import {
  columnBytes, columnNorms, factor, freeList, gram, jacobian, matrix, residualCount, row, secondSquare, singular, size, square, work,
} from "../lm/problem";
import { curvatureShare } from "../residualLoss";
import { number, setNumber, word } from "../view";
import { lossWeight, points } from "../workspace";

const PIVOT_THRESHOLD: f64 = 1e-12;

/** sum psi^2/((n - p) K), in the kernel's units of S. */
export let robustVariance: f64 = 0;
/**
 * The rise of S that stands for one standard error, sum psi^2/(n - p) over mean(psi') (Schrader & Hettmansperger, Biometrika 67,
 * 93, 1980): S/(n - p) where no residual is beyond the threshold.
 */
export let robustRise: f64 = 0;

// @ts-ignore: decorator
@inline
function partAt(column: usize, point: i32, part: i32): usize {
  return column + (<usize>(point >> 1) << 5) + (<usize>part << 4) + (<usize>(point & 1) << 3);
}

/** T[i, m], i in the order of the free variables. */
function transform(i: i32, m: i32): f64 {
  const vector = number(secondSquare + (<usize>(m * freeCount) << 3), i);
  return vector / (number(singular, m) * number(columnNorms, i));
}

/** Adds one row's part to U^T a U in `gram` and U^T b U in `square`; its U is left in `work`. */
function addRow(point: i32, part: i32): void {
  const slope = load<f64>(partAt(lossWeight, point, part));
  for (let m = 0; m < rank; m++) {
    let sum: f64 = 0;
    for (let i = 0; i < freeCount; i++) {
      const column = jacobian + <usize>word(freeList, i) * columnBytes;
      sum += load<f64>(partAt(column, point, part)) * transform(i, m);
    }
    setNumber(work, m, sum);
  }
  const a = curvatureShare(slope);
  const b = 1 / slope;
  for (let m = 0; m < rank; m++) {
    const u = number(work, m);
    for (let l = 0; l < rank; l++) {
      const product = u * number(work, l);
      const at = gram + <usize>m * row;
      setNumber(at, l, number(at, l) + a * product);
      setNumber(square, m * rank + l, number(square, m * rank + l) + b * product);
    }
  }
}

/** Solves (U^T a U) x = column k of `square` for all k; the solutions become its rows. */
function solveRows(): bool {
  for (let k = 0; k < rank; k++) {
    memory.copy(matrix, gram, row * <usize>rank);
    for (let m = 0; m < rank; m++) setNumber(matrix + <usize>m * row, rank, number(square, m * rank + k));
    if (!solvePositiveDefinite(matrix, row, rank, work, PIVOT_THRESHOLD)) return false;
    memory.copy(factor + (<usize>(k * rank) << 3), work, <usize>rank << 3);
  }
  memory.copy(square, factor, <usize>(rank * rank) << 3);
  return true;
}

/** Both from sum psi^2 = sum rho' (sqrt(rho') r)^2 and the moments of psi', for residual, loss weights and free variables as they stand. */
export function findRobustVariance(): void {
  const residual = jacobian + <usize>size * columnBytes;
  let squares: f64 = 0;
  let mean: f64 = 0;
  let meanSquare: f64 = 0;
  for (let k = 0; k < points; k++) {
    for (let part = 0; part < 2; part++) {
      const slope = load<f64>(partAt(lossWeight, k, part));
      const r = load<f64>(partAt(residual, k, part));
      const derivative = slope * curvatureShare(slope);
      squares += slope * r * r;
      mean += derivative;
      meanSquare += derivative * derivative;
    }
  }
  const n = <f64>residualCount;
  mean /= n;
  const spread = max(0, meanSquare / n - mean * mean) / (mean * mean);
  robustRise = squares / ((n - <f64>freeCount) * mean);
  robustVariance = squares / ((n - <f64>freeCount) * (1 + (<f64>freeCount / n) * spread));
}

/**
 * Fills `square` with the covariance before the factor `robustVariance`, row-major in the order of the free variables; with
 * NaN where the residuals within the threshold do not determine them all. Residual, Jacobian, loss weights and the analysis of
 * rank must be those of the current point; the factors of the Jacobian are overwritten.
 */
export function writeSandwich(): void {
  findRobustVariance();
  for (let m = 0; m < rank; m++) memory.fill(gram + <usize>m * row, 0, row);
  memory.fill(square, 0, <usize>(rank * rank) << 3);
  for (let k = 0; k < points; k++) {
    addRow(k, 0);
    addRow(k, 1);
  }
  const solved = solveRows() && solveRows();
  // T M T^T, by way of M T^T.
  for (let i = 0; i < freeCount; i++) {
    for (let m = 0; m < rank; m++) {
      let sum: f64 = 0;
      for (let l = 0; l < rank; l++) sum += number(square, m * rank + l) * transform(i, l);
      setNumber(factor, i * rank + m, solved ? sum : NaN);
    }
  }
  for (let i = 0; i < freeCount; i++) {
    for (let j = 0; j < freeCount; j++) {
      let sum: f64 = 0;
      for (let m = 0; m < rank; m++) sum += transform(j, m) * number(factor, i * rank + m);
      setNumber(square, i * freeCount + j, sum);
    }
  }
}
