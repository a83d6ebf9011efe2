/** The exports of engine.wasm; nothing else. Each is documented where it is defined. */
import { PROGRAM_FORMAT } from "./program";

export { runFit, runForward, runJacobian, runLocal, runNatural, runStatistics } from "./fit";
export { prepareFrequencies, prepareImpedances } from "./grid";
export { address, layout, sourceOf } from "./workspace";

export function programFormat(): i32 {
  return PROGRAM_FORMAT;
}
