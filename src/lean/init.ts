import { adoptModule, isLoaded } from "../kernel/load.ts";
import { warmUp } from "../warmUp.ts";
import { moduleOf, type ModuleSource } from "./source.ts";

/** What `init` of `eisfit/lean` takes besides the engine. */
export interface LeanOptions {
  /**
   * examiner.wasm, which answers questions about fits: profiles, bootstrap, tests of residuals and spectra, relaxation times, the
   * weights `measured` and `structure`, fits of several spectra together. Without it these throw an `EngineError`.
   */
  readonly examiner?: ModuleSource;
}

/**
 * Loads engine.wasm (`eisfit/engine.wasm` of the same version) and makes a first small fit. Must be awaited before the first call. A
 * module that is loaded already stays; the examiner may be brought later by another call.
 *
 * @throws {EngineError} `not-available` for a source that gives no module, and where WebAssembly with SIMD is not available;
 * `wrong-format` for a module of another version.
 */
export async function init(engine: ModuleSource, options: LeanOptions = {}): Promise<void> {
  const { examiner } = options;
  const wasLoaded = isLoaded();
  await Promise.all([
    wasLoaded ? Promise.resolve() : adopt("engine", engine),
    examiner === undefined ? Promise.resolve() : adopt("examiner", examiner),
  ]);
  if (!wasLoaded) warmUp();
}

async function adopt(name: "engine" | "examiner", source: ModuleSource): Promise<void> {
  await adoptModule(name, await moduleOf(source, `${name}.wasm`));
}
