/** What went wrong between the library and its WebAssembly engine. */
export type EngineErrorCode = "not-available" | "wrong-format" | "out-of-memory" | "busy";

/** Thrown when the WebAssembly engine cannot be loaded, is of another build, lacks memory, or is asked from within `onProgress` for what it cannot do by the way. */
export class EngineError extends Error {
  readonly code: EngineErrorCode;

  constructor(code: EngineErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "EngineError";
    this.code = code;
  }
}
