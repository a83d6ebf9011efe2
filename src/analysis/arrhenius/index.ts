export { arrhenius } from "./arrhenius.ts";
export type { Curvature, VftFit, VftForm } from "./curvature.ts";
export type { ActivationForm, ArrheniusKind, ArrheniusWords } from "./form.ts";
export type { ErrorsFrom } from "./line.ts";
export type { PointInfluence } from "./outliers.ts";
export type { ArrheniusPoint, UncertainQuantity } from "./points.ts";
export type { ArrheniusOptions, ArrheniusResult, ArrheniusValue, FittedPoint } from "./result.ts";
