/** Test entry: the kernels of the elements, with ln omega as the engine forms it. */
export { evaluateElement } from "../../assembly/elements/index";
export { log } from "../../assembly/math/log";
