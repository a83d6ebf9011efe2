/**
 * What core.wasm exports besides all that engine.wasm does: what uncertainty and the weights of a fit need of the examiner. It is the
 * only module of eisfit/core, whose size counts.
 */
export { chooseLinear, fallsLinear, leaveOutLinear, reserveLinear, scoreLinear } from "./kramersKronig/score";
export { scanLinear, solveLinear } from "./kramersKronig/linear";
export { chiSquareTail, fisherTail } from "./statistics/distributions";
export { errorStructureNumbers, fitErrorStructure, placeTable } from "./statistics/errorStructure";
export { studentQuantile } from "./statistics/studentT";
export { beginBootstrap, drawReplicas, endBootstrap } from "./uncertainty/bootstrap";
export { runInformation } from "./uncertainty/information";
export { runProfile } from "./uncertainty/profile";
