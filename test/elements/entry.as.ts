/** Test entry: the kernels of the elements, with ln omega as the engine forms it. */
import { anglePair } from "../../assembly/math/anglePair";

export { evaluateElement } from "../../assembly/elements/index";
export { log } from "../../assembly/math/log";

/** Angle of x + jy. */
export function angle(y: f64, x: f64): f64 {
  return f64x2.extract_lane(anglePair(f64x2.splat(y), f64x2.splat(x)), 1);
}
