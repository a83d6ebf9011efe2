import { describe, expect, it } from "vitest";
import { polarisationCurrents } from "../../src/analysis/chronoamperometry.ts";
import { electronicConductivity } from "../../src/analysis/electronicConductivity.ts";
import { fitPolynomial } from "../../src/analysis/polynomial.ts";
import { stderrOf } from "../../src/analysis/uncertain.ts";
import { NormalGenerator } from "../../src/cli/random.ts";
import type { Recording } from "../../src/io/recording/recording.ts";

interface Course {
  readonly initial: number;
  readonly steady: number;
  readonly tau: number;
  readonly duration: number;
  readonly interval: number;
  readonly noise?: number;
  readonly rest?: number;
  readonly sign?: number;
}

/** A current that falls from I_0 to I_ss as exp(-t/tau), perhaps with a rest before it. */
function course({ initial, steady, tau, duration, interval, noise = 0, rest = 0, sign = 1 }: Course): Recording {
  const normal = new NormalGenerator(3);
  const time: number[] = [];
  const current: number[] = [];
  for (let t = 0; t <= rest && rest > 0; t += interval) {
    time.push(t);
    current.push(0);
  }
  for (let t = interval; t <= duration; t += interval) {
    time.push(rest + t);
    current.push(sign * (steady + (initial - steady) * Math.exp(-t / tau)) * (1 + noise * normal.next()));
  }
  return {
    name: "polarisation.csv",
    time: Float64Array.from(time),
    current: Float64Array.from(current),
    breaks: [],
    notes: [],
  };
}

const usual: Course = { initial: 11.4e-6, steady: 8.54e-6, tau: 300, duration: 7200, interval: 2 };

describe("currents of a polarisation", () => {
  it.each([
    ["without noise", usual],
    ["with a rest before", { ...usual, rest: 100 }],
    ["of the other sign", { ...usual, sign: -1 }],
    ["with noise", { ...usual, noise: 0.002 }],
  ])("%s", (_, given) => {
    const { initial, initialMethod, steady, start, flags } = polarisationCurrents(course(given));
    expect(initialMethod).toBe("extrapolated to the step");
    expect(start).toBe(given.rest ?? 0);
    // A parabola through the first 30 % of an exponential is off by 0.03 % of its height; noise adds its standard error.
    expect(Math.abs(initial.value - 11.4e-6)).toBeLessThan(0.001 * 11.4e-6 + 4 * stderrOf(initial));
    // exp(-5760/300) is nothing.
    expect(Math.abs(steady.value - 8.54e-6)).toBeLessThan(1e-4 * 8.54e-6 + 4 * stderrOf(steady));
    expect(flags).toEqual([]);
  });

  it("an error of I_ss means what it says", () => {
    const { steady } = polarisationCurrents(course({ ...usual, noise: 0.01 }));
    // The last fifth of 3600 points of 1 % each.
    expect(stderrOf(steady) / steady.value).toBeGreaterThan(0.8 * (0.01 / Math.sqrt(720)));
    expect(stderrOf(steady) / steady.value).toBeLessThan(1.5 * (0.01 / Math.sqrt(720)));
  });

  it("flags a current that still falls, with where it would end, and widens its error", () => {
    const { steady, plateau, flags } = polarisationCurrents(course({ ...usual, tau: 3000 }));
    expect(plateau.isSteady).toBe(false);
    expect(flags.join()).toMatch(/no plateau: over the last 1440 s the current still falls by 1\.\d %/);
    // Falls of windows follow each other as exp(-1440/3000), so the series gives the end; slopes are taken of straight lines.
    expect(plateau.limit ?? 0).toBeGreaterThan(0.985 * 8.54e-6);
    expect(plateau.limit ?? 0).toBeLessThan(1.015 * 8.54e-6);
    expect(Math.abs(steady.value - 8.54e-6)).toBeLessThan(2 * stderrOf(steady));
  });

  it("flags a current that was sampled too slowly for its beginning", () => {
    const { initial, initialMethod, flags } = polarisationCurrents(course({ ...usual, interval: 60 }));
    expect(initialMethod).toBe("first point");
    expect(initial.value).toBeLessThan(11.4e-6);
    expect(flags.join()).toContain("Faster sampling after the step");
  });

  it("refuses a recording without currents or with too few", () => {
    const { name, time, breaks, notes } = course(usual);
    expect(() => polarisationCurrents({ name, time, breaks, notes })).toThrow(
      "polarisation.csv has no column of current",
    );
    expect(() => polarisationCurrents(course({ ...usual, duration: 8 }))).toThrow("4 points");
  });
});

