import { describe, expect, it } from "vitest";
import { compareCircuits, fit, parseCircuit, type Comparison, type WorkProgress } from "../../src/index.ts";
import { comparisonText } from "../../src/report/index.ts";
import { fitErrorOf, simulated, valueOf } from "../fit/support.ts";

const TWO_ARCS = "R0{20}-(R1{100}|C1{1u})-(R2{60}|C2{20u})";
const LIST = ["R0-(R1|C1)", "R0-(R1|C1)-(R2|C2)", "R0-(C1|(R1-(R2|C2)))", "R0-(R1|CPE1)-(R2|CPE2)"];

function compare(list: readonly string[], noise = 0.005): Comparison {
  return compareCircuits(simulated(TWO_ARCS, { noise }), list.map(parseCircuit));
}

describe("compareCircuits", () => {
  const comparison = compare(LIST);
  const entry = (index: number): Comparison["ranked"][number] => {
    const found = comparison.ranked.find((compared) => compared.index === index);
    if (found === undefined) throw new Error(`no circuit ${index}`);
    return found;
  };

  it("computes AICc and BIC of every circuit as defined", () => {
    const n = 2 * 43;
    const { re, im } = simulated(TWO_ARCS, { noise: 0.005 });
    // Of modulus weights: -2 ln L counts 2 ln|Z| for each part.
    const weights = re.reduce((sum, x, k) => sum + 4 * Math.log(Math.hypot(x, im[k] ?? 0)), 0);
    for (const { result, parameters, aicc, bic } of comparison.ranked) {
      const k = parameters + 1;
      const deviance = n * (Math.log((2 * Math.PI * result.objective) / n) + 1) + weights;
      // The host's logarithm and the engine's differ by some 1e-16 of a deviance of some hundreds.
      expect(aicc).toBeCloseTo(deviance + 2 * k + (2 * k * (k + 1)) / (n - k - 1), 9);
      expect(bic).toBeCloseTo(deviance + k * Math.log(n), 9);
    }
  });

  it("ranks by AICc, with weights that add up over circuits that differ", () => {
    // Twins differ by rounding; they stand in the order in which they were given.
    const deltas = comparison.ranked.map(({ deltaAicc }) => Number((deltaAicc ?? Number.NaN).toFixed(6)));
    expect(deltas).toEqual([...deltas].sort((a, b) => a - b));
    expect(deltas[0]).toBe(0);
    expect(comparison.ranked.slice(0, 2).map(({ index }) => index)).toEqual([1, 2]);
    const total = [0, 1, 3].reduce((sum, index) => sum + entry(index).akaikeWeight, 0);
    expect(total).toBeCloseTo(1, 12);
    for (const { deltaAicc, akaikeWeight } of comparison.ranked) {
      const best = comparison.ranked[0]?.akaikeWeight ?? 0;
      expect(akaikeWeight).toBeCloseTo(best * Math.exp(-(deltaAicc ?? 0) / 2), 12);
    }
    expect(entry(0).akaikeWeight).toBeLessThan(1e-12);
  });

  it("finds the twins, with the same S, weight and mapped values", () => {
    expect(comparison.equivalent).toEqual([[1, 2]]);
    const [voigt, ladder] = [entry(1).result, entry(2).result];
    expect(Math.abs(voigt.objective / ladder.objective - 1)).toBeLessThan(1e-10);
    expect(entry(1).akaikeWeight).toBeCloseTo(entry(2).akaikeWeight, 10);
    // Both forms have the same limits of the impedance.
    expect(valueOf(ladder, "R0")).toBeCloseTo(valueOf(voigt, "R0"), 8);
    const total = valueOf(voigt, "R1") + valueOf(voigt, "R2");
    expect(valueOf(ladder, "R1") + valueOf(ladder, "R2")).toBeCloseTo(total, 7);
  });

  it("tests special cases by F, twins once", () => {
    const pairs = comparison.nested.map(({ special, general }) => [special, general]);
    expect(pairs).toEqual([
      [0, 1],
      [0, 3],
      [1, 3],
    ]);
    const [first] = comparison.nested;
    const [small, large] = [entry(0).result, entry(1).result];
    const f = (small.objective - large.objective) / 2 / (large.objective / large.degreesOfFreedom);
    expect(first?.statistic).toBeCloseTo(f, 6);
    expect(first).toMatchObject({ numerator: 2, denominator: 2 * 43 - 5 });
    expect(first?.pValue).toBeLessThan(1e-9);
    expect(first?.text).toMatch(/^2 further parameters needed: S falls to 0\.\d+ %, F = [\d.e+]+, p < 1e-9$/);
    expect(comparison.nested[2]?.pValue).toBeGreaterThan(0.05);
  });

  it("judges in words", () => {
    expect(comparison.verdict).toContain("are the same circuit in two forms; no data can tell them apart.");
    expect(comparison.verdict).toContain("It leaves nothing out that can be seen");
    expect(compare(["R0-(R1|C1)", "R0-C1"]).verdict).toMatch(
      /^The data support R0-\(R1\|C1\) \(Akaike weight 1\.00\)\. But even the best of them is not right\. The circuit leaves out/,
    );
  });

  it("tells before each circuit is fitted, and before each is judged", () => {
    const told: string[] = [];
    const list = LIST.slice(0, 2).map((text) => parseCircuit(text));
    const onProgress = ({ items, done, total }: WorkProgress): void => {
      told.push(`${items} ${String(done)}/${String(total)}`);
    };
    const watched = compareCircuits(simulated(TWO_ARCS, { noise: 0.005 }), list, { onProgress });
    expect(told).toEqual(["circuits 0/2", "circuits 1/2", "circuits tested 0/2", "circuits tested 1/2"]);
    // It changes nothing of the comparison.
    expect(watched.verdict).toBe(compare(LIST.slice(0, 2)).verdict);
    const ended = (): never => {
      throw new Error("enough");
    };
    expect(() => compareCircuits(simulated(TWO_ARCS, {}), list, { onProgress: ended })).toThrow("enough");
  });

  it("prints a table of aligned columns within the screen", () => {
    const text = comparisonText(comparison);
    const [header = "", rule = "", ...rows] = text.split("\n");
    expect(header).toMatch(/circuit +free +S +S\/S_KK +dAICc +weight +dBIC +residuals$/);
    expect(rule).toMatch(/^-(?: {2}-+)+$/);
    rows.slice(0, 4).forEach((row, index) => expect(row.startsWith("ABCD"[index] ?? "")).toBe(true));
    for (const line of text.split("\n")) expect(line.length, line).toBeLessThanOrEqual(100);
    expect(text).toContain("are the same circuit in other forms; no data can tell them apart. Their values:");
    expect(text).toMatch(/R1 = [\d.]+ \+- [\d.]+ ohm/);
  });
});

