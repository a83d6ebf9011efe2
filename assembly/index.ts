/** The exports of engine.wasm; nothing else. Each is documented where it is defined. */
import { PROGRAM_FORMAT } from "./program";

export { runFit, runForward, runJacobian, runLocal, runNatural, runStatistics } from "./fit";
export { prepareFrequencies, prepareImpedances } from "./grid";
export { runBaseline } from "./kramersKronig/baseline";
export { chiSquareTail, fisherTail } from "./statistics/distributions";
export { reserveResiduals, testResiduals } from "./statistics/residualTests";
export { errorStructureNumbers, fitErrorStructure, placeTable } from "./statistics/errorStructure";
export { runBootstrap } from "./uncertainty/bootstrap";
export { runInformation } from "./uncertainty/information";
export { runProfile } from "./uncertainty/profile";
export { address, layout, sourceOf } from "./workspace";

export function programFormat(): i32 {
  return PROGRAM_FORMAT;
}
