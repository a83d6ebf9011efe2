import { isLoaded, loadEngine } from "./kernel/load.ts";
import { warmUp } from "./warmUp.ts";

/**
 * Loads the WebAssembly engine and makes a first small fit, so that the next one does not pay for the compilers of the
 * host. In a browser await it once before the first call; in Node it is optional. Calling it again does nothing.
 *
 * @throws {EngineError} where WebAssembly with SIMD is not available.
 */
export async function init(): Promise<void> {
  if (isLoaded()) return;
  await loadEngine();
  warmUp();
}
