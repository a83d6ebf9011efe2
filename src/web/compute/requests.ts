import type {
  Answers,
  CheckStatus,
  ConditionKind,
  DerivedValue,
  DrtPeak,
  ErrorStructure,
  FitOptions,
  FittedParameter,
  Identifiability,
  Intervals,
  Termination,
} from "../../index.ts";
import type { PlotOptions } from "../../report/index.ts";
import type { IntervalChoice, SampleTexts, Sweep } from "../session/session.ts";

/** Numbers of a curve as plain arrays. */
export type Numbers = ArrayLike<number>;

/** What a fit is made from; equal jobs have equal results. */
export interface FitJob {
  readonly sweep: Sweep;
  readonly excluded: readonly number[];
  readonly circuit: string;
  readonly options: FitOptions;
}

/** A fit as it is shown. */
export interface FitOutcome {
  readonly circuit: string;
  readonly parameters: readonly FittedParameter[];
  readonly objective: number;
  readonly chi2Reduced: number | null;
  readonly degreesOfFreedom: number;
  readonly aicc: number | null;
  readonly bic: number;
  readonly termination: Termination;
  readonly errorStructure: ErrorStructure | null;
  readonly warnings: readonly string[];
  readonly derived: readonly DerivedValue[];
  readonly residuals: {
    readonly point: readonly number[];
    readonly frequencyHz: Numbers;
    readonly rePercent: Numbers;
    readonly imPercent: Numbers;
  };
  /** Root mean square of |Z_fit - Z|/|Z|, percent. */
  readonly residualPercent: number;
  readonly otherMinima: number;
  readonly outliers: readonly number[];
  /** Time of the fit itself, ms. */
  readonly milliseconds: number;
}

/** What takes a little longer than the fit. */
export interface FitDetails {
  readonly intervals: Intervals;
  /** Why the intervals are not by the method asked for; null where they are. */
  readonly intervalsError: string | null;
  readonly identifiability: Identifiability;
  /** What the residuals say, in sentences. */
  readonly residualVerdict: string;
  /** Null without geometry, or where it is not to be had; then `answersError` says why. */
  readonly answers: Answers | null;
  readonly answersError: string | null;
}

export interface CheckOutcome {
  readonly status: CheckStatus;
  readonly verdict: string;
  readonly noisePercent: number | null;
  readonly violations: readonly { readonly index: number; readonly residualPercent: number }[];
  readonly residuals: {
    readonly point: readonly number[];
    readonly frequencyHz: Numbers;
    readonly rePercent: Numbers;
    readonly imPercent: Numbers;
  } | null;
  readonly zhit: { readonly frequencyHz: Numbers; readonly residualPercent: Numbers } | null;
}

export interface DrtOutcome {
  readonly tau: Numbers;
  readonly gamma: Numbers;
  readonly low: Numbers;
  readonly high: Numbers;
  readonly peaks: readonly DrtPeak[];
  readonly polarisationResistance: number;
  readonly seriesResistance: number;
  readonly lambda: number;
  readonly residualPercent: number;
  readonly verdict: string;
  /** One arc a peak, with starting values. */
  readonly circuit: string;
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
}

export interface ComparedOutcome {
  /** As it stands in the session. */
  readonly text: string;
  readonly fit: FitOutcome;
  readonly parameters: number;
  readonly aicc: number | null;
  readonly deltaAicc: number | null;
  readonly bic: number;
  readonly akaikeWeight: number;
  readonly residualVerdict: string;
}

export interface CompareOutcome {
  readonly verdict: string;
  readonly ranked: readonly ComparedOutcome[];
  readonly nested: readonly { readonly special: string; readonly general: string; readonly text: string }[];
}

/** A spectrum of a series with the condition typed in, if any. */
export interface SeriesMember {
  readonly sweep: Sweep;
  readonly excluded: readonly number[];
  readonly condition: string;
}

export interface SeriesJob {
  readonly members: readonly SeriesMember[];
  readonly kind: ConditionKind | null;
  readonly circuit: string;
  readonly options: FitOptions;
  readonly sample: SampleTexts;
}

/** One line of an Arrhenius plot. */
export interface ActivatedLine {
  readonly name: string;
  readonly ordinate: string;
  /** As `0.35(1) eV`, in numbers. */
  readonly energy: number;
  readonly energyError: number | null;
  readonly unit: string;
  readonly points: readonly { readonly x: number; readonly y: number; readonly error: number | null }[];
  readonly line: readonly (readonly [x: number, y: number])[];
  readonly warnings: readonly string[];
}

