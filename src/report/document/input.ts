import type { SampleOptions } from "../../analysis/geometry.ts";
import type { Answers } from "../../analysis/answers.ts";
import type { Comparison } from "../../comparison/index.ts";
import type { DrtResult } from "../../drt/index.ts";
import type { FitResult } from "../../fit/result.ts";
import type { Identifiability } from "../../uncertainty/identifiability.ts";
import type { IntervalOptions, Intervals } from "../../uncertainty/intervals.ts";
import type { SpectrumCheck } from "../../validate/checkSpectrum.ts";

/** What a report is made of. Only the fit and where its data come from are needed; a part that is left out has no section. */
export interface ReportInput {
  /** What `fit` returned, the object itself: spectrum, circuit and options are those that it was made from. */
  readonly result: FitResult;
  /** Where the spectrum comes from, with the number of the sweep where the file has several. */
  readonly file: string;
  /** SHA-256 of the content of that file, in hexadecimal digits. */
  readonly sha256: string;
  /** Title of the report; by default the title that the file gives, or the name of the file. */
  readonly title?: string;
  /** Intervals to give instead of those of the fit, with the method of each. */
  readonly intervals?: Intervals;
  /** What those intervals were asked for, where it is more than a method and a level. */
  readonly intervalOptions?: IntervalOptions;
  readonly identifiability?: Identifiability;
  /** Data quality. */
  readonly check?: SpectrumCheck;
  /** What follows for the sample. */
  readonly answers?: Answers;
  /** The sample that those were computed with, as it was given. */
  readonly sample?: SampleOptions;
  readonly drt?: DrtResult;
  /** Of the circuit of `result` with others. */
  readonly comparison?: Comparison;
  /** What a second opinion on the fit said. */
  readonly verification?: string;
  /** The command that made the report, as it can be typed again. */
  readonly commandLine?: string;
}
