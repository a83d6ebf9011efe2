/**
 * `npm run bench:joint`: times of joint fits of simulated series, with the fits of the spectra alone from which they begin and without:
 * medians over `-- --passes N` (11). `-- --json` for the rows.
 */
import {
  fit,
  fitJointly,
  makeSpectrum,
  parseCircuit,
  simulate,
  type SharedParameter,
  type Spectrum,
} from "../src/index.ts";
import { sweep } from "../test/fit/support.ts";
import { median } from "./measure.ts";
import { numberOption, present } from "./options.ts";
import { Random } from "./random.ts";
import { printTable } from "./table.ts";

interface Workload {
  readonly name: string;
  readonly circuit: string;
  readonly spectra: number;
  readonly points: number;
  readonly shared: readonly SharedParameter[];
  readonly values: (hotness: number) => Readonly<Record<string, number>>;
}

const ceramic = (hotness: number): Readonly<Record<string, number>> => ({
  R1: 1.5e5 * Math.exp(-2 * hotness),
  "CPE1.Q": 1e-10,
  "CPE1.n": 0.85,
  R2: 2e6 * Math.exp(-3 * hotness),
  "CPE2.Q": 2e-9,
  "CPE2.n": 0.8,
  "CPE3.Q": 1.4e-6 * (1 + 5 * hotness),
  "CPE3.n": 0.55,
});

const workloads: readonly Workload[] = [
  {
    name: "7 temperatures, Q1 and n1 shared",
    circuit: "(R1|CPE1)-(R2|CPE2)-CPE3",
    spectra: 7,
    points: 42,
    shared: [{ parameter: "CPE1.Q" }, { parameter: "CPE1.n" }],
    values: ceramic,
  },
  {
    name: "200 spectra, Q1 and n1 shared",
    circuit: "(R1|CPE1)-(R2|CPE2)-CPE3",
    spectra: 200,
    points: 42,
    shared: [{ parameter: "CPE1.Q" }, { parameter: "CPE1.n" }],
    values: ceramic,
  },
  {
    name: "200 spectra of 12 parameters, 4 shared",
    circuit: "R0-(R1|CPE1)-(R2|CPE2)-(R3|CPE3)-CPE4",
    spectra: 200,
    points: 60,
    shared: [
      { parameter: "R1", law: "arrhenius" },
      { parameter: "CPE1.Q", law: "linear" },
      { parameter: "CPE1.n" },
      { parameter: "CPE2.n" },
    ],
    values: (hotness) => ({
      R0: 20 - 5 * hotness,
      R1: 500 * Math.exp(-hotness),
      "CPE1.Q": 1e-9,
      "CPE1.n": 0.95,
      R2: 900 * Math.exp(-1.5 * hotness),
      "CPE2.Q": 4e-8,
      "CPE2.n": 0.85,
      R3: 600 - 200 * hotness,
      "CPE3.Q": 8e-6,
      "CPE3.n": 0.8,
      "CPE4.Q": 5e-3,
      "CPE4.n": 0.7,
    }),
  },
];

const passes = numberOption("passes", 11);
const rows = workloads.map((workload) => {
  const circuit = parseCircuit(workload.circuit);
  const random = new Random(1);
  const kelvin = Array.from({ length: workload.spectra }, (_, index) => 300 + (80 * index) / (workload.spectra - 1));
  const spectra = kelvin.map((temperature): Spectrum => {
    const frequencyHz = sweep(5e6, 0.03, workload.points);
    // Straight in 1/T, as an Arrhenius law is.
    const hotness = (1 / 300 - 1 / temperature) / (1 / 300 - 1 / 380);
    const z = simulate(circuit, frequencyHz, workload.values(hotness));
    const sigma = z.re.map((re, k) => 0.003 * Math.hypot(re, z.im[k] ?? 0));
    const add = (part: Float64Array): Float64Array => part.map((x, k) => x + random.normal() * (sigma[k] ?? 0));
    return makeSpectrum({ frequencyHz, re: add(z.re), im: add(z.im) });
  });
  const options = { shared: workload.shared, temperatures: kelvin.map((temperature) => `${String(temperature)} K`) };
  const separate = spectra.map((spectrum) => fit(spectrum, circuit));
  const clock = (run: () => void): number => {
    run();
    return median(
      Array.from({ length: passes }, () => {
        const begin = performance.now();
        run();
        return performance.now() - begin;
      }),
    );
  };
  const joint = fitJointly(spectra, circuit, { ...options, separate });
  return {
    workload: workload.name,
    parameters: joint.parameterCount,
    outcome: joint.termination.outcome,
    start: joint.termination.start,
    evaluations: joint.termination.evaluations,
    excess: joint.objective / joint.separateObjective - 1,
    jointMs: clock(() => fitJointly(spectra, circuit, { ...options, separate })),
    wholeMs: clock(() => fitJointly(spectra, circuit, options)),
  };
});

if (present("json")) console.log(JSON.stringify(rows, null, 2));
else {
  printTable(
    ["series", "parameters", "joint, ms", "with the fits alone, ms", "evaluations", "S above them", "outcome", "from"],
    rows.map((row) => [
      row.workload,
      String(row.parameters),
      row.jointMs.toFixed(1),
      row.wholeMs.toFixed(1),
      String(row.evaluations),
      `${(100 * row.excess).toFixed(2)} %`,
      row.outcome,
      row.start,
    ]),
  );
}
