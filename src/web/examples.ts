import { parseCircuit, simulate, type Circuit } from "../index.ts";
import { shippedCircuit } from "../circuits/index.ts";
import type { Sweep } from "./session/session.ts";
import { valuesOf } from "./compute/curve.ts";

/** An example that is one click away: simulated data, and the circuit to fit them with. */
export interface Example {
  readonly title: string;
  readonly words: string;
  /** Its text; read when it is asked for, so that no page waits for examples that nobody opens. */
  readonly circuit: () => string;
  readonly sample?: { readonly thickness: string; readonly area: string };
  readonly make: () => Omit<Sweep, "id">[];
}

const NOISE = 0.003;
const PER_DECADE = 8;
const ZERO_CELSIUS = 273.15;
const BOLTZMANN_EV = 8.617333262e-5;

/** The spectrum that is open on a first visit. */
export const FIRST_EXAMPLE = "li-llzo-li";

/** Any circuit of the library with its typical values. */
export function exampleOf(name: string): Example {
  const { title, text, frequencyHz } = shippedCircuit(name);
  return {
    title,
    words: "one simulated spectrum with 0.3 % of noise",
    circuit: () => parseCircuit(text).text,
    make: () => [sweepOf(parseCircuit(text), {}, frequencyHz, `${name}, simulated`, 1, {})],
  };
}

/** A pellet over temperature: both resistances are activated. */
const temperatures: Example = {
  title: "Pellet over temperature",
  words: "seven simulated spectra from \u221240 to 80 \u00B0C, for an Arrhenius plot",
  circuit: () => parseCircuit(shippedCircuit("au-llzo-au").text).text,
  sample: { thickness: "0.1 cm", area: "0.5 cm2" },
  make: () => {
    const { text, frequencyHz } = shippedCircuit("au-llzo-au");
    const circuit = parseCircuit(text);
    return [-40, -20, 0, 20, 40, 60, 80].map((celsius, place) => {
      const kelvin = celsius + ZERO_CELSIUS;
      const rise = (energy: number): number =>
        (kelvin / 298.15) * Math.exp((energy / BOLTZMANN_EV) * (1 / kelvin - 1 / 298.15));
      const values = { R_b: 7000 * rise(0.34), R_gb: 5000 * rise(0.42) };
      return sweepOf(circuit, values, frequencyHz, `pellet ${String(celsius)}C, simulated`, place + 1, {
        temperature_C: celsius,
      });
    });
  },
};

export const examples: readonly Example[] = [
  exampleOf(FIRST_EXAMPLE),
  temperatures,
  ...["randles-warburg", "li-ion-cell", "coated-metal", "sofc-gerischer"].map(exampleOf),
];

function sweepOf(
  circuit: Circuit,
  changed: Readonly<Record<string, number>>,
  [highest, lowest]: readonly [number, number],
  name: string,
  seed: number,
  metadata: Readonly<Record<string, string | number>>,
): Omit<Sweep, "id"> {
  const steps = Math.round(PER_DECADE * Math.log10(highest / lowest));
  const frequencyHz = Array.from({ length: steps + 1 }, (_, k) =>
    Number((highest * (lowest / highest) ** (k / steps)).toPrecision(6)),
  );
  const given = circuit.parameters.flatMap((parameter) =>
    parameter.value === undefined ? [] : [{ name: parameter.name, value: parameter.value }],
  );
  const { re, im } = simulate(circuit, frequencyHz, { ...valuesOf(circuit, given), ...changed });
  const normal = normals(seed);
  const noisy = (part: Float64Array): number[] =>
    Array.from(part, (value, k) => value + NOISE * Math.hypot(re[k] ?? 0, im[k] ?? 0) * normal());
  return {
    name,
    file: name,
    sweep: 1,
    several: false,
    format: "simulated",
    sha256: "",
    frequencyHz,
    re: noisy(re),
    im: noisy(im),
    metadata,
    notes: ["Simulated by this page, not measured."],
    warnings: [],
  };
}

/** Normal random numbers by Box and Muller over mulberry32: the same on every visit. */
function normals(seed: number): () => number {
  let state = seed * 0x9e3779b9;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 4294967296;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}
