/**
 * What core.wasm exports besides all that engine.wasm does: what uncertainty needs of the examiner, and functions that the host would need a
 * second copy of. It is the only module of eisfit/core,
 * whose size counts.
 */
export { studentQuantile } from "./statistics/studentT";
export { beginBootstrap, drawReplicas, endBootstrap } from "./uncertainty/bootstrap";
export { runInformation } from "./uncertainty/information";
export { runProfile } from "./uncertainty/profile";
export { exp, ln, log10, pow } from "./math/elementary";
