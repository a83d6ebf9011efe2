import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseCircuit } from "../../src/circuit/parse.ts";
import { fit, identifiability, readSpectrum, type FitResult, type ParameterVerdict } from "../../src/index.ts";
import { deviation, errorOf, fitErrorOf, parameterOf, simulated, sweep, valuesOf } from "../fit/support.ts";

function verdictOf(result: FitResult, name: string): ParameterVerdict {
  const found = identifiability(result).parameters.find((parameter) => parameter.name === name);
  if (found === undefined) throw new Error(`no verdict on ${name}`);
  return found;
}

/**
 * The relative error of a parameter by actually fitting a spectrum of the values of a fit over a wider range, whose noise is
 * scaled to what the first fit left.
 */
function errorOverRange(result: FitResult, text: string, name: string, frequencyHz: readonly number[]): number {
  const values = Object.entries(valuesOf(result)).map(([key, value]) => `${key} = ${String(value)}`);
  const circuit = `${text}; ${values.join("; ")}`;
  const exact = simulated(circuit, { frequencyHz, noise: 0.001, seed: 11 });
  const again = fit(exact, parseCircuit(circuit), { search: false });
  const scale = Math.sqrt((result.chi2Reduced ?? Number.NaN) / (again.chi2Reduced ?? Number.NaN));
  return (scale * errorOf(again, name)) / parameterOf(again, name).value;
}

describe("diffusion of which the spectrum shows only the beginning", () => {
  const text = "R0-Wo1";
  const frequencyHz = sweep(1e5, 1, 51);
  const result = fit(simulated("R0{20}-Wo1{R = 100, tau = 100}", { frequencyHz }), parseCircuit(text));

  it("is called unidentified, with the combination that is determined", () => {
    const { determined, verdict, directions } = identifiability(result);
    expect(determined).toBe(false);
    expect(verdict).toContain("Wo1.tau");
    expect(verdict).toContain("(but Wo1.R/sqrt(Wo1.tau) can be told)");
    expect(directions).toHaveLength(1);
    expect(directions[0]?.unseen).toBe(false);
    expect(directions[0]?.sentence).toMatch(
      /^Only Wo1\.R\/sqrt\(Wo1\.tau\) is determined \(to [\d.]+ %\), Wo1\.R and Wo1\.tau apart are not\.$/,
    );
    // At short times Wo is R/sqrt(s tau): R goes with the square root of tau.
    const [tau, r] = directions[0]?.components ?? [];
    expect([tau?.name, r?.name]).toEqual(["Wo1.tau", "Wo1.R"]);
    expect(Math.abs((r?.change ?? 0) / (tau?.change ?? 1) - 0.5)).toBeLessThan(0.02);
    expect(deviation(directions[0]?.combination?.relativeError ?? 0, 0.01)).toBeLessThan(0.6);
  });

  it("names the frequency that would be needed, which a fit over that range confirms", () => {
    const { sentence, needed, determination, error } = verdictOf(result, "Wo1.tau");
    expect(determination).toBe("undetermined");
    expect(deviation(error, errorOf(result, "Wo1.tau") / parameterOf(result, "Wo1.tau").value)).toBeLessThan(1e-6);
    const lowest = needed?.lowestHz ?? Number.NaN;
    expect(needed?.highestHz).toBeNull();
    expect(sentence).toMatch(
      /^Wo1\.tau is not determined by these data \(anything above [\d.]+ s fits them\): the spectrum ends at 1 Hz, /,
    );
    expect(sentence).toContain(`, ${String(lowest)} Hz or less would be needed.`);
    const ratio = (frequencyHz[0] ?? 1) / (frequencyHz[1] ?? 1);
    const downTo = (hz: number): number[] => {
      const wider = [...frequencyHz];
      while ((wider.at(-1) ?? 0) / ratio > hz * 1.05) wider.push((wider.at(-1) ?? 0) / ratio);
      return [...wider, hz];
    };
    // 10 % is what is asked for; weights of another noise move the error by a few percent of itself.
    expect(errorOverRange(result, text, "Wo1.tau", downTo(lowest))).toBeLessThan(0.11);
    const rounder = [0.5, 0.2, 0.1, 0.05, 0.02, 0.01];
    const shorter = rounder[rounder.indexOf(lowest) - 1];
    const range = shorter === undefined ? frequencyHz : downTo(shorter);
    expect(errorOverRange(result, text, "Wo1.tau", range)).toBeGreaterThan(0.09);
  });
});

