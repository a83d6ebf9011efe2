/**
 * The second opinion, package entry `eisfit/reference`: the formulas of the element records evaluated with complex.js, and
 * ml-levenberg-marquardt as solver. Slow and readable; nothing else in the library imports these two packages.
 *
 * @module eisfit/reference
 */
export { evaluate, impedanceFunction, type Impedance } from "./evaluate.ts";
export { fitReference, type ReferenceFit, type ReferenceOptions } from "./fitReference.ts";
export { effectiveResiduals, objective, type ObjectiveDefinition } from "./objective.ts";
export { verify, type Verification } from "./verify.ts";
