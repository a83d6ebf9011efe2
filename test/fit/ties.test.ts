import { describe, expect, it } from "vitest";
import { evaluateExpression } from "../../src/circuit/expression.ts";
import { amendCircuit, parseCircuit } from "../../src/circuit/parse.ts";
import { fit, type FitOptions, type FitResult } from "../../src/index.ts";
import { verify } from "../../src/reference/index.ts";
import { deviation, errorOf, fitErrorOf, parameterOf, simulated, valueOf } from "./support.ts";

const local: FitOptions = { search: false };

/** Two arcs a decade and a half apart, the second with half the resistance of the first. */
const truth = "R0{20}-p(R1{100},CPE1{Q = 10u, n = 0.9})-p(R2{50},CPE2{Q = 2m, n = 0.9})";
const spectrum = simulated(truth);

/** A tie of the circuit above, with the value that it gives from the others, and their relative sensitivities. */
interface Tie {
  readonly text: string;
  readonly tied: string;
  readonly of: readonly string[];
  readonly value: (...values: number[]) => number;
  /** d value/d p for each of `of`. */
  readonly slopes: (...values: number[]) => number[];
}

const ties: readonly Tie[] = [
  { text: "CPE2.n = CPE1.n", tied: "CPE2.n", of: ["CPE1.n"], value: (n) => n, slopes: () => [1] },
  { text: "R1 = 2*R2", tied: "R1", of: ["R2"], value: (r) => 2 * r, slopes: () => [2] },
  { text: "CPE2.n = 1.8 - CPE1.n", tied: "CPE2.n", of: ["CPE1.n"], value: (n) => 1.8 - n, slopes: () => [-1] },
  {
    text: "R2 = R1*R0/40",
    tied: "R2",
    of: ["R1", "R0"],
    value: (a, b) => (a * b) / 40,
    slopes: (a, b) => [b / 40, a / 40],
  },
  {
    text: "R2 = sqrt(25*R1)",
    tied: "R2",
    of: ["R1"],
    value: (r) => Math.sqrt(25 * r),
    slopes: (r) => [2.5 / Math.sqrt(r)],
  },
  {
    text: "R2 = R1^1.5/20",
    tied: "R2",
    of: ["R1"],
    value: (r) => r ** 1.5 / 20,
    slopes: (r) => [0.075 * Math.sqrt(r)],
  },
  {
    text: "R2 = exp(ln(R1) - 0.693)",
    tied: "R2",
    of: ["R1"],
    value: (r) => r * Math.exp(-0.693),
    slopes: () => [Math.exp(-0.693)],
  },
  {
    text: "R2 = 25*log10(R1) + R0/20 - 1",
    tied: "R2",
    of: ["R1", "R0"],
    value: (a, b) => 25 * Math.log10(a) + b / 20 - 1,
    slopes: (a) => [25 / (a * Math.LN10), 0.05],
  },
  {
    text: "CPE2.Q = 200*CPE1.Q",
    tied: "CPE2.Q",
    of: ["CPE1.Q"],
    value: (q) => 200 * q,
    slopes: () => [200],
  },
  {
    // The time constant of the second arc is a thousand times that of the first.
    text: "CPE2.n = CPE1.n; CPE2.Q = CPE1.Q*R1/R2*100",
    tied: "CPE2.Q",
    of: ["CPE1.Q", "R1", "R2"],
    value: (q, a, b) => ((q * a) / b) * 100,
    slopes: (q, a, b) => [(a / b) * 100, (q / b) * 100, (-q * a * 100) / (b * b)],
  },
];

/** Standard error of the tied parameter from those of the parameters it follows from. */
function propagated(result: FitResult, tie: Tie): number {
  const slopes = tie.slopes(...tie.of.map((name) => valueOf(result, name)));
  const place = (name: string): number => result.freeParameters.indexOf(name);
  let variance = 0;
  for (const [i, a] of tie.of.entries()) {
    for (const [j, b] of tie.of.entries()) {
      const correlation = result.correlation[place(a)]?.[place(b)] ?? Number.NaN;
      variance += (slopes[i] ?? 0) * (slopes[j] ?? 0) * correlation * errorOf(result, a) * errorOf(result, b);
    }
  }
  return Math.sqrt(variance);
}

