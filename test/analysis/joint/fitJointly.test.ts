import { describe, expect, it } from "vitest";
import { covarianceOf, over, stderrOf } from "../../../src/analysis/uncertain.ts";
import {
  fit,
  fitJointly,
  makeSpectrum,
  parseCircuit,
  type JointOptions,
  type SharedParameter,
  type Spectrum,
} from "../../../src/index.ts";
import { deviation, fitErrorOf, simulated, sweep } from "../../fit/support.ts";
import { CERAMIC, ceramicSeries, parameterAt, TRUTH } from "./support.ts";

const ceramic = parseCircuit(CERAMIC);
/** Polishes of the two solvers end where steps are rounding of the data, in values some 1e-12 of their errors. */
const ROUNDING = 1e-10;

const LAWS: readonly SharedParameter[] = [
  { parameter: "R1", law: "arrhenius" },
  { parameter: "R2", law: "arrhenius" },
  { parameter: "CPE1.Q" },
  { parameter: "CPE1.n" },
];

function first<T>(items: readonly T[]): T {
  const [item] = items;
  if (item === undefined) throw new Error("the list is empty");
  return item;
}

describe("fitJointly", () => {
  it("is the separate fits where nothing is shared", () => {
    const { spectra } = ceramicSeries({ kelvin: [300, 320, 340] });
    const joint = fitJointly(spectra, ceramic, { shared: [] });
    spectra.forEach((spectrum, index) => {
      const alone = fit(spectrum, ceramic);
      expect(deviation(joint.spectra[index]?.objective ?? 0, alone.objective)).toBeLessThan(ROUNDING);
      // One variance serves all spectra, so that errors differ by the root of the ratio.
      const ratio = Math.sqrt((joint.chi2Reduced ?? 0) / (alone.chi2Reduced ?? 1));
      alone.parameters.forEach(({ name, value, stderr }) => {
        const found = parameterAt(joint, index, name);
        expect(deviation(found.value, value), name).toBeLessThan(ROUNDING);
        expect(deviation(found.stderr, ratio * (stderr ?? 0)), name).toBeLessThan(1e-8);
      });
    });
    expect(joint.sharing).toBeNull();
  });

  it("has half the variance where a spectrum stands twice and all is shared", () => {
    const { spectra } = ceramicSeries({ kelvin: [310] });
    const spectrum = first(spectra);
    const alone = fit(spectrum, ceramic);
    const joint = fitJointly([spectrum, spectrum], ceramic, {
      shared: ceramic.parameters.map(({ name }) => ({ parameter: name })),
    });
    expect(joint.parameterCount).toBe(8);
    expect(deviation(joint.objective, 2 * alone.objective)).toBeLessThan(ROUNDING);
    const ratio = (joint.chi2Reduced ?? 0) / (alone.chi2Reduced ?? 1);
    alone.parameters.forEach(({ name, value, stderr }) => {
      const found = parameterAt(joint, 1, name);
      expect(deviation(found.value, value), name).toBeLessThan(ROUNDING);
      expect(deviation(found.stderr ** 2, 0.5 * ratio * (stderr ?? 0) ** 2), name).toBeLessThan(1e-8);
    });
  });

  it("finds the laws that a series follows, with smaller errors than from the spectra alone", () => {
    const { spectra, temperatures } = ceramicSeries();
    const joint = fitJointly(spectra, ceramic, { shared: LAWS, temperatures });
    const plain = fitJointly(spectra, ceramic, { shared: [] });
    expect(joint.termination.outcome).toBe("converged");
    expect(joint.sharing?.pValue).toBeGreaterThan(0.01);
    expect(joint.parameterCount).toBe(8 * 4 + 2 + 2 + 1 + 1);
    const expected = [TRUTH.activation1, TRUTH.activation2];
    joint.shared.slice(0, 2).forEach(({ activationEnergy, parameter }) => {
      const truth = expected[parameter === "R1" ? 0 : 1] ?? 0;
      const { value, stderr } = activationEnergy ?? { value: 0, stderr: 0 };
      expect(Math.abs(value - truth) / (stderr ?? 0), parameter).toBeLessThan(3.5);
    });
    // The bulk arc leaves the window as it gets warm, which is where the others help.
    expect(parameterAt(joint, 7, "R1").stderr).toBeLessThan(0.2 * parameterAt(plain, 7, "R1").stderr);
    const at25 = joint.shared.find(({ parameter }) => parameter === "R1")?.at("300 K");
    expect(Math.abs((at25?.value ?? 0) - TRUTH.R1)).toBeLessThan(
      4 * stderrOf(at25 ?? { value: 0, effects: new Map() }),
    );
  });

  it("names the form of an Arrhenius law, which moves the energy by k_B T", () => {
    const { spectra, temperatures } = ceramicSeries({ kelvin: [290, 320, 350], noise: 1e-5 });
    const energy = (form: "ln(x)" | "ln(x/T)"): { value: number; formula: string; T: number } => {
      const [law] = fitJointly(spectra, ceramic, {
        shared: [{ parameter: "R1", law: "arrhenius", form }],
        temperatures,
      }).shared;
      return {
        value: law?.activationEnergy?.value ?? 0,
        formula: law?.formula ?? "",
        T: law?.referenceTemperature ?? 0,
      };
    };
    const [plain, sigma] = [energy("ln(x)"), energy("ln(x/T)")];
    expect(plain.formula).toBe("ln(R1) = a + (E_a/k_B) (1/T - 1/T_0)");
    expect(sigma.formula).toBe("ln(R1/T) = a + (E_a/k_B) (1/T - 1/T_0)");
    // k_B T_0 holds to the curvature of ln T over the range, 1 %.
    expect(deviation(sigma.value - plain.value, 8.617333262e-5 * plain.T)).toBeLessThan(0.02);
  });

  it("keeps a linear law straight, and its value at the mean temperature", () => {
    const { spectra, temperatures } = ceramicSeries({ kelvin: [290, 310, 350] });
    const joint = fitJointly(spectra, ceramic, {
      shared: [
        { parameter: "CPE3.Q", law: "linear" },
        { parameter: "CPE3.n", law: "linear" },
      ],
      temperatures,
    });
    for (const { parameter, slope, value, referenceTemperature, unit } of joint.shared) {
      expect(slope?.unit).toBe(unit === "" ? "1/K" : `${unit}/K`);
      [290, 310, 350].forEach((kelvin, index) => {
        const expected = value + (slope?.value ?? 0) * (kelvin - (referenceTemperature ?? 0));
        expect(deviation(parameterAt(joint, index, parameter).value, expected)).toBeLessThan(1e-12);
      });
    }
    const [Q] = joint.shared;
    expect(Math.abs((Q?.slope?.value ?? 0) - 5e-6 / 300)).toBeLessThan(4 * (Q?.slope?.stderr ?? 0));
  });

  it("keeps the covariance across spectra in numbers", () => {
    const { spectra } = ceramicSeries({ kelvin: [300, 340] });
    const joint = fitJointly(spectra, ceramic, { shared: [{ parameter: "CPE1.Q" }, { parameter: "CPE1.n" }] });
    const [low, high] = [joint.numbers(0), joint.numbers(1)];
    const [a, b] = [low.get("R1"), high.get("R1")];
    if (a === undefined || b === undefined) throw new Error("R1 is missing");
    expect(stderrOf(a)).toBeCloseTo(parameterAt(joint, 0, "R1").stderr, 9);
    expect(covarianceOf(a, b)).toBeGreaterThan(0);
    const apart = Math.hypot(stderrOf(a) / a.value, stderrOf(b) / b.value);
    expect(stderrOf(over(a, b)) / (a.value / b.value)).toBeLessThan(apart);
    const Q = [low.get("CPE1.Q"), high.get("CPE1.Q")];
    expect(Q[0]?.value).toBe(Q[1]?.value);
    expect(() => joint.numbers(2)).toThrow(/no spectrum number 2/);
  });

  it("takes spectra with frequencies of their own", () => {
    const { spectra, temperatures } = ceramicSeries({
      kelvin: [300, 320, 340],
      frequencies: (index) => sweep(5e6 / (index + 1), 1 + index, 30 + 7 * index),
    });
    const joint = fitJointly(spectra, ceramic, { shared: LAWS, temperatures });
    expect(joint.termination.outcome).toBe("converged");
    expect(joint.degreesOfFreedom).toBe(2 * (30 + 37 + 44) - joint.parameterCount);
    expect(joint.spectra.map(({ residuals }) => residuals.frequencyHz.length)).toEqual([30, 37, 44]);
    const [R1] = joint.shared;
    expect(Math.abs((R1?.activationEnergy?.value ?? 0) - TRUTH.activation1)).toBeLessThan(
      4 * (R1?.activationEnergy?.stderr ?? 0),
    );
  });

  it("holds what is shared within its limits", () => {
    const { spectra, temperatures } = ceramicSeries({ kelvin: [300, 320, 340] });
    const joint = fitJointly(spectra, ceramic, { shared: LAWS, temperatures, bounds: { "CPE1.n": [0.6, 0.85] } });
    const n = joint.shared.find(({ parameter }) => parameter === "CPE1.n");
    expect([n?.value, n?.status, n?.stderr]).toEqual([0.85, "at-bound", null]);
    expect(joint.parameterCount).toBe(3 * 4 + 2 + 2 + 1);
    expect(joint.warnings.join()).toContain("CPE1.n, which the spectra share, lies on its limit");
    // The same with the value fixed there has the same minimum.
    const fixed = fitJointly(spectra, ceramic, {
      shared: LAWS.filter(({ parameter }) => parameter !== "CPE1.n"),
      temperatures,
      fixed: { "CPE1.n": 0.85 },
    });
    expect(deviation(joint.objective, fixed.objective)).toBeLessThan(ROUNDING);
    expect(deviation(parameterAt(joint, 1, "R1").stderr, parameterAt(fixed, 1, "R1").stderr)).toBeLessThan(1e-8);
  });

  it("holds a law within limits over the whole range", () => {
    const { spectra, temperatures } = ceramicSeries({ kelvin: [300, 320, 340] });
    const joint = fitJointly(spectra, ceramic, { shared: LAWS, temperatures, bounds: { R2: [1500, 1e6] } });
    const R2 = joint.spectra.map(({ parameters }) => parameters.find(({ name }) => name === "R2")?.value ?? 0);
    expect(Math.min(...R2)).toBeGreaterThanOrEqual(1500 * (1 - 1e-12));
    expect(joint.shared.find(({ parameter }) => parameter === "R2")?.status).toBe("at-bound");
  });

  it("takes ties along, with their errors", () => {
    const { spectra } = ceramicSeries({ kelvin: [300, 320] });
    const joint = fitJointly(spectra, ceramic, {
      shared: [{ parameter: "CPE1.n" }],
      ties: { "CPE2.n": "CPE1.n - 0.05" },
    });
    const [n1, n2] = [parameterAt(joint, 0, "CPE1.n"), parameterAt(joint, 1, "CPE2.n")];
    expect(n2.value).toBeCloseTo(n1.value - 0.05, 12);
    expect(deviation(n2.stderr, n1.stderr)).toBeLessThan(1e-10);
  });

  it("brings back a spectrum whose arcs were given the other way round", () => {
    const { spectra } = ceramicSeries({ kelvin: [300, 310, 320] });
    const shared = [{ parameter: "CPE1.Q" }, { parameter: "CPE1.n" }];
    const straight = fitJointly(spectra, ceramic, { shared });
    // Labels that are no numbers are not sorted by fit, so that this spectrum's arcs stand as they were begun.
    const labelled = parseCircuit("(R_a|CPE_a)-(R_b|CPE_b)-CPE_e");
    const begin = (names: readonly [string, string]): Record<string, number> => ({
      [`R_${names[0]}`]: 2e3,
      [`CPE_${names[0]}.Q`]: 2e-10,
      [`CPE_${names[0]}.n`]: 0.9,
      [`R_${names[1]}`]: 8e3,
      [`CPE_${names[1]}.Q`]: 2e-8,
      [`CPE_${names[1]}.n`]: 0.85,
      "CPE_e.Q": 5e-6,
      "CPE_e.n": 0.8,
    });
    const separate = spectra.map((spectrum, index) =>
      fit(spectrum, labelled, { search: false, initial: begin(index === 1 ? ["b", "a"] : ["a", "b"]) }),
    );
    const value = (index: number): number => separate[index]?.parameters.find(({ name }) => name === "R_a")?.value ?? 0;
    expect(value(1)).toBeGreaterThan(2 * value(0));
    const joint = fitJointly(spectra, labelled, {
      shared: [{ parameter: "CPE_a.Q" }, { parameter: "CPE_a.n" }],
      separate,
    });
    expect(deviation(joint.objective, straight.objective)).toBeLessThan(ROUNDING);
    expect(deviation(parameterAt(joint, 1, "R_a").value, parameterAt(straight, 1, "R1").value)).toBeLessThan(ROUNDING);
  });

  it("brings back a spectrum whose own fit went astray", () => {
    const { spectra } = ceramicSeries({ kelvin: [300, 310, 320] });
    const options: JointOptions = { shared: [{ parameter: "CPE1.Q" }, { parameter: "CPE1.n" }] };
    const straight = fitJointly(spectra, ceramic, options);
    const separate = spectra.map((spectrum, index) =>
      fit(spectrum, ceramic, index === 1 ? { bounds: { "CPE1.n": [0.1, 0.4], "CPE2.n": [0.1, 0.3] } } : {}),
    );
    expect((separate[1]?.objective ?? 0) / (separate[0]?.objective ?? 1)).toBeGreaterThan(100);
    const joint = fitJointly(spectra, ceramic, { ...options, separate });
    expect(deviation(joint.objective, straight.objective)).toBeLessThan(ROUNDING);
  });

  it("tells where the data speak against what is shared", () => {
    const { spectra } = ceramicSeries({ kelvin: [300, 340] });
    const joint = fitJointly(spectra, ceramic, { shared: [{ parameter: "R2" }] });
    expect(joint.sharing?.pValue).toBeLessThan(1e-10);
    expect(joint.warnings.join()).toContain("the data speak against it");
  });

  it("fits exact data, of which nothing is left to judge the errors by", () => {
    const { spectra, temperatures } = ceramicSeries({ kelvin: [300, 320, 340], noise: 0 });
    const joint = fitJointly(spectra, ceramic, { shared: LAWS, temperatures });
    expect(joint.termination.outcome).toBe("converged");
    expect(joint.sharing).toBeNull();
    expect(deviation(joint.shared[0]?.activationEnergy?.value ?? 0, TRUTH.activation1)).toBeLessThan(1e-8);
  });

  it("says what the data do not determine, alone or together", () => {
    const circuit = parseCircuit("R0-R2-(R1|C1)");
    const make = (R: number, seed: number): Spectrum =>
      simulated(`R0{${String(R)}}-(R1{100}|C1{1u})`, { noise: 0.002, seed, frequencyHz: sweep(1e5, 10, 25) });
    const spectra = [make(5, 1), make(20, 2)];
    const joint = fitJointly(spectra, circuit, { shared: [{ parameter: "R1" }] });
    expect(joint.termination.outcome).toBe("rank-deficient");
    expect(joint.spectra.map(({ parameters }) => parameters.map(({ status }) => status).join())).toEqual([
      "unidentified,unidentified,free,free",
      "unidentified,unidentified,free,free",
    ]);
    expect(joint.numbers(0).get("R2")?.effects.size).toBe(1);
    // Shared by both spectra, one of the two is still free to go against the other.
    const both = fitJointly(spectra, circuit, { shared: [{ parameter: "R2" }, { parameter: "R1" }] });
    expect(both.termination.outcome).toBe("rank-deficient");
    expect(both.shared[0]?.status).toBe("unidentified");
    expect(both.spectra[1]?.parameters[0]?.status).toBe("unidentified");
    const plain = fitJointly(spectra, parseCircuit("R0-(R1|C1)"), { shared: [{ parameter: "R1" }] });
    expect(deviation(parameterAt(both, 0, "C1").stderr, parameterAt(plain, 0, "C1").stderr)).toBeLessThan(0.02);
  });

  it("does two hundred spectra", () => {
    const kelvin = Array.from({ length: 200 }, (_, index) => 280 + 0.4 * index);
    const { spectra, temperatures } = ceramicSeries({ kelvin });
    const joint = fitJointly(spectra, ceramic, { shared: LAWS, temperatures });
    expect(joint.termination.outcome).toBe("converged");
    expect(joint.parameterCount).toBe(200 * 4 + 6);
    expect(joint.sharing?.pValue).toBeGreaterThan(0.001);
    const [R1] = joint.shared;
    expect(Math.abs((R1?.activationEnergy?.value ?? 0) - TRUTH.activation1)).toBeLessThan(
      4 * (R1?.activationEnergy?.stderr ?? 0),
    );
  });

  it("gives the same bits again", () => {
    const { spectra, temperatures } = ceramicSeries({ kelvin: [300, 320, 340] });
    const text = (): string => JSON.stringify(fitJointly(spectra, ceramic, { shared: LAWS, temperatures }).spectra);
    const before = text();
    fit(first(spectra), ceramic);
    fitJointly(spectra.slice(1), ceramic, { shared: [] });
    expect(text()).toBe(before);
  });
});

