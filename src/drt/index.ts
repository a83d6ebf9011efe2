export type { Agreement, MatchedProcess } from "./agreement.ts";
export type { DrtBand, Interval } from "./band.ts";
export { drt } from "./drt.ts";
export type { DrtBasis, DrtData, DrtGrid, DrtOptions, DrtWeight, LambdaChoice } from "./options.ts";
export type { DrtPeak } from "./peaks.ts";
export type { DrtResult } from "./result.ts";
export type { FittedArc, SecondOpinion } from "./secondOpinion.ts";
export { drtToCircuit } from "./toCircuit.ts";