export interface SeriesOutcome {
  readonly kind: ConditionKind;
  /** Of each member that has one, by sweep. */
  readonly conditions: Readonly<Record<string, number>>;
  readonly fits: readonly {
    readonly id: string;
    readonly condition: number;
    readonly parameters: readonly FittedParameter[];
    readonly outcome: string;
    readonly residualPercent: number;
    readonly start: string;
  }[];
  readonly failures: readonly { readonly label: string; readonly message: string }[];
  readonly activated: readonly ActivatedLine[];
  readonly refused: readonly string[];
  readonly warnings: readonly string[];
  readonly quantities: readonly { readonly name: string; readonly unit: string; readonly values: readonly number[] }[];
}

/** A file to hand to the person. */
export interface ExportedFile {
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

/** What is written of a fit; `series-…` of a series. */
export type ExportKind =
  | "nyquist.svg"
  | "bode.svg"
  | "residuals.svg"
  | "check.svg"
  | "drt.svg"
  | "correlation.svg"
  | "profiles.svg"
  | "circuit.svg"
  | "circuit.tex"
  | "spectrum.csv"
  | "fit.csv"
  | "parameters.csv"
  | "drt.csv"
  | "fit.json"
  | "check.json"
  | "report.html"
  | "parameters.md"
  | "parameters.tex"
  | "formula.tex"
  | "impedance.py"
  | "subcircuit.cir"
  | "fitted.circuit";

export type SeriesExportKind =
  | "arrhenius.svg"
  | "series-nyquist.svg"
  | "series-bode.svg"
  | "series-parameters.svg"
  | "series.csv"
  | "arrhenius.csv"
  | "series.json"
  | "series.txt";

/** What the worker is asked, by kind, with what it answers. */
export interface Requests {
  read: { readonly ask: { readonly name: string; readonly bytes: Uint8Array }; readonly answer: readonly Sweep[] };
  fit: { readonly ask: FitJob; readonly answer: FitOutcome };
  details: {
    readonly ask: FitJob & { readonly sample: SampleTexts; readonly intervals: IntervalChoice };
    readonly answer: FitDetails;
  };
  /** How the fit compares with the best that obeys the Kramers-Kronig relations, in a sentence: long for many points. */
  lackOfFit: { readonly ask: FitJob; readonly answer: string };
  check: {
    readonly ask: { readonly sweep: Sweep; readonly excluded: readonly number[] };
    readonly answer: CheckOutcome;
  };
  /** The text of a circuit to begin with. */
  suggest: { readonly ask: { readonly sweep: Sweep; readonly excluded: readonly number[] }; readonly answer: string };
  drt: { readonly ask: { readonly sweep: Sweep; readonly excluded: readonly number[] }; readonly answer: DrtOutcome };
  compare: {
    readonly ask: Omit<FitJob, "circuit"> & { readonly circuits: readonly string[] };
    readonly answer: CompareOutcome;
  };
  series: { readonly ask: SeriesJob; readonly answer: SeriesOutcome };
  export: {
    readonly ask: FitJob & {
      readonly sample: SampleTexts;
      readonly intervals: IntervalChoice;
      readonly kind: ExportKind;
      /** Circuits to compare with in a report. */
      readonly compared: readonly string[];
      /** How pictures are drawn. */
      readonly pictures: PlotOptions;
    };
    readonly answer: ExportedFile;
  };
  exportSeries: {
    readonly ask: SeriesJob & { readonly file: SeriesExportKind; readonly pictures: PlotOptions };
    readonly answer: ExportedFile;
  };
}

export type RequestKind = keyof Requests;

export interface RequestMessage<K extends RequestKind = RequestKind> {
  readonly id: number;
  readonly kind: K;
  readonly ask: Requests[K]["ask"];
}

/** How far a work is. */
export interface Progress {
  readonly done: number;
  /** Null where the parts cannot be counted. */
  readonly all: number | null;
  /** What is being done, as `spectrum 3 of 20`. */
  readonly words: string;
}

/** What a worker says: how far it is, and at the end one answer or error. */
export type WorkerMessage =
  | { readonly id: number; readonly progress: Progress }
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly error: { readonly name: string; readonly message: string } };
