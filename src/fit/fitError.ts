/** Why a fit could not be done. */
export type FitErrorCode =
  | "not-a-spectrum"
  | "not-a-circuit"
  | "no-points"
  | "too-few-points"
  | "bad-option"
  | "unknown-parameter"
  | "bad-weight"
  | "no-free-parameter"
  | "no-start"
  | "not-a-result";

/** Thrown by `fit` and `simulate` for input that cannot be fitted; the message says what to do about it. */
export class FitError extends Error {
  readonly code: FitErrorCode;

  constructor(code: FitErrorCode, message: string) {
    super(message);
    this.name = "FitError";
    this.code = code;
  }
}