describe.each(ties.map((tie) => [tie.text, tie] as const))("%s", (text, tie) => {
  const circuit = amendCircuit(parseCircuit(truth), text);
  const result = fit(spectrum, circuit, local);

  it("holds at the minimum, exactly", () => {
    const { value, status } = parameterOf(result, tie.tied);
    expect(status).toBe("tied");
    const expected = tie.value(...tie.of.map((name) => valueOf(result, name)));
    // The formulas above are written otherwise and round a few times otherwise.
    expect(deviation(value, expected)).toBeLessThan(1e-15);
    const expression = circuit.parameters.find(({ name }) => name === tie.tied)?.expression;
    if (expression === undefined) throw new Error(`${tie.tied} is not tied`);
    // The kernel and the circuit evaluate it with the same functions.
    expect(value).toBe(evaluateExpression(expression, (name) => valueOf(result, name)));
  });

  it("is no free parameter, and gets its error from those it follows from", () => {
    const tied = text.split(";").length;
    expect(result.freeParameters).not.toContain(tie.tied);
    expect(result.degreesOfFreedom).toBe(2 * spectrum.frequencyHz.length - (7 - tied));
    // Both sides come from one covariance matrix; their sums round differently.
    expect(deviation(errorOf(result, tie.tied), propagated(result, tie))).toBeLessThan(1e-9);
  });

  it("has a minimum that another solver confirms", () => {
    const check = verify(spectrum, circuit, result);
    expect(check.agrees, check.message).toBe(true);
    expect(result.termination.outcome).toBe("converged");
  });

  it("is found again from the spectrum alone", () => {
    const bare = parseCircuit(`R0-p(R1,CPE1)-p(R2,CPE2); ${text}`);
    const found = fit(spectrum, bare);
    // The arcs are alike, and a tie tells them apart; a lower S in the other order would be found as well.
    expect(found.objective).toBeLessThan(result.objective * (1 + 1e-9));
  });
});

describe("a tied circuit and the smaller one it amounts to have the same minimum", () => {
  /** Minima are reached to rounding; what is left is that of S itself, sums over 86 numbers. */
  const SAME = 1e-12;

  it("R1 = 2*R0 in series is one resistor", () => {
    const data = simulated("R0{60}-C1{1u}");
    const whole = fit(data, parseCircuit("R0-C1"));
    const split = fit(data, parseCircuit("R0-R1-C1; R1 = 2*R0"));
    expect(deviation(split.objective, whole.objective)).toBeLessThan(SAME);
    expect(deviation(valueOf(split, "R0"), valueOf(whole, "R0") / 3)).toBeLessThan(1e-9);
    expect(split.degreesOfFreedom).toBe(whole.degreesOfFreedom);
  });

  it("two capacitors of one value in parallel are one of twice that", () => {
    const data = simulated("R0{60}-C1{1u}");
    const whole = fit(data, parseCircuit("R0-C1"));
    const split = fit(data, parseCircuit("R0-(C1|C2); C2 = C1"));
    expect(deviation(split.objective, whole.objective)).toBeLessThan(SAME);
    expect(deviation(errorOf(split, "C1"), errorOf(whole, "C1") / 2)).toBeLessThan(1e-9);
  });

  it("a CPE tied to be a Warburg element is one", () => {
    const data = simulated("R0{60}-W1{300}");
    const warburg = fit(data, parseCircuit("R0-W1"));
    const cpe = fit(data, parseCircuit("R0-CPE1; CPE1.n = 0.5 fixed"));
    expect(deviation(cpe.objective, warburg.objective)).toBeLessThan(SAME);
    // Y0 = 1/(sigma sqrt 2).
    expect(deviation(valueOf(cpe, "CPE1.Q"), Math.SQRT1_2 / valueOf(warburg, "W1"))).toBeLessThan(1e-9);
  });

  it("a ZARC by R, Q and n is one by R, tau and n", () => {
    const data = simulated("R0{60}-Zarc1{R = 300, tau = 1m, n = 0.8}");
    const byTime = fit(data, parseCircuit("R0-Zarc1"));
    const byParts = fit(data, parseCircuit("R0-p(R1,CPE1)"));
    expect(deviation(byParts.objective, byTime.objective)).toBeLessThan(SAME);
    const [R, Q, n] = [valueOf(byParts, "R1"), valueOf(byParts, "CPE1.Q"), valueOf(byParts, "CPE1.n")];
    expect(deviation((R * Q) ** (1 / n), valueOf(byTime, "Zarc1.tau"))).toBeLessThan(1e-9);
  });
});

describe("options against ties", () => {
  const circuit = amendCircuit(parseCircuit(truth), "R1 = 2*R2");

  it.each([
    ["a start", { initial: { R1: 90 } }],
    ["limits", { bounds: { R1: [1, 200] } }],
  ] as const)("refuse %s of a tied parameter", (_, options) => {
    const error = fitErrorOf(() => fit(spectrum, circuit, options));
    expect(error.code).toBe("bad-option");
    expect(error.message).toBe(
      "R1 is tied to other parameters by the circuit, so it has no start and no limits of its own; remove them, or fix it.",
    );
  });

  it("fix a tied parameter, which then follows no more", () => {
    const result = fit(spectrum, circuit, { ...local, fixed: { R1: 100 } });
    expect(parameterOf(result, "R1")).toMatchObject({ value: 100, status: "fixed", stderr: null });
    expect(deviation(valueOf(result, "R2"), 50)).toBeLessThan(0.05);
  });
});
