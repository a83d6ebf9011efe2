import { parseCircuit } from "./circuit/parse.ts";
import { fit } from "./fit/fit.ts";
import { isLoaded, loadEngine } from "./kernel/load.ts";
import { makeSpectrum } from "./spectrum.ts";

/**
 * Loads the WebAssembly engine and makes a first small fit, so that the next one does not pay for the compilers of the
 * host. In a browser await it once before the first call; in Node it is optional. Calling it again does nothing.
 *
 * @throws {EngineError} where WebAssembly with SIMD is not available.
 */
export async function init(): Promise<void> {
  if (isLoaded()) return;
  await loadEngine();
  // Five points of a semicircle, by way of all that a first fit needs.
  const semicircle = makeSpectrum({
    frequencyHz: [1e3, 1e2, 1e1, 1, 0.1],
    re: [1.01, 1.2, 1.5, 1.8, 1.99],
    im: [-0.1, -0.4, -0.5, -0.4, -0.1],
  });
  fit(semicircle, parseCircuit("R0{1 ohm}-p(R1{1},CPE1{Q = 0.01, n = 0.9})"), { search: false });
}
