/** What went wrong between the library and its WebAssembly engine. */
export type EngineErrorCode = "not-available" | "wrong-format" | "out-of-memory";

/** Thrown when the WebAssembly engine cannot be loaded, is of another build, or lacks memory. */
export class EngineError extends Error {
  readonly code: EngineErrorCode;

  constructor(code: EngineErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "EngineError";
    this.code = code;
  }
}
