import { describe, expect, it } from "vitest";
import { answers, fit, FitError, parseCircuit, QuantityError, type FitResult } from "../../src/index.ts";
import { simulated, sweep } from "../fit/support.ts";
import { answerOf } from "./answersSupport.ts";

/** Noiseless, so that values can be compared with those that the data were made from. */
function fitted(truth: string, circuit: string, frequencyHz = sweep(1e7, 0.1, 81), noise = 0): FitResult {
  return fit(simulated(truth, { frequencyHz, noise }), parseCircuit(circuit));
}

const cell =
  "(R_b{200k}|CPE_b{Q = 20p, n = 0.95})-(R_gb{1M}|CPE_gb{Q = 5n, n = 0.9})-(R_int{2M}|CPE_int{Q = 3u, n = 0.85})";
const roles =
  "(R_b{role bulk}|CPE_b)-(R_gb{role grain-boundary}|CPE_gb)-(R_int{role interface}|CPE_int); order tau(R_b, CPE_b) < tau(R_gb, CPE_gb) < tau(R_int, CPE_int)";
const wide = sweep(1e7, 1e-3, 101);

describe("by hand", () => {
  const found = answers(fitted(cell, `${roles}; cell symmetric`, wide), {
    thickness: "1.5 mm",
    area: "0.6 cm2",
    electrodeArea: "50 mm2",
  });
  const close = (name: string, value: number): void => {
    // The fit of noiseless data has ten digits; those below are written out to seven.
    expect(answerOf(found, name).value / value).toBeCloseTo(1, 6);
  };

  it("resistances and their sums", () => {
    close("bulk resistance", 200e3);
    close("grain-boundary resistance", 1e6);
    close("interfacial resistance", 2e6);
    close("electrolyte resistance", 1.2e6);
    close("total resistance", 3.2e6);
  });

  it("conductivities: the current flows below the electrode, 0.5 cm2", () => {
    // L/A = 0.15/0.5 = 0.3 /cm
    close("bulk conductivity", 0.3 / 200e3);
    close("total conductivity", 0.3 / 1.2e6);
    close("apparent grain-boundary conductivity", 0.3 / 1e6);
    expect(found.notes.some((note) => note.includes("83 %"))).toBe(true);
  });

  // C = Q^(1/n) R^(1/n - 1):
  // bulk: (20e-12)^(1/0.95) (200e3)^(1/0.95 - 1) = 1.0408690e-11 F
  // grain boundary: (5e-9)^(1/0.9) (1e6)^(1/0.9 - 1) = 2.7753870e-9 F
  const bulk = 20e-12 ** (1 / 0.95) * 200e3 ** (1 / 0.95 - 1);
  const boundary = 5e-9 ** (1 / 0.9) * 1e6 ** (1 / 0.9 - 1);

  it("capacitances, permittivity and the brick layer", () => {
    close("effective capacitance of R_b|CPE_b", bulk);
    close("effective capacitance of R_gb|CPE_gb", boundary);
    // eps_r = C_b L/(eps0 A), eps0 = 8.8541878128e-14 F/cm
    close("bulk permittivity", (bulk * 0.3) / 8.8541878128e-14);
    close("grain-boundary conductivity, brick layer", ((0.3 / 1e6) * bulk) / boundary);
  });

  it("area-specific resistance, halved in a symmetric cell, and Brug's capacitance", () => {
    // 2 Mohm 0.5 cm2/2
    close("area-specific interfacial resistance", 0.5e6);
    expect(answerOf(found, "area-specific interfacial resistance").formula).toBe("ASR = R_int A/2");
    // Q^(1/n) (1/R_s + 1/R_ct)^((n - 1)/n) with R_s = 1.2 Mohm, R_ct = 2 Mohm
    close("Brug capacitance of R_int|CPE_int", 3e-6 ** (1 / 0.85) * (1 / 1.2e6 + 1 / 2e6) ** ((0.85 - 1) / 0.85));
  });
});

it("takes the kind of the cell from the option before the circuit, and a number of interfaces before both", () => {
  const result = fitted(cell, `${roles}; cell symmetric`, wide);
  const asr = (options: Parameters<typeof answers>[1]): number =>
    answerOf(answers(result, { area: "1 cm2", ...options }), "area-specific interfacial resistance").value;
  expect(asr({}) / 1e6).toBeCloseTo(1, 6);
  expect(asr({ cell: "full" }) / 2e6).toBeCloseTo(1, 6);
  expect(asr({ interfaces: 4 }) / 0.5e6).toBeCloseTo(1, 6);
});

it("flags an area-specific resistance of an unknown cell", () => {
  const found = answers(fitted(cell, roles, wide), { area: "1 cm2" });
  expect(answerOf(found, "area-specific interfacial resistance").flags[0]).toContain("kind of the cell is not known");
});

