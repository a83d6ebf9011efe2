import { EngineError } from "./engineError.ts";

/** What to say where the host does not take the module. */
export function unavailable(cause: unknown): EngineError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new EngineError(
    "not-available",
    `The WebAssembly engine could not be loaded (${reason}). It needs WebAssembly with SIMD: Node 20 or newer, or a browser ` +
      "of 2023 or newer; a page with a content security policy must allow 'wasm-unsafe-eval'; in a browser, await init() first.",
    { cause },
  );
}
