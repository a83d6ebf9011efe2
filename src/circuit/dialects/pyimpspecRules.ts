import { pow } from "../../../assembly/math/elementary.ts";
import { alike, constant, same, type ElementRule, type ParameterRule } from "./elementRule.ts";

/** Parameters of pyimpspec's elements that have another meaning there are converted; the formulas are its code's. */

/** Of tanh((B s)^n)/(Y s)^n and coth((B s)^n)/(Y s)^n: tau = B, p = n, R = (B/Y)^n. */
const diffusion: readonly ParameterRule[] = [
  {
    foreign: "Y",
    own: "R",
    inward: (Y, { B = NaN, n = NaN }) => pow(B / Y, n),
    outward: (R, { tau = NaN, p = NaN }) => tau / pow(R, 1 / p),
    decreasing: true,
    with: ["B", "n"],
    tie: (Y, own) => `(${own("tau")}/${String(Y)})^${own("p")}`,
    typical: 1,
  },
  same("B", "tau", { typical: 1 }),
  same("n", "p", { typical: 0.5, fixedByDefault: true }),
];

/** Of 1/(Y (k + s)^n): tau = 1/k, R = 1/(Y k^n). */
const gerischer: readonly ParameterRule[] = [
  {
    foreign: "Y",
    own: "R",
    inward: (Y, { k = NaN, n = NaN }) => 1 / (Y * pow(k, n)),
    outward: (R, { tau = NaN, a = 0.5 }) => pow(tau, a) / R,
    decreasing: true,
    with: ["k", "n"],
    tie: (Y, own) => `${own("tau")}^0.5/${String(Y)}`,
    typical: 1,
  },
  { ...same("k", "tau", { typical: 1 }), inward: (k) => 1 / k, outward: (tau) => 1 / tau, decreasing: true },
];

function isHalf({ n }: Readonly<Record<string, number>>): boolean {
  return n === 0.5;
}

/** Lines with a length L: Rion, Rct and Qs are theirs times these powers of L. */
function line(
  symbol: string,
  record: string,
  powers: Readonly<Record<string, readonly [own: string, power: number]>>,
): ElementRule {
  const scaled = Object.entries(powers).map(([foreign, [own, power]]): ParameterRule => ({
    foreign,
    own,
    inward: (value, { L = NaN }) => value * pow(L, power),
    outward: (value) => value,
    with: ["L"],
    typical: TYPICAL_LINE[foreign] ?? 1,
  }));
  return { symbol, record, parameters: [...scaled, constant("L", 1, { fixedByDefault: true })] };
}

/** Starting values of the transmission lines where their text gives none. */
const TYPICAL_LINE: Readonly<Record<string, number>> = { R_i: 1, R_ct: 3, Y: 5e-3, n: 0.8, Y_B: 10e-3, n_B: 0.7 };

/**
 * sqrt(R_i R_r) coth(d sqrt(R_i R_r) sqrt(1 + Y s^n))/sqrt(1 + Y s^n), as pyimpspec computes it and values are fitted; its
 * documentation has d sqrt(R_i/R_r), which is de Levie's. R_i and R_r enter by their product alone.
 */
const deLevie: ElementRule = {
  symbol: "Ls",
  record: "TLMR",
  only: "import",
  parameters: [
    {
      foreign: "R_i",
      own: "Rion",
      inward: (R, { R_r = NaN, d = NaN }) => R * R_r * d,
      outward: (R) => R,
      with: ["R_r", "d"],
      tie: (R, own, { R_r = NaN }) => `${String(R * R_r)}/${own("Rct")}`,
      typical: 10,
    },
    constant("R_r", 1),
    {
      foreign: "Y",
      own: "Qs",
      inward: (Y, { d = NaN }) => Y * d,
      outward: (Q) => Q,
      with: ["d"],
      tie: (Y, own) => `${String(Y)}/${own("Rct")}`,
      typical: 1e-2,
    },
    same("n", "g", { typical: 0.8 }),
    { ...same("d", "Rct", { typical: 0.2 }), inward: (d) => 1 / d, outward: (R) => 1 / R, decreasing: true },
  ],
};

export const pyimpspecRules: readonly ElementRule[] = [
  alike("R", "R", { R: "R" }),
  alike("C", "C", { C: "C" }),
  alike("L", "L", { L: "L" }),
  alike("La", "La", { L: "L", n: "a" }),
  alike("Q", "CPE", { Y: "Q", n: "n" }),
  {
    symbol: "W",
    record: "W",
    applies: isHalf,
    parameters: [
      {
        foreign: "Y",
        own: "sigma",
        inward: (Y) => Math.SQRT1_2 / Y,
        outward: (sigma) => Math.SQRT1_2 / sigma,
        decreasing: true,
      },
      constant("n", 0.5, { fixedByDefault: true }),
    ],
  },
  { symbol: "W", record: "CPE", only: "import", parameters: [same("Y", "Q"), same("n", "n")] },
  { symbol: "Ws", record: "Ws", parameters: diffusion },
  { symbol: "Wo", record: "Wo", parameters: diffusion },
  {
    symbol: "G",
    record: "G",
    applies: isHalf,
    parameters: [...gerischer, constant("n", 0.5, { fixedByDefault: true })],
  },
  {
    symbol: "G",
    record: "Ga",
    only: "import",
    parameters: [
      ...gerischer.map((rule) =>
        rule.foreign === "Y"
          ? { ...rule, tie: (Y: number, own: (name: string) => string) => `${own("tau")}^${own("a")}/${String(Y)}` }
          : rule,
      ),
      same("n", "a"),
    ],
  },
  {
    symbol: "Ga",
    record: "Ga",
    parameters: [same("R", "R"), same("tau", "tau"), same("n", "a", { typical: 0.5, fixedByDefault: true })],
  },
  {
    symbol: "K",
    record: "K",
    parameters: [same("R", "R"), same("tau", "tau")],
  },
  alike("Zarc", "Zarc", { R: "R", tau: "tau", n: "n" }),
  alike("Ha", "HN", { R: "R", tau: "tau", a: "a", b: "b" }),
  deLevie,
  line("Tlmbo", "TLMQ", { R_i: ["Rion", 0], Y: ["Qs", 2], n: ["g", 0] }),
  line("Tlmbs", "TLMQs", { R_i: ["Rion", 0], Y: ["Qs", 2], n: ["g", 0] }),
  line("Tlmbq", "TLMQe", { R_i: ["Rion", 0], Y: ["Qs", 2], n: ["g", 0], Y_B: ["Qe", 0], n_B: ["ge", 0] }),
  // Its documentation has R_ct/L within the argument of coth, its code R_ct; they agree at L = 1.
  line("Tlmno", "TLMR", { R_i: ["Rion", 1], R_ct: ["Rct", -1], Y: ["Qs", 1], n: ["g", 0] }),
  line("Tlmns", "TLMRs", { R_i: ["Rion", 1], R_ct: ["Rct", -1], Y: ["Qs", 1], n: ["g", 0] }),
];
