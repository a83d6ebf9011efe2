import { fitJointly, parseCircuit } from "../../src/index.ts";
import type { JointFit, JointOptions } from "../../src/index.ts";
import { simulateSpectrum } from "./fitCase.ts";

const CIRCUIT = "R0-(R1|CPE1)-(R2|CPE2)";
const TEMPERATURES = ["20 C", "300 K", "37 C"];
const RESISTANCES = [400, 310, 230];

const options: readonly JointOptions[] = [
  { shared: [{ parameter: "CPE1.Q" }, { parameter: "CPE1.n" }] },
  {
    shared: [
      { parameter: "R1", law: "arrhenius", form: "ln(x/T)" },
      { parameter: "R2", law: "linear" },
      { parameter: "CPE2.n", law: "linear" },
    ],
    temperatures: TEMPERATURES,
    weight: "unit",
    bounds: { "CPE1.n": [0.6, 0.9] },
  },
];

/** Joint fits of three spectra; what is shared, with its errors, and every number of every spectrum. */
export function fitJointCases(): readonly Omit<JointFit, "numbers">[] {
  return options.map((one) => {
    const spectra = RESISTANCES.map((R1, index) => {
      const truth = { R0: 20, R1, "CPE1.Q": 1e-6, "CPE1.n": 0.9, R2: 2 * R1, "CPE2.Q": 1e-4, "CPE2.n": 0.8 };
      return simulateSpectrum({ name: "joint", circuit: CIRCUIT, truth }, index + 1);
    });
    return fitJointly(spectra, parseCircuit(CIRCUIT), one);
  });
}
