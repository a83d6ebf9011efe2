import { describe, expect, it } from "vitest";
import { answers, fit, parseCircuit } from "../../src/index.ts";
import { simulated, sweep } from "../fit/support.ts";
import { answerOf } from "./answersSupport.ts";

/**
 * The truncated arc of ../shared/field.md, section 2, with 44 pF of a pellet of 1 mm and 1 cm2 of eps_r 50. It gives the resistances only; these
 * constant phase elements are the round ones with which the fit to 1 MHz gives the four numbers that it states.
 */
const cell = "(R_gb{100}|CPE_gb{Q = 20n, n = 0.87})-(R_int{80}|CPE_int{Q = 3u, n = 0.8})";
const truth = `(R_b{200}|C_b{44p})-${cell}`;
const roles = "(R_gb{role grain-boundary}|CPE_gb)-(R_int{role interface}|CPE_int)";
const order = "order tau(R_gb, CPE_gb) < tau(R_int, CPE_int); cell symmetric";
const bare = parseCircuit(`R_b{role bulk}-${roles}; ${order}`);
const complete = parseCircuit(`(R_b{role bulk}|C_b)-${roles}; ${order}`);
const pellet = { thickness: "1 mm", area: "1 cm2" };

const resistances = ["bulk resistance", "grain-boundary resistance", "interfacial resistance"];

describe("an arc of the bulk above the highest frequency", () => {
  const result = fit(simulated(truth, { frequencyHz: sweep(1e6, 0.1, 71), noise: 0 }), bare);
  const found = answers(result, pellet);

  it("fits well and lies, but for the total", () => {
    const { rePercent, imPercent } = result.residuals;
    expect(Math.max(...[...rePercent, ...imPercent].map(Math.abs))).toBeLessThan(1);
    expect(resistances.map((name) => Math.round(answerOf(found, name).value))).toEqual([166, 138, 76]);
    expect(answerOf(found, "total resistance").value.toFixed(1)).toBe("379.9");
  });

  it("is flagged on every number but the total, with where the arc is and what would settle it", () => {
    expect(found.answers[0]?.name).toBe("total resistance");
    expect(answerOf(found, "total resistance").flags).toEqual([]);
    for (const name of [...resistances, "bulk conductivity", "area-specific interfacial resistance"]) {
      const { flags } = answerOf(found, name);
      expect(flags).toHaveLength(1);
      // 0.1 cm/(1 cm2 166.3 ohm) over 2 pi eps0 eps_r for eps_r 10 and 100.
      expect(flags[0]).toContain("10.8 MHz .. 108 MHz");
      expect(flags[0]).toContain("lower temperature");
    }
  });

  it("gives ranges that hold the truth", () => {
    const truths = [200, 100, 80];
    for (const [place, name] of resistances.entries()) {
      const [low = Number.NaN, high = Number.NaN] = answerOf(found, name).possible ?? [];
      expect(low).toBeLessThan(truths[place] ?? Number.NaN);
      expect(high).toBeGreaterThan(truths[place] ?? Number.NaN);
    }
  });

  it("refuses permittivity and brick layer, which a guess of the permittivity gives back", () => {
    expect(found.refused.map(({ name }) => name)).toEqual([
      "bulk permittivity",
      "grain-boundary conductivity, brick layer",
    ]);
    const guessed = answers(result, { ...pellet, permittivity: "50(1)" });
    const [flag] = answerOf(guessed, "bulk resistance").flags;
    expect(flag).toContain("eps_r 48 .. 52");
    const [low, high] = answerOf(guessed, "bulk resistance").possible ?? [];
    // The value itself, 166, is one of those possible.
    expect(low).toBeCloseTo(166.3, 1);
    expect(high).toBeGreaterThan(200);
    expect(high).toBeLessThan(202);
    expect(answerOf(guessed, "grain-boundary conductivity, brick layer").flags).toHaveLength(1);
  });

  it("is flagged with noise too", () => {
    for (const seed of [1, 2, 3]) {
      const noisy = fit(simulated(truth, { frequencyHz: sweep(1e6, 0.1, 71), noise: 0.003, seed }), bare);
      const flagged = answers(noisy, pellet);
      expect(answerOf(flagged, "total resistance").flags).toEqual([]);
      for (const name of resistances) expect(answerOf(flagged, name).flags).toHaveLength(1);
    }
  });
});

describe("the same pellet measured to 100 MHz", () => {
  const spectrum = simulated(truth, { frequencyHz: sweep(1e8, 0.1, 91), noise: 0.003 });
  const found = answers(fit(spectrum, complete), pellet);

  it("has the true resistances and permittivity, and no flag", () => {
    for (const [name, value] of [
      ["bulk resistance", 200],
      ["grain-boundary resistance", 100],
      ["interfacial resistance", 80],
      ["total resistance", 380],
      // 44 pF 0.1 cm/(8.854188e-14 F/cm 1 cm2)
      ["bulk permittivity", 49.694],
    ] as const) {
      const answer = answerOf(found, name);
      // Four standard errors: one draw of noise in 16000 fails.
      expect(Math.abs(answer.value - value)).toBeLessThan(4 * (answer.stderr ?? 0));
      expect(answer.flags).toEqual([]);
    }
    expect(found.warnings).toEqual([]);
    expect(found.refused).toEqual([]);
    expect(found.answers.every(({ flags }) => flags.length === 0)).toBe(true);
  });

  it("is said to miss a capacitance where the circuit does", () => {
    const without = answers(fit(spectrum, bare), pellet);
    const { flags } = answerOf(without, "bulk resistance");
    expect(flags.length).toBeGreaterThan(0);
  });
});

it("a bulk whose arc is far above the highest frequency is an intercept that needs no flag", () => {
  // At 10 kHz 44 pF bend the spectrum by 2 pi f R C = 0.05 %, far below the noise.
  const slow = "(R_b{200}|C_b{44p})-(R_int{80}|CPE_int{Q = 300u, n = 0.9})";
  const circuit = parseCircuit("R_b{role bulk}-(R_int{role interface}|CPE_int); cell symmetric");
  const found = answers(fit(simulated(slow, { frequencyHz: sweep(1e4, 0.1, 51), noise: 0.003 }), circuit), pellet);
  expect(answerOf(found, "bulk resistance").flags).toEqual([]);
  expect(answerOf(found, "interfacial resistance").flags).toEqual([]);
});

it("data without a trace of the bulk's flank are at odds with the geometry, and say so", () => {
  // Ten megahertz would show 44 pF beside 200 ohm; these data have none.
  const circuit = parseCircuit("R_b{role bulk}-(R_int{role interface}|CPE_int); cell symmetric");
  const flat = simulated("R_b{200}-(R_int{80}|CPE_int{Q = 3u, n = 0.8})", {
    frequencyHz: sweep(1e7, 0.1, 81),
    noise: 0.003,
  });
  const found = answers(fit(flat, circuit), pellet);
  expect(answerOf(found, "bulk resistance").flags[0]).toContain("show no trace of its flank");
  expect(answerOf(found, "interfacial resistance").flags).toEqual([]);
});
