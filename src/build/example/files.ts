import { exp } from "../../../assembly/math/elementary.ts";
import { currentFile, spectrumFile } from "./experiment.ts";
import { titrationFile } from "./titration.ts";

const BOLTZMANN_EV = 8.617333262e-5;
const ZERO_CELSIUS = 273.15;
const ROOM = 298.15;
/** 1.00 mm by 0.785 cm2. */
const LENGTH_BY_AREA = 0.1 / 0.785;
/** eps_r = 50 of the bulk. */
const BULK_CAPACITANCE = (50 * 8.8541878128e-14) / LENGTH_BY_AREA;

/** Resistance of sigma T = A exp(-Ea/kT) from its conductivity at 25 C. */
function resistance(atRoom: number, energy: number, kelvin: number): number {
  const conductivity = ((atRoom * ROOM) / kelvin) * exp((energy / BOLTZMANN_EV) * (1 / ROOM - 1 / kelvin));
  return Number((LENGTH_BY_AREA / conductivity).toPrecision(6));
}

function pellet(kelvin: number): string {
  const [bulk, boundary] = [resistance(5e-4, 0.36, kelvin), resistance(1e-3, 0.42, kelvin)];
  const capacitance = Number(BULK_CAPACITANCE.toPrecision(4));
  return `L{0.2u}-(R_b{${String(bulk)}}|C_b{${String(capacitance)}})-(R_gb{${String(boundary)}}|CPE_gb{Q = 8n, n = 0.92})-CPE_el{Q = 3u, n = 0.88}`;
}

/** Interfaces of 691 and 883 ohm, electrolyte of 186 ohm: Table S1, 3DLLZO-PCE. */
function lithium(hetero: number, lithiumSide: number): string {
  return `R_b{124}-(R_gb{62}|CPE_gb{Q = 75n, n = 0.9})-(R_het{${String(hetero)}}|CPE_het{Q = 2u, n = 0.88})-(R_Li{${String(lithiumSide)}}|CPE_Li{Q = 40u, n = 0.88})`;
}

/** Interfaces of 278 and 54 ohm cm2 in symmetric cells of 0.785 cm2: Table S3, last row. */
function cathodes(areal: number): string {
  const both = Number(((2 * areal) / 0.785).toPrecision(6));
  return `R_b{186}-(R_int{${String(both)}}|CPE_int{Q = 6u, n = 0.86})-CPE_el{Q = 3m, n = 0.9}`;
}

/** The files of docs/example, by name. */
export function exampleFiles(): ReadonlyMap<string, string> {
  const temperatures = [-40, -30, -20, -10, 25];
  return new Map([
    ...temperatures.map((celsius, k): [string, string] => [
      `llzo_${String(celsius)}C.csv`,
      spectrumFile(`Au | LLZO | Au, 1.00 mm, 0.785 cm2, ${String(celsius)} C`, pellet(ZERO_CELSIUS + celsius), [1e7, 0.1], 10 + k),
    ]),
    ["before.csv", spectrumFile("Li | PCE | 3DLLZO | PCE | Li before the polarisation", lithium(250, 441), [7e6, 0.01], 20)],
    ["after.csv", spectrumFile("Li | PCE | 3DLLZO | PCE | Li in the steady state", lithium(312, 571), [7e6, 0.01], 21)],
    [
      "polarisation.csv",
      currentFile(
        "polarisation of that cell with 10 mV",
        { initial: 11.4e-6, steady: 8.54e-6, tau: 420, duration: 7200, interval: 10, noise: 0.001 },
        22,
      ),
    ],
    ["cathode-interlayer.csv", spectrumFile("NCM | PCE | LLZO | PCE | NCM, 0.785 cm2", cathodes(278), [7e6, 0.01], 23)],
    ["cathode-framework.csv", spectrumFile("NCM | 3DLLZO-PCE | NCM, 0.785 cm2", cathodes(54), [7e6, 0.01], 24)],
    [
      "electronic.csv",
      currentFile(
        "Au | LLZO | Au with 0.5 V",
        { initial: 4e-6, steady: 8e-9, tau: 300, duration: 14400, interval: 60, noise: 0.01 },
        25,
      ),
    ],
    ["gitt.csv", titrationFile(26)],
  ]);
}
