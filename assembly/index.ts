/** The exports of engine.wasm; nothing else. docs of the calls stand where they are defined. */
import { PROGRAM_FORMAT } from "./program";

export { runFit, runForward, runLocal } from "./fit";
export { prepareFrequencies, prepareImpedances } from "./grid";
export { address, layout } from "./workspace";

export function programFormat(): i32 {
  return PROGRAM_FORMAT;
}