describe("the example that everybody fits", () => {
  const file = join(import.meta.dirname, "../../../shared/data/spectra/imp-liion-q1.csv");
  const present = existsSync(file);
  if (!present) console.log("not run: the Li-ion example of ../shared/data, which is absent");

  it.runIf(present)("has a diffusion element that these data do not identify", async () => {
    const spectrum = await readSpectrum(new Uint8Array(readFileSync(file)), "imp-liion-q1.csv");
    expect(spectrum.frequencyHz).toHaveLength(57);
    const result = fit(spectrum, parseCircuit("R0-p(R1,C1)-p(R2-Wo1,C2)"), { weight: "modulus" });
    const { verdict, determined } = identifiability(result);
    expect(determined).toBe(false);
    expect(verdict).toBe("Not identifiable from these data: Wo1.R and Wo1.tau (but Wo1.R/sqrt(Wo1.tau) can be told).");
    expect(verdictOf(result, "Wo1.tau").sentence).toContain(
      "the spectrum ends at 0.00316 Hz, 0.0005 Hz or less would be needed",
    );
    for (const name of ["R0", "R1", "C1", "R2", "C2"]) {
      expect(verdictOf(result, name), name).toMatchObject({
        determination: "determined",
        sentence: null,
        needed: null,
      });
    }
  });
});

describe("sums whose split is open", () => {
  it("of resistors in series are told, and that no frequency helps", () => {
    const data = simulated("R0{20}-p(R1{100},CPE1{Q = 10u, n = 0.85})");
    const result = fit(data, parseCircuit("R0-R9-p(R1,CPE1)"));
    const { verdict, directions } = identifiability(result);
    expect(verdict).toBe("Not identifiable from these data: R0 and R9 (but R0 + R9 can be told).");
    expect(directions[0]).toMatchObject({ unseen: true });
    expect(directions[0]?.sentence).toMatch(/^Only R0 \+ R9 is determined \(to 0\.\d+ %\), how it is shared is not\.$/);
    const whole = fit(data, parseCircuit("R0-p(R1,CPE1)"));
    const expected = errorOf(whole, "R0") / parameterOf(whole, "R0").value;
    // One parameter more is counted, 0.6 % of the standard error.
    expect(deviation(directions[0]?.combination?.relativeError ?? 0, expected)).toBeLessThan(0.01);
    expect(verdictOf(result, "R9").error).toBe(Infinity);
    expect(verdictOf(result, "R9").sentence).toBe(
      "R9 is not determined by these data (anything below 20 ohm fits them): no frequency would tell, because the circuit itself leaves it open.",
    );
  });

  it("of capacitors in parallel, and the resistance of two resistors in parallel", () => {
    const data = simulated("R0{20}-p(R1{100},C1{2u})");
    const capacitors = identifiability(fit(data, parseCircuit("R0-(R1|C1|C2)")));
    expect(capacitors.directions[0]?.combination?.expression).toBe("C1 + C2");
    const resistors = identifiability(fit(data, parseCircuit("R0-(R1|R2|C1)")));
    expect(resistors.directions[0]?.combination?.expression).toBe("1/(1/R1 + 1/R2)");
  });
});

describe("an arc beyond the spectrum", () => {
  it("has a capacitance but no resistance, for which lower frequencies are needed", () => {
    const frequencyHz = sweep(1e5, 10, 41);
    const text = "R0{20}-p(R1{100},CPE1{Q = 10u, n = 0.85})-p(R2{1k},C2{1m})";
    const result = fit(simulated(text, { frequencyHz }), parseCircuit("R0-p(R1,CPE1)-p(R2,C2)"));
    expect(verdictOf(result, "C2").determination).toBe("determined");
    const { needed, determination } = verdictOf(result, "R2");
    expect(determination).toBe("undetermined");
    expect(needed?.lowestHz).toBeLessThan(10);
    expect(needed?.highestHz).toBeNull();
  });

  it("has nothing but the resistance, for which higher frequencies are needed", () => {
    const frequencyHz = sweep(1e4, 1, 41);
    const result = fit(
      simulated("R_gb{100}-p(R1{100},C1{1n})", { frequencyHz }),
      parseCircuit("R_gb{100 fixed}-p(R1,C1)"),
    );
    expect(verdictOf(result, "R1").determination).toBe("determined");
    const { needed, sentence } = verdictOf(result, "C1");
    expect(needed?.lowestHz).toBeNull();
    expect(needed?.highestHz).toBeGreaterThan(1e4);
    expect(sentence).toContain("the spectrum reaches up to 10 kHz, ");
  });
});