describe("what fitJointly refuses", () => {
  const { spectra, temperatures } = ceramicSeries({ kelvin: [300, 320] });
  const refused = (options: Partial<JointOptions>, what: Parameters<typeof fitJointly>[1] = ceramic): string =>
    fitErrorOf(() => fitJointly(spectra, what, { shared: [{ parameter: "R1" }], ...options })).message;

  it.each([
    [{ shared: [{ parameter: "R3" }] }, /no parameter "R3" to share; did you mean R/],
    [{ shared: [{ parameter: "R1" }, { parameter: "R1" }] }, /R1 is shared twice/],
    [{ shared: [{ parameter: "R1", law: "linear" as const }] }, /give the temperatures/],
    [{ shared: [{ parameter: "CPE1.n", law: "arrhenius" as const }], temperatures }, /no positive quantity/],
    [{ shared: [{ parameter: "R1", law: "vogel" as "same" }], temperatures }, /no law "vogel"/],
    [{ shared: [{ parameter: "R1", form: "ln(x/T)" as const }] }, /belong to the law arrhenius/],
    [{ temperatures: ["300 K"] }, /1 temperatures for 2 spectra/],
    [{ temperatures: ["300 K", undefined as unknown as string] }, /temperature of spectrum 2 is missing/],
    [{ shared: [{ parameter: "R1", law: "arrhenius" as const }], temperatures: ["300 K", "300 K"] }, /two different/],
    [{ fixed: { R1: 100 } }, /R1 is fixed/],
    [{ ties: { R1: "2*R2" } }, /R1 follows from other parameters/],
    [{ separate: [] }, /0 separate fits for 2 spectra/],
  ])("%o", (options, message) => {
    expect(refused(options)).toMatch(message);
  });

  it("a separate fit of something else", () => {
    const separate = [fit(spectra[1] ?? first(spectra), ceramic), fit(first(spectra), ceramic)];
    expect(refused({ separate })).toMatch(/number 1 is not one of this spectrum/);
  });

  it("no spectra, and what is no spectrum, by its number", () => {
    expect(fitErrorOf(() => fitJointly([], ceramic, { shared: [] })).code).toBe("no-points");
    const short = makeSpectrum({ frequencyHz: [1], re: [1], im: [-1], name: "short" });
    expect(fitErrorOf(() => fitJointly([first(spectra), short], ceramic, { shared: [] })).message).toMatch(
      /^Spectrum 2 \(short\): /,
    );
  });

  it("a temperature of another kind", () => {
    expect(() => fitJointly(spectra, ceramic, { shared: [], temperatures: ["300 K", "3 V"] })).toThrow(/spectrum 2/);
  });
});
