export { chooseConditions } from "./chooseConditions.ts";
export type { SeriesConditions, SpectrumOfSeries } from "./chooseConditions.ts";
export { readConditionTable } from "./conditionTable.ts";
export type { ConditionTable } from "./conditionTable.ts";
export { ConditionError, conditionKinds, conditionText, isConditionKind } from "./conditions.ts";
export type { Condition, ConditionKind } from "./conditions.ts";
export { fitSeries } from "./fitSeries.ts";
export type { SeriesFailure, SeriesFit, SeriesInput, SeriesOptions, SeriesResult, SeriesStart } from "./fitSeries.ts";
export type { Crossing } from "./keepArcs.ts";
