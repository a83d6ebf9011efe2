import { describe, expect, it } from "vitest";
import { Random } from "../../bench/random.ts";
import { parseCircuit } from "../../src/circuit/parse.ts";
import { EngineError, fit, FitError, makeSpectrum, simulate, type Spectrum } from "../../src/index.ts";
import { theKernel } from "../../src/kernel/load.ts";
import { evaluate } from "../../src/reference/index.ts";
import { bitsOf, deviation, errorOf, sweep, valueOf, valuesOf } from "../fit/support.ts";

/** Noise relative to |Z| on the engine's own impedance, which is fast; other tests compare that with the formulas. */
function noisy(text: string, frequencyHz: readonly number[], noise = 0.005): Spectrum {
  const { re, im } = simulate(parseCircuit(text), frequencyHz);
  const random = new Random(4);
  const size = re.map((x, k) => noise * Math.hypot(x, im[k] ?? Number.NaN));
  const add = (part: Float64Array): Float64Array => part.map((x, k) => x + random.normal() * (size[k] ?? Number.NaN));
  return makeSpectrum({ frequencyHz, re: add(re), im: add(im) });
}

const ARCS = 40;

/**
 * R0 and arcs a decade apart, each with twice the resistance of the one before so that none drowns in the others:
 * 121 parameters. `factor` puts resistances and coefficients off, one way and the other in turn.
 */
function chain(factor = 1): string {
  const arcs = Array.from({ length: ARCS }, (_, k) => {
    const off = k % 2 === 0 ? factor : 1 / factor;
    const R = 10 * 2 ** k;
    const Q = (2 * Math.PI * 10 ** (19 - k)) ** -0.9 / R;
    return `(R${k + 1}{${R * off}}|CPE${k + 1}{Q = ${Q * off}, n = 0.9})`;
  });
  return `R0{${10 * factor}}-${arcs.join("-")}`;
}

const small = "R0{20}-p(R1{100},CPE1{Q = 10u, n = 0.85})";
const smallCircuit = parseCircuit(small);
const smallSpectrum = noisy(small, sweep(1e5, 0.1, 43));
const smallBits = bitsOf(fit(smallSpectrum, smallCircuit));

/** The engine is as it was: a fit known to be good has the same bits. */
function expectSound(): void {
  expect(bitsOf(fit(smallSpectrum, smallCircuit))).toBe(smallBits);
}

describe("large problems", () => {
  it("of 10 000 frequencies and 121 parameters are fitted", () => {
    const noise = 1e-4;
    const spectrum = noisy(chain(), sweep(1e20, 1e-21, 10_000), noise);
    const result = fit(spectrum, parseCircuit(chain(1.1)), { search: false });
    expect(result.freeParameters.length).toBe(121);
    expect(result.degreesOfFreedom).toBe(20_000 - 121);
    expect(result.termination.outcome).toBe("converged");
    // S/(2N - p) is the noise squared, with a standard deviation of 1/sqrt(N) = 1 %; five times that.
    expect(deviation(result.chi2Reduced ?? Number.NaN, noise ** 2)).toBeLessThan(0.05);
    const truths = parseCircuit(chain()).parameters;
    for (const { name, value, stderr } of result.parameters) {
      const truth = truths.find((one) => one.name === name)?.value ?? Number.NaN;
      // 121 draws from a normal distribution stay within 5 standard errors.
      expect(Math.abs(value - truth) / (stderr ?? Number.NaN), name).toBeLessThan(5);
    }
    expectSound();
  });

  it("of 300 parameters have the impedance of the formulas", () => {
    const text = Array.from({ length: 150 }, (_, k) => `(R${k}{${k + 1}}|C${k}{1u})`).join("-");
    const frequencyHz = sweep(1e6, 1e-2, 201);
    const ours = simulate(parseCircuit(text), frequencyHz);
    const theirs = evaluate(parseCircuit(text), frequencyHz);
    const worst = Math.max(
      ...frequencyHz.map((_, k) =>
        Math.hypot((ours.re[k] ?? 0) - (theirs.re[k] ?? 0), (ours.im[k] ?? 0) - (theirs.im[k] ?? 0)),
      ),
    );
    // Sums of 150 terms of up to 11 325 ohm in all.
    expect(worst).toBeLessThan(1e-13 * 11_325);
  });

  it("of a million points are fitted", () => {
    // Weights from noisy data bias a fit by the square of the noise, which this many points would show at 0.5 %.
    const spectrum = noisy(small, sweep(1e5, 0.1, 1_000_000), 1e-4);
    const result = fit(spectrum, smallCircuit, { search: false, initial: { R0: 30, R1: 70 } });
    expect(result.termination.outcome).toBe("converged");
    expect(result.degreesOfFreedom).toBe(2_000_000 - 4);
    for (const [name, truth] of Object.entries({ R0: 20, R1: 100, "CPE1.Q": 1e-5, "CPE1.n": 0.85 })) {
      expect(Math.abs(valueOf(result, name) - truth) / errorOf(result, name), name).toBeLessThan(5);
      expect(errorOf(result, name) / truth, name).toBeLessThan(4e-6);
    }
    expectSound();
  });

  it("beyond the memory of WebAssembly are refused, and the engine goes on", () => {
    const points = 1_000_000;
    const frequencyHz = Float64Array.from({ length: points }, (_, k) => 1 + k);
    const spectrum = makeSpectrum({
      frequencyHz,
      re: new Float64Array(points).fill(100),
      im: new Float64Array(points).fill(-1),
    });
    let caught: unknown;
    try {
      fit(spectrum, parseCircuit(chain()), { search: false });
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(EngineError);
    expect(caught).toMatchObject({
      code: "out-of-memory",
      message:
        "1000000 points with 121 free parameters need more memory than a WebAssembly module can have; fit fewer points, for instance by thinning the frequencies.",
    });
    expectSound();
  });
});

describe("memory", () => {
  it("does not grow with repeated fits, however they end", () => {
    const wrong = parseCircuit("R0-L1");
    const impossible = parseCircuit("R0{20}-R2; R2 = sqrt(R0 - 50)");
    const run = (): void => {
      fit(smallSpectrum, smallCircuit);
      fit(smallSpectrum, wrong);
      expect(() => fit(smallSpectrum, impossible, { search: false })).toThrow(FitError);
      simulate(smallCircuit, [1, 2, 3]);
    };
    run();
    const before = theKernel().memoryBytes;
    for (let i = 0; i < 200; i++) run();
    expect(theKernel().memoryBytes).toBe(before);
  });

  it("that a large problem took serves the next ones", () => {
    const large = noisy(small, sweep(1e5, 0.1, 50_000));
    fit(large, smallCircuit, { search: false });
    const before = theKernel().memoryBytes;
    expectSound();
    fit(large, smallCircuit, { search: false });
    fit(noisy(small, sweep(1e5, 0.1, 40_000)), parseCircuit("R0{20}-Zarc1{R = 90, tau = 1m, n = 0.8}"), {
      search: false,
    });
    expect(theKernel().memoryBytes).toBe(before);
  });

  it("of results is their own: a later fit does not change an earlier result", () => {
    const first = fit(smallSpectrum, smallCircuit);
    const values = valuesOf(first);
    fit(noisy(small, sweep(1e6, 1, 99)), parseCircuit("R0-p(R1,C1)"));
    expect(valuesOf(first)).toEqual(values);
    // Residuals are computed when they are first asked for, with whatever problem the engine holds by then.
    expect(bitsOf(first)).toBe(smallBits);
  });
});
