import { fromPolar, fromPolarDegrees } from "../polar.ts";
import type { Quantity } from "./names.ts";

/** Turns the two numbers of a row into Z' and Z'' in ohm; `omega` in rad/s. */
export type ToImpedance = (first: number, second: number, omega: number) => readonly [number, number];

/** Two quantities that determine an impedance, and how. */
export interface Representation {
  readonly quantities: readonly [Quantity, Quantity];
  readonly toImpedance: ToImpedance;
  /** What is told in the notes; nothing for Z' and Z'' themselves. */
  readonly note?: string;
  /** The numbers are those of a material: impedances are to be divided by the capacitance of the empty cell, in farad. */
  readonly needsGeometry?: true;
}

/** 1/(g + j b), scaled so that squares neither overflow nor vanish. */
function inverse(g: number, b: number): readonly [number, number] {
  const scale = Math.max(Math.abs(g), Math.abs(b));
  const [x, y] = [g / scale, b / scale];
  const square = (x * x + y * y) * scale;
  return [x / square, -y / square];
}

const polar: ToImpedance = (modulus, degrees) => parts(fromPolarDegrees(modulus, degrees));

const polarRadians: ToImpedance = (modulus, radians) => parts(fromPolar(modulus, radians));

function parts({ re, im }: { re: number; im: number }): readonly [number, number] {
  return [re, im];
}

const polarAdmittance: ToImpedance = (modulus, degrees) => polar(1 / modulus, -degrees, 0);
const polarAdmittanceRadians: ToImpedance = (modulus, radians) => polarRadians(1 / modulus, -radians, 0);

const same: ToImpedance = (re, im) => [re, im];

function from(first: Quantity, second: Quantity, formula: string, toImpedance: ToImpedance): Representation {
  return { quantities: [first, second], toImpedance, note: `Z' and Z'' were computed: ${formula}, omega = 2 pi f` };
}

function plainly(first: Quantity, second: Quantity, formula: string, toImpedance: ToImpedance): Representation {
  return { quantities: [first, second], toImpedance, note: `Z' and Z'' were computed: ${formula}` };
}

function ofMaterial(second: Quantity, loss: string, toImpedance: ToImpedance): Representation {
  const formula = `Z = 1/(j omega C0 (eps' - j ${loss}))`;
  const geometry = "C0 = eps0 area/thickness; corrections for spacers and edges were not undone";
  return { ...from("permittivityRe", second, `${formula}, ${geometry}`, toImpedance), needsGeometry: true };
}

const [CP, CS, LP, LS] = [
  "parallelCapacitance",
  "seriesCapacitance",
  "parallelInductance",
  "seriesInductance",
] as const;
const [RP, RS, D, Q, G] = ["parallelResistance", "seriesResistance", "dissipation", "quality", "conductance"] as const;

/**
 * In the order of preference where a table has several. D = 1/Q = R/|X| = G/|B|, as in the handbooks of LCR meters, so
 * that a negative capacitance (an inductance) keeps its positive resistance.
 */
export const REPRESENTATIONS: readonly Representation[] = [
  { quantities: ["re", "im"], toImpedance: same },
  plainly("modulus", "phase", "Z = |Z| exp(j phase)", polar),
  { quantities: ["resistance", "reactance"], toImpedance: same },
  plainly("conductance", "susceptance", "Z = 1/(G + j B)", inverse),
  plainly("admittanceModulus", "admittancePhase", "Z = 1/(|Y| exp(j phase))", polarAdmittance),
  plainly("admittanceModulus", "phase", "Z = 1/(|Y| exp(j phase)); the phase was taken for that of Y", polarAdmittance),
  from(CP, RP, "Z = 1/(1/Rp + j omega Cp)", (c, r, w) => inverse(1 / r, w * c)),
  from(CP, G, "Z = 1/(G + j omega Cp)", (c, g, w) => inverse(g, w * c)),
  from(CP, D, "Z = 1/(D omega |Cp| + j omega Cp)", (c, d, w) => inverse(d * w * Math.abs(c), w * c)),
  from(CP, Q, "Z = 1/(omega |Cp|/Q + j omega Cp)", (c, q, w) => inverse((w * Math.abs(c)) / q, w * c)),
  from(CS, RS, "Z = Rs + 1/(j omega Cs)", (c, r, w) => [r, -1 / (w * c)]),
  from(CS, D, "Z = D/(omega |Cs|) + 1/(j omega Cs)", (c, d, w) => [d / (w * Math.abs(c)), -1 / (w * c)]),
  from(CS, Q, "Z = 1/(Q omega |Cs|) + 1/(j omega Cs)", (c, q, w) => [1 / (q * w * Math.abs(c)), -1 / (w * c)]),
  from(LS, RS, "Z = Rs + j omega Ls", (l, r, w) => [r, w * l]),
  from(LS, D, "Z = D omega |Ls| + j omega Ls", (l, d, w) => [d * w * Math.abs(l), w * l]),
  from(LS, Q, "Z = omega |Ls|/Q + j omega Ls", (l, q, w) => [(w * Math.abs(l)) / q, w * l]),
  from(LP, RP, "Z = 1/(1/Rp + 1/(j omega Lp))", (l, r, w) => inverse(1 / r, -1 / (w * l))),
  from(LP, G, "Z = 1/(G + 1/(j omega Lp))", (l, g, w) => inverse(g, -1 / (w * l))),
  from(LP, D, "Z = 1/(D/(omega |Lp|) + 1/(j omega Lp))", (l, d, w) => inverse(d / (w * Math.abs(l)), -1 / (w * l))),
  from(LP, Q, "Z = 1/(1/(Q omega |Lp|) + 1/(j omega Lp))", (l, q, w) =>
    inverse(1 / (q * w * Math.abs(l)), -1 / (w * l)),
  ),
  ofMaterial("permittivityIm", "eps''", (eps, loss, w) => inverse(w * loss, w * eps)),
  ofMaterial(D, "D eps'", (eps, d, w) => inverse(d * w * Math.abs(eps), w * eps)),
];

/** The same for a phase in radians. */
export function inRadians(representation: Representation): Representation {
  if (representation.toImpedance === polar) return { ...representation, toImpedance: polarRadians };
  if (representation.toImpedance === polarAdmittance) return { ...representation, toImpedance: polarAdmittanceRadians };
  return representation;
}

/** True where the second quantity is an angle. */
export function isPolar({ toImpedance }: Representation): boolean {
  return [polar, polarRadians, polarAdmittance, polarAdmittanceRadians].includes(toImpedance);
}
