import { parseCircuit } from "./circuit/parse.ts";
import { fit } from "./fit/fit.ts";
import { makeSpectrum } from "./spectrum.ts";

/** A first small fit, by way of all that a first fit needs, so that the next one does not pay for the compilers of the host. */
export function warmUp(): void {
  // Five points of a semicircle.
  const semicircle = makeSpectrum({
    frequencyHz: [1e3, 1e2, 1e1, 1, 0.1],
    re: [1.01, 1.2, 1.5, 1.8, 1.99],
    im: [-0.1, -0.4, -0.5, -0.4, -0.1],
  });
  fit(semicircle, parseCircuit("R0{1 ohm}-p(R1{1},CPE1{Q = 0.01, n = 0.9})"), { search: false });
}
