/** Whether a stationary point is a minimum, and where S falls from one that is not, by the Hessian of S/2. */
import { singularValues } from "../linalg/svd";
import { number, setNumber, word } from "../view";
import { downhill, freeList, gram, row, secondSquare, singular, size, square } from "./problem";

/**
 * The lowest curvature of S against the largest, as the last polish found it: negative at a point from which S falls
 * along `downhill`, a direction of length 1; 0 where nothing was amiss.
 */
export let lowestCurvature: f64 = 0;

export function forgetCurvature(): void {
  lowestCurvature = 0;
}

/**
 * Sets `lowestCurvature` and `downhill` from the Hessian by the first `count` variables of `freeList`, the upper triangle
 * in `gram`. The singular vectors v of a symmetric matrix H are its eigenvectors, with the eigenvalues v.Hv.
 */
export function findDownhill(count: i32): void {
  for (let j = 0; j < count; j++) {
    for (let i = 0; i < count; i++) {
      setNumber(square, j * count + i, number(gram + <usize>min(i, j) * row, max(i, j)));
    }
  }
  singularValues(square, secondSquare, singular, count);
  let lowest: f64 = 0;
  for (let m = 0; m < count; m++) {
    let eigenvalue: f64 = 0;
    for (let i = 0; i < count; i++) eigenvalue += number(secondSquare, m * count + i) * number(square, m * count + i);
    if (!(eigenvalue < lowest)) continue;
    lowest = eigenvalue;
    for (let k = 0; k < size; k++) setNumber(downhill, k, 0);
    for (let i = 0; i < count; i++) setNumber(downhill, word(freeList, i), number(secondSquare, m * count + i));
  }
  lowestCurvature = lowest < 0 ? lowest / number(singular, 0) : 0;
}
