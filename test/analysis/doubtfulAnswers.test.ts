import { describe, expect, it } from "vitest";
import { answers, fit, parseCircuit, type Answers } from "../../src/index.ts";
import { simulated, sweep } from "../fit/support.ts";
import { answerOf } from "./answersSupport.ts";

const pellet = { thickness: "1 mm", area: "1 cm2" };

function found(truth: string, circuit: string, frequencyHz: readonly number[], noise = 0.003): Answers {
  return answers(fit(simulated(truth, { frequencyHz, noise }), parseCircuit(circuit)), pellet);
}

const arcs = "(R_b{role bulk}|C_b)-(R_int{role interface}|CPE_int); cell symmetric";

describe("an arc that the window cuts off", () => {
  it("below: neither its resistance nor the total is known", () => {
    // Peaks at 1/(2 pi R C) = 16 mHz.
    const truth = "(R_b{2k}|C_b{44p})-(R_int{1M}|CPE_int{Q = 10u, n = 1})";
    const cut = found(truth, arcs, sweep(1e7, 0.1, 81));
    for (const name of ["interfacial resistance", "total resistance", "area-specific interfacial resistance"]) {
      const text = answerOf(cut, name).flags.join(" ");
      expect(text).toMatch(/R_int\|CPE_int peaks at .*below the lowest frequency/);
      expect(text).toContain("higher temperature");
    }
    expect(answerOf(cut, "bulk resistance").flags).toEqual([]);
  });

  it("above: its resistance is not known, the total is", () => {
    // 1/(2 pi 200 ohm 44 pF) = 18 MHz
    const truth = "(R_b{200}|C_b{44p})-(R_int{500}|CPE_int{Q = 10u, n = 0.9})";
    const cut = found(truth, arcs, sweep(5e6, 0.1, 78));
    for (const name of ["bulk resistance", "bulk conductivity", "bulk permittivity"]) {
      expect(answerOf(cut, name).flags.join(" ")).toMatch(
        /R_b\|C_b peaks at 1[78].* MHz, above the highest frequency, 5 MHz/,
      );
    }
    expect(answerOf(cut, "total resistance").flags).toEqual([]);
    expect(answerOf(cut, "interfacial resistance").flags).toEqual([]);
  });

  it("is not flagged where the window holds it", () => {
    const truth = "(R_b{2k}|C_b{44p})-(R_int{500}|CPE_int{Q = 10u, n = 0.9})";
    const whole = found(truth, arcs, sweep(2e7, 0.1, 84));
    expect(whole.answers.flatMap(({ flags }) => flags)).toEqual([]);
  });
});

describe("parameters that the data leave open", () => {
  it("only the sum of two resistances: the parts are flagged and the sum keeps its error", () => {
    // The arc peaks at 8 MHz; below 100 kHz it is a resistance in series with the other one.
    const truth = "R_b{100}-(R_gb{100}|C_gb{200p})-(R_int{500}|CPE_int{Q = 10u, n = 0.9})";
    const circuit =
      "R_b{role bulk}-(R_gb{role grain-boundary}|C_gb)-(R_int{role interface}|CPE_int); order tau(R_gb, C_gb) < tau(R_int, CPE_int)";
    const data = simulated(truth, { frequencyHz: sweep(1e5, 0.1, 61), noise: 0.003 });
    const start = { R_b: 90, R_gb: 110, C_gb: 180e-12, R_int: 500, "CPE_int.Q": 10e-6, "CPE_int.n": 0.9 };
    const open = answers(fit(data, parseCircuit(circuit), { initial: start, search: false }), pellet);
    const sum = answerOf(open, "electrolyte resistance");
    expect(Math.abs(sum.value - 200)).toBeLessThan(4 * (sum.stderr ?? 0));
    expect((sum.stderr ?? Infinity) / sum.value).toBeLessThan(0.02);
    for (const name of ["bulk resistance", "grain-boundary resistance"]) {
      expect(answerOf(open, name).flags.length).toBeGreaterThan(0);
    }
  });

  it("a resistance on its limit", () => {
    const truth = "(R_b{2k}|C_b{44p})-(R_int{500}|CPE_int{Q = 10u, n = 0.9})";
    const held = found(truth, arcs.replace("R_int{", "R_int{300 in 1..400, "), sweep(2e7, 0.1, 84));
    expect(answerOf(held, "interfacial resistance").flags.join(" ")).toContain("R_int ended on its limit, 400");
    expect(answerOf(held, "interfacial resistance").stderr).toBeNull();
  });
});

describe("a diffusion coefficient", () => {
  const refused = (truth: string, circuit: string): string[] =>
    found(truth, circuit, sweep(1e5, 1e-2, 71))
      .refused.map(({ name }) => name)
      .filter((name) => name.startsWith("diffusion"));
  const start = "(R1{100}|CPE1{Q = 10u, n = 0.9})";
  const arc = "(R1{role interface}|CPE1)";

  it("is refused from a tail that does not rise at 45 degrees, whatever element stands for it", () => {
    const steep = `${start}-CPE2{Q = 10m, n = 0.6}`;
    expect(refused(steep, `${arc}-CPE2{role diffusion}`)).toEqual(["diffusion coefficient from CPE2"]);
    expect(refused(steep, `${arc}-W1`)).toEqual(["diffusion coefficient from W1"]);
  });

  it("is not refused from one that does", () => {
    const straight = `${start}-W1{50}`;
    expect(refused(straight, `${arc}-CPE2{role diffusion}`)).toEqual([]);
    expect(refused(straight, `${arc}-W1`)).toEqual([]);
  });

  it("is refused where finite diffusion wants another power", () => {
    const bent = `${start}-Ws1{R = 300, tau = 5, p = 0.4 free}`;
    expect(refused(bent, `${arc}-Ws1`)).toEqual(["diffusion coefficient from Ws1"]);
    expect(refused(bent, `${arc}-Ws1{p = 0.5 free}`)).toEqual(["diffusion coefficient from Ws1"]);
    expect(refused(`${start}-Ws1{R = 300, tau = 5}`, `${arc}-Ws1`)).toEqual([]);
  });

  it("is nothing that anybody wants of a blocking electrode", () => {
    expect(refused("R1{100}-CPE2{Q = 10u, n = 0.9}", "R1{role bulk}-CPE2{role electrode}")).toEqual([]);
  });
});

it("what was held fixed is no finding", () => {
  const truth = "(R_b{2k}|C_b{44p})-(R_int{500}|CPE_int{Q = 10u, n = 0.9})";
  const fixed = found(truth, arcs.replace("C_b", "C_b{44p fixed}"), sweep(2e7, 0.1, 84));
  expect(answerOf(fixed, "bulk permittivity").flags[0]).toContain("C_b was held fixed");
  expect(answerOf(fixed, "bulk conductivity").flags).toEqual([]);
});