describe("compareCircuits helps a fit that ended too high", () => {
  it("from its special case", () => {
    const spectrum = simulated(TWO_ARCS);
    // Without a search the general circuit starts with an arc so small that no slope lets it grow, and ends with the other alone.
    const circuits = [
      "R0{20}-(R1{100}|C1{1u})-(R2{60}|C2{20u})",
      "R0{20}-(R1{100}|CPE1{Q = 1u, n = 0.9})-(R2{1e-12}|CPE2{Q = 1, n = 0.9})",
    ].map(parseCircuit);
    const alone = circuits.map((circuit) => fit(spectrum, circuit, { search: false }).objective);
    expect(alone[1] ?? 0).toBeGreaterThan(2 * (alone[0] ?? 1));
    const { ranked } = compareCircuits(spectrum, circuits, { search: false });
    for (const { result } of ranked) expect(result.objective).toBeLessThanOrEqual((alone[0] ?? 0) * (1 + 1e-9));
  });
});

describe("compareCircuits with odd input", () => {
  it("asks for two circuits", () => {
    const spectrum = simulated(TWO_ARCS);
    expect(fitErrorOf(() => compareCircuits(spectrum, [parseCircuit("R0-C1")])).message).toBe(
      "A comparison needs at least two circuits; use fit for one.",
    );
  });

  it("names the circuit that cannot be fitted", () => {
    const spectrum = simulated(TWO_ARCS, { frequencyHz: [1000, 100] });
    const error = fitErrorOf(() => compareCircuits(spectrum, LIST.map(parseCircuit)));
    expect(error.code).toBe("too-few-points");
    expect(error.message).toMatch(/^R0-\(R1\|C1\)-\(R2\|C2\): 5 free parameters cannot be fitted to 2 points/);
  });

  it("has no AICc where parameters are as many as data", () => {
    const spectrum = simulated(TWO_ARCS, { frequencyHz: [10000, 1000, 100] });
    const { ranked, verdict } = compareCircuits(
      spectrum,
      ["R0-(R1|C1)-(R2|C2)", "R0-(R1|C1)-(R2|CPE2)"].map(parseCircuit),
    );
    expect(ranked.map(({ aicc }) => aicc)).toEqual([null, null]);
    expect(ranked.map(({ akaikeWeight }) => akaikeWeight)).toEqual([0, 0]);
    expect(verdict).toContain("too few points");
  });

  it("counts exact fits as equal, whatever their rounding", () => {
    const { ranked, nested } = compare(["R0-(R1|C1)-(R2|C2)", "R0-(R1|CPE1)-(R2|CPE2)"], 0);
    expect(ranked[0]?.index).toBe(0);
    expect(nested[0]?.pValue).toBe(1);
  });

  it("takes the same circuit twice", () => {
    const { equivalent, ranked } = compare(["R0-(R1|C1)", "R_0-(C_1|R_1)"]);
    expect(equivalent).toEqual([[0, 1]]);
    // Two searches end at the same S to some 1e-15 of it, which 2N = 122 or fewer times its logarithm carries into the weight.
    for (const { akaikeWeight } of ranked) expect(Math.abs(akaikeWeight - 1)).toBeLessThan(1e-12);
  });
});

describe("compareCircuits with other objectives, losses and weights", () => {
  it.each([
    [{ objective: "log-modulus" }, /^2 further parameters needed: S falls to .* %, F = /],
    [{ loss: "huber" }, /^2 further parameters needed: ln L rises by \d+, chi2\/n = \d+, p < 1e-9$/],
    [{ weight: "structure" }, /^2 further parameters needed: ln L rises by \d+, chi2\/n = \d+, p < 1e-9$/],
    [{ weight: "sigma" }, /^2 further parameters needed: S falls to .* %, chi2\/n = /],
  ] as const)("%j", (options, answer) => {
    const list = ["R0-(R1|C1)", "R0-(R1|C1)-(R2|C2)", "R0-(C1|(R1-(R2|C2)))"].map((text) => parseCircuit(text));
    const { ranked, equivalent, nested, verdict } = compareCircuits(simulated(TWO_ARCS), list, options);
    expect(equivalent).toEqual([[1, 2]]);
    expect(ranked[0]?.index).toBe(1);
    expect(ranked[0]?.aicc).toBe(ranked[0]?.result.aicc);
    expect(nested).toHaveLength(1);
    expect(nested[0]?.text).toMatch(answer);
    expect(verdict).toContain("no data can tell them apart");
  });
});
