/**
 * The whole library, with the WebAssembly engine inside.
 *
 * @module eisfit
 */
export { answers } from "./analysis/answers.ts";
export type { Answers, Assignment } from "./analysis/answers.ts";
export type { AssignedProcess, Part } from "./analysis/assignment.ts";
export type { CapacitanceProcess, CapacitanceRange } from "./analysis/capacitanceRanges.ts";
export type { EffectiveCapacitance } from "./analysis/effectiveCapacitance.ts";
export type { Storage } from "./analysis/processes.ts";
export type { DerivedAnswer, RefusedAnswer } from "./analysis/answer.ts";
export { derive } from "./analysis/derive.ts";
export { checkSample, sampleOptionNames, type SampleOptions } from "./analysis/geometry.ts";
export { QuantityError, type Quantity } from "./analysis/physicalQuantity.ts";
export { elementRecords } from "./elements/index.ts";
export type { ElementParameter, ElementRecord, ParameterScale, ParameterValues } from "./elements/element.ts";
export {
  amendCircuit,
  CircuitSyntaxError,
  parseCircuit,
  printCircuit,
  printCircuitFile,
  toLatex,
} from "./circuit/index.ts";
export type {
  ArcOrder,
  ArcReference,
  CellKind,
  Circuit,
  CircuitConnection,
  CircuitElement,
  CircuitNode,
  CircuitParameter,
  DerivedQuantity,
  Diagnostic,
  DiagnosticCode,
  Expression,
  ExpressionFunction,
  ExpressionOperator,
  Role,
  SourcePosition,
  TimeConstant,
} from "./circuit/index.ts";
export type { PrintableCircuit } from "./circuit/print.ts";
export type { Property } from "./circuit/properties.ts";
export {
  areEquivalent,
  compareCircuits,
  fitKramersKronig,
  isNested,
  lackOfFit,
  mapToCircuit,
  residualTests,
} from "./comparison/index.ts";
export type {
  ComparedCircuit,
  CompareOptions,
  Comparison,
  KramersKronigFit,
  KramersKronigOptions,
  LackOfFit,
  LackOfFitKind,
  LackOfFitOptions,
  NestedTest,
  ResidualPart,
  ResidualTest,
  ResidualTests,
} from "./comparison/index.ts";
export { drt, drtToCircuit } from "./drt/index.ts";
export type {
  Agreement,
  DrtBand,
  DrtBasis,
  DrtData,
  DrtGrid,
  DrtOptions,
  DrtPeak,
  DrtResult,
  DrtWeight,
  FittedArc,
  Interval,
  LambdaChoice,
  MatchedProcess,
  SecondOpinion,
} from "./drt/index.ts";
export { makeSpectrum, SpectrumError } from "./spectrum.ts";
export type { Spectrum, SpectrumErrorCode, SpectrumInput, SpectrumSigma } from "./spectrum.ts";
export { formatOf, listSweeps, readSpectra, readSpectrum, streamSpectra } from "./io/read.ts";
export type { FileSource, ReadOptions, SweepSummary } from "./io/read.ts";
export { fileFormats } from "./io/formats.ts";
export type { FileContent } from "./io/content.ts";
export type { FileFormat, Metadata, Sweep } from "./io/format.ts";
export { readFileBytes } from "./io/nodeFile.ts";
export { ReadError, type ReadErrorCode } from "./io/readError.ts";
export type { DerivedStatus, DerivedValue } from "./fit/derived.ts";
export { fit } from "./fit/fit.ts";
export { FitError, type FitErrorCode } from "./fit/fitError.ts";
export type { OnProgress, Watched, WorkProgress } from "./fit/progress.ts";
export type { ActiveOrder } from "./fit/keepOrder.ts";
export type { FitOptions } from "./fit/options.ts";
export { prepareFit } from "./fit/prepareFit.ts";
export type { LocalFit, PreparedFit } from "./fit/prepareFit.ts";
export type { ErrorStructure, ErrorTerm } from "./fit/errorStructure.ts";
export type { ExcludedPoint, Exclusion, MaskOptions, SignCondition } from "./fit/mask.ts";
export { isSignCondition } from "./fit/mask.ts";
export { maskSpectrum } from "./fit/maskSpectrum.ts";
export type { Loss, Objective } from "./fit/objective.ts";
export type { Outlier, RobustDetails } from "./fit/outliers.ts";
export type { FitResult, FittedParameter, OtherMinimum, ParameterStatus, Residuals } from "./fit/result.ts";
export type { Weight } from "./fit/weights.ts";
export { averageSpectra, replicateErrorStructure } from "./fit/replicates.ts";
export type { AverageOptions } from "./fit/replicates.ts";
export { simulate } from "./fit/simulate.ts";
export type { Simulated } from "./fit/simulate.ts";
export type { Outcome, Termination } from "./fit/termination.ts";
export { bootstrap } from "./uncertainty/bootstrap.ts";
export type { BootstrapOptions, BootstrapParameter, BootstrapResult } from "./uncertainty/bootstrap.ts";
export type { Combination } from "./uncertainty/combinations.ts";
export { identifiability } from "./uncertainty/identifiability.ts";
export type {
  Determination,
  Identifiability,
  ParameterVerdict,
  SloppyDirection,
} from "./uncertainty/identifiability.ts";
export { intervals } from "./uncertainty/intervals.ts";
export type { IntervalMethod, IntervalOptions, Intervals, ParameterInterval } from "./uncertainty/intervals.ts";
export { profile } from "./uncertainty/profile.ts";
export type { ParameterProfile, ProfileEnd, ProfileOptions } from "./uncertainty/profile.ts";
export type { NeededRange } from "./uncertainty/reach.ts";
export { checkSpectrum, violationMask } from "./validate/checkSpectrum.ts";
export type { CheckOptions, SpectrumCheck, ViolatingPoint } from "./validate/checkSpectrum.ts";
export type { CheckStatus } from "./validate/checkWords.ts";
export type { Coverage, Gap } from "./validate/coverage.ts";
export type { Drift } from "./validate/drift.ts";
export { linearKramersKronig } from "./validate/linearKramersKronig.ts";
export type {
  LinearKramersKronig,
  LinearKramersKronigOptions,
  TermsCriterion,
} from "./validate/linearKramersKronig.ts";
export { measurementModel } from "./validate/measurementModel.ts";
export type { MeasurementModel, MeasurementModelOptions } from "./validate/measurementModel.ts";
export { zhit } from "./validate/zhit.ts";
export type { Zhit, ZhitOptions, ZhitInterpolation, ZhitSmoothing, ZhitWindow } from "./validate/zhit.ts";
export type { Consistency } from "./linear/judge.ts";
export type { LinearDomain, LinearVariant } from "./linear/linearTest.ts";
export { init } from "./init.ts";
export { EngineError, type EngineErrorCode } from "./kernel/engineError.ts";
export { arcCurves, type ArcCurve } from "./analysis/arcCurves.ts";
export { polarisationCurrents, type PolarisationCurrents } from "./analysis/chronoamperometry.ts";
export { finiteDiffusion, warburgDiffusion } from "./analysis/diffusion.ts";
export type { FiniteDiffusionInput, WarburgInput } from "./analysis/diffusion.ts";
export { diffusionOfFit } from "./analysis/diffusionOfFit.ts";
export type { DiffusionOptions, FittedDiffusion } from "./analysis/diffusionOfFit.ts";
export type { TailExponent } from "./analysis/tailExponent.ts";
export { electronicConductivity } from "./analysis/electronicConductivity.ts";
export type { ElectronicConductivity, ElectronicConductivityInput } from "./analysis/electronicConductivity.ts";
export { fittedResistance, presentRoles } from "./analysis/fittedResistance.ts";
export { gitt } from "./analysis/gitt/gitt.ts";
export type { Gitt, GittPulse, GittSample } from "./analysis/gitt/gitt.ts";
export type { WithError } from "./analysis/gitt/evaluatePulse.ts";
export type { LinearRegion } from "./analysis/gitt/rootTime.ts";
export type { GivenNumber } from "./analysis/givenNumber.ts";
export type { OhmicCheck } from "./analysis/ohmicCheck.ts";
export type { Plateau } from "./analysis/plateau.ts";
export type { Uncertain } from "./analysis/uncertain.ts";
export { transferenceNumber } from "./analysis/transference.ts";
export type { Transference, TransferenceInput, TransferenceTerm } from "./analysis/transference.ts";
export { readRecording, type Recording } from "./io/recording/recording.ts";
export { version } from "./version.ts";
export { arrhenius } from "./analysis/arrhenius/index.ts";
export type {
  ActivationForm,
  ArrheniusKind,
  ArrheniusOptions,
  ArrheniusPoint,
  ArrheniusResult,
  ArrheniusValue,
  ArrheniusWords,
  Curvature,
  ErrorsFrom,
  FittedPoint,
  PointInfluence,
  UncertainQuantity,
  VftFit,
  VftForm,
} from "./analysis/arrhenius/index.ts";
export {
  arrheniusOfSeries,
  chooseConditions,
  ConditionError,
  conditionKinds,
  conditionText,
  fitSeries,
  isConditionKind,
  readConditionTable,
  seriesQuantities,
} from "./analysis/series/index.ts";
export type {
  Condition,
  ConditionKind,
  ConditionTable,
  Crossing,
  FittedSeries,
  SeriesArrhenius,
  SeriesArrheniusOptions,
  SeriesConditions,
  SeriesFailure,
  SeriesFit,
  SeriesInput,
  SeriesOptions,
  SeriesQuantities,
  SeriesQuantity,
  SeriesResult,
  SeriesStart,
  SpectrumOfSeries,
} from "./analysis/series/index.ts";
export { fitJointly } from "./analysis/joint/fitJointly.ts";
export type { ArrheniusForm, JointOptions, SharedLaw, SharedParameter } from "./analysis/joint/options.ts";
export type {
  JointFit,
  JointParameter,
  JointSpectrum,
  JointStart,
  JointTermination,
  LawNumber,
  SharedFit,
  SharingTest,
} from "./analysis/joint/result.ts";