describe("parameters beside one that ended on its limit", () => {
  it("are not believed by first order: the other can take their place", () => {
    const frequencyHz = sweep(1e4, 1, 41);
    const result = fit(simulated("R_b{200}-p(R_gb{100},C_gb{1n})", { frequencyHz }), parseCircuit("R_b-p(R_gb,C_gb)"));
    expect(parameterOf(result, "R_b").status).toBe("at-bound");
    const { error, determination, sentence } = verdictOf(result, "R_gb");
    expect(error).toBeLessThan(0.01);
    expect(determination).toBe("undetermined");
    expect(sentence).toMatch(
      /^R_gb is not determined by these data \(95 % interval [\d.]+ \.\. 300 ohm\): R_b, on the limit here, can take its place\.$/,
    );
  });
});

describe("what the data determine", () => {
  it("is said in one sentence", () => {
    const text = "R0{20}-p(R1{100},CPE1{Q = 10u, n = 0.85})";
    const result = fit(simulated(text), parseCircuit(text));
    expect(identifiability(result)).toMatchObject({
      determined: true,
      verdict: "These data determine all free parameters.",
      directions: [],
    });
    // Computed once.
    expect(identifiability(result)).toBe(identifiability(result));
  });

  it("is the same with measured standard deviations, at another scale of Z and in other units of frequency", () => {
    const frequencyHz = sweep(1e5, 1, 51);
    const text = "R0{20}-Wo1{R = 100, tau = 100}";
    const sigma = fit(simulated(text, { frequencyHz }), parseCircuit("R0-Wo1"), { weight: "sigma" });
    expect(verdictOf(sigma, "Wo1.tau").needed?.lowestHz).toBeLessThan(1);
    const small = fit(simulated("R0{20u}-Wo1{R = 100u, tau = 100}", { frequencyHz }), parseCircuit("R0-Wo1"));
    const large = fit(simulated(text, { frequencyHz }), parseCircuit("R0-Wo1"));
    expect(identifiability(small).verdict).toBe(identifiability(large).verdict);
    // Rounding of the fit, amplified by a condition number of 100.
    expect(deviation(verdictOf(small, "Wo1.tau").error, verdictOf(large, "Wo1.tau").error)).toBeLessThan(1e-6);
    expect(verdictOf(small, "Wo1.tau").needed).toEqual(verdictOf(large, "Wo1.tau").needed);
    const unit = fit(simulated(text, { frequencyHz }), parseCircuit("R0-Wo1"), { weight: "unit" });
    const unitSmall = fit(simulated("R0{20u}-Wo1{R = 100u, tau = 100}", { frequencyHz }), parseCircuit("R0-Wo1"), {
      weight: "unit",
    });
    expect(verdictOf(unitSmall, "Wo1.tau").needed).toEqual(verdictOf(unit, "Wo1.tau").needed);
  });

  it("of data of one frequency is two numbers, and any other frequency would help", () => {
    const data = simulated("R0{20}-p(R1{100},C1{2u})", { frequencyHz: [800, 800, 800, 800] });
    const result = fit(data, parseCircuit("R0-p(R1,C1)"));
    expect(identifiability(result).determined).toBe(false);
    for (const name of ["R0", "R1"]) {
      const { sentence, error, determination } = verdictOf(result, name);
      expect([error, determination]).toEqual([Infinity, "undetermined"]);
      expect(sentence).toContain("would be needed.");
    }
    // Since R0 is not negative, omega C = x^2/(|Im Z| (1 + x^2)) for some x above |Im Z|/Re Z, here
    // 50.00/69.74: from 1 to (1 + x^2)/x^2, a factor of 2.945, and a little more by the noise of 0.5 %.
    const { allowed, determination } = verdictOf(result, "C1");
    expect(determination).toBe("determined");
    expect(deviation((allowed?.[1] ?? 0) / (allowed?.[0] ?? 1), 2.945)).toBeLessThan(0.03);
  });

  it("of exact data is all that the circuit does not leave open", () => {
    const exact = simulated("R0{20}-p(R1{100},C1{2u})", { noise: 0 });
    expect(identifiability(fit(exact, parseCircuit("R0-p(R1,C1)"))).determined).toBe(true);
    const deficient = identifiability(fit(exact, parseCircuit("R0-R9-p(R1,C1)"), { search: false }));
    expect(deficient.verdict).toBe("Not identifiable from these data: R0 and R9 (but R0 + R9 can be told).");
  });

  it("of as many data as parameters is not known", () => {
    const two = simulated("R0{20}-L0{1u}", { frequencyHz: [1e4] });
    expect(identifiability(fit(two, parseCircuit("R0-L0")))).toEqual({
      determined: false,
      verdict: "There are as many free parameters as data, so nothing tells how well they are determined.",
      parameters: [],
      directions: [],
    });
  });

  it("cannot be asked of a copy", () => {
    const result = fit(simulated("R0{20}-p(R1{100},C1{2u})"), parseCircuit("R0-p(R1,C1)"));
    expect(fitErrorOf(() => identifiability({ ...result })).code).toBe("not-a-result");
  });
});