it("Brug's capacitance of a blocking electrode", () => {
  const found = answers(fitted("R1{150}-CPE1{Q = 2u, n = 0.9}", "R1-CPE1; cell blocking"));
  // (Q R_s^(1 - n))^(1/n)
  const value = (2e-6 * 150 ** 0.1) ** (1 / 0.9);
  expect(answerOf(found, "Brug capacitance of CPE1").value / value).toBeCloseTo(1, 6);
  expect(found.refused.map(({ name }) => name)).toEqual(["conductivity"]);
});

it("reads the bulk of a polymer cell beside its geometric capacitance", () => {
  const circuit = "(R_b{role bulk}-CPE_dl{role double-layer})|C_geo{role geometric}";
  const truth = "(R_b{500}-CPE_dl{Q = 5u, n = 0.9})|C_geo{100p}";
  const found = answers(fitted(truth, circuit), { thickness: "100 um", area: "2 cm2" });
  // 100 pF 0.01 cm/(8.8541878e-14 F/cm 2 cm2)
  expect(answerOf(found, "bulk permittivity").value).toBeCloseTo(5.647044, 4);
  expect(answerOf(found, "bulk conductivity").value).toBeCloseTo(0.01 / 2 / 500, 10);
});

it("reads elements that are arcs by themselves", () => {
  const found = answers(
    fitted("Zarc1{R = 1k, tau = 1e-6, n = 0.9}-K1{R = 2k, tau = 2m}", "Zarc1{role grain-boundary}-K1{role interface}"),
  );
  expect(answerOf(found, "grain-boundary resistance").value).toBeCloseTo(1000, 3);
  expect(answerOf(found, "effective capacitance of Zarc1").value / 1e-9).toBeCloseTo(1, 6);
  expect(answerOf(found, "effective capacitance of K1").value / 1e-6).toBeCloseTo(1, 6);
});

it("warns where a role and a capacitance disagree, which the geometry decides", () => {
  const swapped =
    "(R_gb{role grain-boundary}|CPE_gb)-(R_int{role interface}|CPE_int); order tau(R_gb, CPE_gb) < tau(R_int, CPE_int)";
  const truth = "(R_gb{100k}|CPE_gb{Q = 44p, n = 1})-(R_int{1M}|CPE_int{Q = 2u, n = 0.9})";
  const result = fitted(truth, swapped, sweep(1e6, 1e-3, 91));
  // 44 pF of a pellet of 1 mm and 1 cm2 are a bulk of eps_r 50; in a rod with L/A = 10/cm they are a grain boundary.
  const pellet = answers(result, { thickness: "1 mm", area: "1 cm2" });
  expect(pellet.warnings).toEqual([]);
  expect(pellet.assignments[0]?.candidates).toContain("bulk");
  const thin = answers(result, { thickness: "10 um", area: "1 cm2" });
  expect(thin.warnings).toHaveLength(1);
  expect(thin.warnings[0]).toContain("R_gb|CPE_gb has the role grain-boundary");
});

it("assigns without roles by capacitance, and a resistance beside an arc of the bulk is no bulk", () => {
  const found = answers(
    fitted("R0{50}-(R1{100k}|C1{40p})-(R2{1M}|C2{5n})-(R3{2M}|C3{2u})", "R0-(R1|C1)-(R2|C2)-(R3|C3)", wide),
    { thickness: "1 mm", area: "1 cm2" },
  );
  expect(found.assignments.map(({ process, part }) => [process, part])).toEqual([
    ["R0", "lead"],
    ["R1|C1", "bulk"],
    ["R2|C2", "grain-boundary"],
    ["R3|C3", "interface"],
  ]);
});

describe("what cannot be used is said", () => {
  const result = fitted("R1{150}-CPE1{Q = 2u, n = 0.9}", "R1-CPE1");

  it.each([
    [{ thickness: "1 V" }, /thickness is in V/],
    [{ thickness: "0 cm" }, /thickness is 0 cm/],
    [{ area: "1 cm" }, /area is in cm/],
    [{ diameter: "1" }, /diameter has no unit/],
    [{ area: "1 cm2", diameter: "1 cm" }, /one of them/],
    [{ temperature: "-300 C" }, /absolute zero/],
    [{ permittivity: "0.5" }, /below 1/],
    [{ interfaces: 1.5 }, /interfaces is 1\.5/],
  ])("%j", (options, message) => {
    expect(() => answers(result, options)).toThrow(QuantityError);
    expect(() => answers(result, options)).toThrow(message);
  });

  it("a copy of a result", () => {
    expect(() => answers({ ...result })).toThrow(FitError);
  });
});