describe("electronic conductivity", () => {
  const cell = { voltage: "0.5 V", thickness: "1.00(1) mm", area: "0.785(8) cm2" };

  it("is I L/(A V) with its error", () => {
    const { conductivity } = electronicConductivity({ current: "8.0(4) nA", ...cell });
    expect(conductivity.value / ((8e-9 * 0.1) / (0.785 * 0.5))).toBeCloseTo(1, 12);
    const expected = Math.sqrt((0.4 / 8) ** 2 + 0.01 ** 2 + (8 / 785) ** 2);
    expect((conductivity.stderr ?? 0) / conductivity.value / expected).toBeCloseTo(1, 10);
  });

  it("is an upper limit where the recorded current still falls", () => {
    const steady = electronicConductivity({ current: course(usual), ...cell });
    expect(steady.conductivity.name).toBe("electronic conductivity");
    expect(steady.conductivity.value / ((8.54e-6 * 0.1) / (0.785 * 0.5))).toBeCloseTo(1, 5);
    const falling = electronicConductivity({ current: course({ ...usual, tau: 3000 }), ...cell });
    expect(falling.conductivity.name).toBe("electronic conductivity, upper limit");
    expect(falling.conductivity.flags.join()).toContain("no plateau");
  });

  it("asks for units", () => {
    expect(() => electronicConductivity({ current: "8 nA", ...cell, area: "1 cm" })).toThrow(
      "the area of the electrodes is in cm, which is another kind of quantity",
    );
  });
});

describe("polynomials by least squares", () => {
  it("come back with value, slope and errors", () => {
    const normal = new NormalGenerator(11);
    const x = Float64Array.from({ length: 400 }, (_, k) => 5 + 0.01 * k);
    const noise = 0.05;
    const y = x.map((each) => 2 - 3 * each + 0.5 * each * each + noise * normal.next());
    const found = fitPolynomial(x, y, 2);
    const value = found.at(7);
    const slope = found.slopeAt(7);
    // Four standard errors.
    expect(Math.abs(value.value - 5.5)).toBeLessThan(4 * stderrOf(value));
    expect(Math.abs(slope.value - 4)).toBeLessThan(4 * stderrOf(slope));
    // In the middle of a parabola the variance of the value is 9/4 sigma^2/n.
    expect(stderrOf(value) / ((1.5 * noise) / 20)).toBeGreaterThan(0.85);
    expect(stderrOf(value) / ((1.5 * noise) / 20)).toBeLessThan(1.3);
    expect(found.significance).toBeGreaterThan(30);
    const flat = x.map(() => noise * normal.next());
    expect(fitPolynomial(x, flat, 2).significance).toBeLessThan(1);
  });

  it("see no drift in the noise of few points more often than in that of many", () => {
    const normal = new NormalGenerator(12);
    for (const points of [5, 7, 30]) {
      let seen = 0;
      for (let k = 0; k < 2000; k++) {
        const x = Float64Array.from({ length: points }, (_, j) => j);
        if (
          fitPolynomial(
            x,
            x.map(() => normal.next()),
            1,
          ).significance > 1
        )
          seen++;
      }
      // One in 370 of 2000 is 5.4; 16 or more would come once in 10000 times.
      expect(seen).toBeLessThan(16);
    }
  });
});
