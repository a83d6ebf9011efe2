import { fit, makeSpectrum, parseCircuit, type Circuit, type FitResult, type Spectrum } from "../../src/index.ts";
import { bitsOf, simulated } from "../../test/fit/support.ts";
import { Random } from "../random.ts";
import { markdownTable, paragraph, size } from "./markdown.ts";
import type { Section } from "./section.ts";

const CIRCUITS = [
  "R0{20}-p(R1{100},CPE1{Q = 10u, n = 0.85})",
  "R0{20}-p(R1{100},CPE1{Q = 10u, n = 0.85})-p(R2{200},CPE2{Q = 2m, n = 0.9})",
  "R0{20}-p(R1{100}-Wo1{R = 80, tau = 0.5},C1{2u})",
  "L0{20u}-R0{5}-Zarc1{R = 40, tau = 1m, n = 0.8}-W1{10}",
  "La0{L = 10u, a = 0.9}-R0{5}-TLMR1{Rion = 50, Rct = 100, Qs = 1m, g = 0.8}",
  "L0{1u}-R0{10}-Gs1{R = 40, tau = 0.1, phi = 0.6}",
  "R0{10}-HN1{R = 80, tau = 3m, a = 0.9, b = 0.8}-CPE1{Q = 10m, n = 0.7}",
];

/** What is done to the data before they are fitted again. */
interface Change {
  readonly name: string;
  readonly ohms: number;
  readonly hertz: number;
  readonly reorder?: (count: number) => number[];
}

const CHANGES: readonly Change[] = [
  ...[1e-6, 1e-3, 1e3, 1e6].map((ohms) => ({ name: `Z times ${ohms.toExponential(0)}`, ohms, hertz: 1 })),
  ...[1e-6, 1e-3, 1e3, 1e6].map((hertz) => ({ name: `frequencies times ${hertz.toExponential(0)}`, ohms: 1, hertz })),
  { name: "Z times 1e6, frequencies times 2 pi 1e3", ohms: 1e6, hertz: 2 * Math.PI * 1e3 },
  { name: "points in the opposite order", ohms: 1, hertz: 1, reorder: (count) => ascending(count).reverse() },
  { name: "points shuffled", ohms: 1, hertz: 1, reorder: shuffled },
];

export interface InvarianceFigures {
  readonly circuits: number;
  readonly changes: readonly {
    readonly name: string;
    /** Largest |S'/S - 1|. */
    readonly objective: number;
    /** Largest |p'/p - 1| after conversion of the units. */
    readonly parameter: number;
    /** Largest |p' - p| in standard errors. */
    readonly inErrors: number;
    /** Whether every bit of every result stayed; null where the units changed. */
    readonly sameBits: boolean | null;
  }[];
}

export const invarianceSection: Section<InvarianceFigures> = {
  key: "invariance",
  title: "Units and order of the data",
  command: "npm run docs:reliability -- --only invariance",
  measure: (note) => {
    note("invariance");
    const cases = CIRCUITS.map((text) => {
      const circuit = parseCircuit(text.replaceAll(/\{[^}]*\}/g, ""));
      const { frequencyHz, re, im } = simulated(text);
      const spectrum = makeSpectrum({ frequencyHz, re, im });
      return { circuit, spectrum, result: fit(spectrum, circuit) };
    });
    const changes = CHANGES.map((change) => {
      const compared = cases.map(({ circuit, spectrum, result }) =>
        compare(circuit, change, result, fit(changed(spectrum, change), circuit)),
      );
      return {
        name: change.name,
        objective: Math.max(...compared.map(({ objective }) => objective)),
        parameter: Math.max(...compared.map(({ parameter }) => parameter)),
        inErrors: Math.max(...compared.map(({ inErrors }) => inErrors)),
        sameBits: change.reorder === undefined ? null : compared.every(({ sameBits }) => sameBits),
      };
    });
    return Promise.resolve({ circuits: cases.length, changes });
  },
  summarise: ({ changes }) =>
    `Other units change S by at most ${size(Math.max(...changes.map(({ objective }) => objective)))} of itself and a parameter by ` +
    `${size(Math.max(...changes.map(({ inErrors }) => inErrors)))} of its standard error; another order of the points changes ` +
    `${changes.every(({ sameBits }) => sameBits !== false) ? "no bit" : "the bits"}.`,
  write: ({ circuits, changes }) =>
    [
      paragraph(
        `${String(circuits)} circuits are fitted without a guess to simulated spectra with 0.5 % of noise, and again to the same data in`,
        "other units or in another order. S and the parameters, converted back, should be the same but for the rounding of the data.",
        "Given are the largest differences over all circuits: of S and of any parameter relative to themselves, and of any",
        "parameter in its standard errors.",
      ),
      markdownTable(
        ["change", "S", "a parameter", "in standard errors", "same bits"],
        changes.map(({ name, objective, parameter, inErrors, sameBits }) => [
          name,
          size(objective),
          size(parameter),
          size(inErrors),
          sameBits === null ? "" : sameBits ? "yes" : "no",
        ]),
      ),
    ].join("\n\n"),
};

function ascending(count: number): number[] {
  return Array.from({ length: count }, (_, k) => k);
}

function shuffled(count: number): number[] {
  const random = new Random(8);
  return ascending(count)
    .map((k) => ({ k, key: random.uniform(0, 1) }))
    .sort((a, b) => a.key - b.key)
    .map(({ k }) => k);
}

function changed({ frequencyHz, re, im }: Spectrum, { ohms, hertz, reorder }: Change): Spectrum {
  const order = (reorder ?? ascending)(frequencyHz.length);
  const take = (values: Float64Array, factor: number): number[] => order.map((k) => (values[k] ?? Number.NaN) * factor);
  return makeSpectrum({ frequencyHz: take(frequencyHz, hertz), re: take(re, ohms), im: take(im, ohms) });
}

function compare(
  circuit: Circuit,
  { ohms, hertz }: Change,
  before: FitResult,
  after: FitResult,
): { objective: number; parameter: number; inErrors: number; sameBits: boolean } {
  const valueOf = (name: string): number => before.parameters.find((one) => one.name === name)?.value ?? Number.NaN;
  let parameter = 0;
  let inErrors = 0;
  circuit.parameters.forEach(({ element, index, name }, place) => {
    const record = element.record.parameters[index];
    const one = after.parameters[place];
    if (record === undefined || one === undefined) throw new Error(`nothing known of ${name}`);
    const { ohm, second } = record;
    const power = typeof second === "number" ? second : valueOf(`${element.name}.${second}`);
    const off = Math.abs(one.value / (valueOf(name) * ohms ** ohm * hertz ** -power) - 1);
    parameter = Math.max(parameter, off);
    if (one.stderr !== null) inErrors = Math.max(inErrors, (off * one.value) / one.stderr);
  });
  return {
    objective: Math.abs(after.objective / before.objective - 1),
    parameter,
    inErrors,
    sameBits: bitsOf(after) === bitsOf(before),
  };
}
