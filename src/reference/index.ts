export { evaluate, impedanceFunction, type Impedance } from "./evaluate.ts";
export { fitReference, type ReferenceFit, type ReferenceOptions } from "./fitReference.ts";
export { objective, rootWeights, type RootWeights } from "./objective.ts";
export { verify, type Verification } from "./verify.ts";
