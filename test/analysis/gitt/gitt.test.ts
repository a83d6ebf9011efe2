import { describe, expect, it } from "vitest";
import { gitt, type Gitt } from "../../../src/analysis/gitt/gitt.ts";
import { findPulses } from "../../../src/analysis/gitt/pulses.ts";
import { keep, potential, simulate, surface, USUAL, type Experiment } from "./experiment.ts";

const sample = { length: { value: USUAL.length, unit: "cm" } };
/** L^2/D, s. */
const WHOLE = USUAL.length ** 2 / USUAL.diffusion;

function found(change: Partial<Experiment> = {}): Gitt {
  return gitt(simulate(change), sample);
}

/** D recovered by D put in. */
function ratios(result: Gitt): number[] {
  return result.pulses.map(({ diffusionCoefficient }) => (diffusionCoefficient?.value ?? Number.NaN) / USUAL.diffusion);
}

function flags(result: Gitt): string {
  return result.pulses.flatMap((pulse) => pulse.flags).join("\n");
}

it("the solution of the layer has its limits for short and long times", () => {
  // 2 sqrt(tau/pi) lacks 4 sqrt(tau) ierfc(1/sqrt(tau)), 1e-11 at 0.04; the sum of 400 terms lacks 1e-4 of what is summed at tau = 0 only.
  expect(surface(0.039999) / surface(0.04)).toBeCloseTo(Math.sqrt(0.039999 / 0.04), 9);
  expect(surface(3)).toBeCloseTo(3 + 1 / 3, 12);
});

describe("D of simulated titrations", () => {
  it.each([0.02, 0.05, 0.1])("comes back without a flag for pulses of %s L^2/D", (share) => {
    const pulse = share * WHOLE;
    const result = found({ pulse, interval: pulse / 50 });
    expect(result.pulses).toHaveLength(USUAL.pulses);
    // The titration curve bends over what the surface goes through, 0.005 * 2/sqrt(pi * share) of the composition: 0.24 * that / 0.75, twice.
    for (const ratio of ratios(result)) expect(Math.abs(ratio - 1)).toBeLessThan(0.015);
    expect(flags(result)).toBe("");
    for (const { dimensionlessTime } of result.pulses) expect((dimensionlessTime ?? 0) / share).toBeCloseTo(1, 1);
  });

  it("is flagged where pulses are no longer short, and how wrong it is is what the exact solution says", () => {
    const biases = [0.2, 0.5, 1, 2].map((share) => {
      const pulse = share * WHOLE;
      const result = found({ pulse, interval: pulse / 50, rest: 5 * WHOLE, pulses: 2 });
      for (const each of result.pulses)
        expect(each.flags.join()).toMatch(/t_pulse is [\d.]+ L\^2\/D with L the volume by the area/);
      const first = result.pulses[0];
      return [ratios(result)[0] ?? 0, (first?.endToEndCoefficient ?? 0) / USUAL.diffusion] as const;
    });
    // The line is fitted to the part that is linear still; end to end takes the whole rise, tau + 1/3 in the end.
    const [at02, at05, at1, at2] = biases;
    expect(at02?.[0]).toBeCloseTo(1, 1);
    expect(at05?.[0]).toBeCloseTo(1, 1);
    expect(at1?.[0]).toBeGreaterThan(0.8);
    expect(at1?.[0]).toBeLessThan(0.9);
    expect(at2?.[0]).toBeLessThan(0.55);
    for (const [share, bias] of [
      [0.5, at05],
      [1, at1],
      [2, at2],
    ] as const) {
      const whole = ((2 * Math.sqrt(share / Math.PI)) / surface(share)) ** 2;
      // Where the line's start is fitted above the true one, D is larger; that of a straight part only is the same.
      expect(bias?.[1]).toBeLessThan(1.05 * whole);
    }
  });

  it("has errors that hold with noise, of either sign of the current", () => {
    for (const step of [0.005, -0.005]) {
      for (const noise of [2e-5, 1e-4]) {
        const result = found({ step, noise, currentNoise: 0.02, pulses: 12 });
        expect(result.pulses).toHaveLength(12);
        const pulls = result.pulses.map(({ diffusionCoefficient }) => {
          const { value = Number.NaN, stderr = null } = diffusionCoefficient ?? {};
          return (value / USUAL.diffusion - 1) / ((stderr ?? 0) / USUAL.diffusion);
        });
        // Twelve normal numbers beyond 3.5 of their deviation, once in 180 tries; the seed is fixed.
        for (const pull of pulls) expect(Math.abs(pull)).toBeLessThan(3.5);
      }
    }
  });

  it("follows the rest potentials", () => {
    const { pulses } = found();
    for (const [k, { voltage, steadyChange, ohmicDrop }] of pulses.entries()) {
      const x = 0.1 + k * USUAL.step;
      const [before, after] = [potential(x), potential(x + USUAL.step)];
      // exp(-pi^2 * 2) of the relaxation is left, 3e-9 of what the surface was off.
      expect(voltage).toBeCloseTo((before + after) / 2, 6);
      expect(steadyChange?.value).toBeCloseTo(after - before, 6);
      expect(ohmicDrop).toBeCloseTo(USUAL.ohmicDrop, 4);
    }
  });

  it("is flagged by a drift of the potential, with its size", () => {
    const result = found({ drift: 1e-7 });
    for (const pulse of result.pulses) {
      expect(pulse.flags.join()).toMatch(
        /still moves by 0\.36 mV\/h at the end of the rest before: dE_s may be wrong by up to 2\d %/,
      );
    }
  });

  it.each([1200, 1800])("comes from where rests of %s s go to, if their second half tells, and says so", (rest) => {
    // The slowest exponential of the layer has L^2/(pi^2 D), 507 s.
    for (const noise of [0, 2e-5]) {
      const result = found({ rest, noise });
      for (const { diffusionCoefficient: coefficient, flags: own } of result.pulses) {
        const { value = Number.NaN, stderr = null } = coefficient ?? {};
        // Three standard errors, with the 1.5 % that the titration curve bends by.
        expect(Math.abs(value / USUAL.diffusion - 1)).toBeLessThan(0.015 + (3 * (stderr ?? 0)) / USUAL.diffusion);
        expect(own.join()).toMatch(/the rest after would go on by -[\d.]+ mV \(an exponential of [345]\d0 s/);
      }
      // The potential before the first pulse is at its end, so that its dE_s was wrong by all that the rest after lacks.
      const said = /Without that D would be ([\d.]+) % larger/.exec(result.pulses[0]?.flags.join() ?? "");
      expect(Number(said?.[1])).toBeGreaterThan(rest === 1200 ? 20 : 4);
    }
  });

  it("is flagged where scatter would hide that a rest is not at its end", () => {
    const result = found({ rest: 600, noise: 1e-4 });
    expect(ratios(result)[0]).toBeGreaterThan(2);
    for (const { flags: own } of result.pulses)
      expect(own.join()).toMatch(/still moves by|would not be seen at the end/);
  });

  it("is flagged where the rest is too short, the pulse bends the titration curve, or the current wanes", () => {
    expect(flags(found({ rest: 800 }))).toContain("A longer rest would settle it");
    expect(flags(found({ step: 0.05 }))).toMatch(
      /dE\/dx changes by some \d+(\.\d)? % over what the surface goes through/,
    );
    const recording = simulate();
    const current = recording.current?.map((each, index) => each * (1 - 0.0002 * ((recording.time[index] ?? 0) % 250)));
    expect(flags(gitt({ ...recording, ...(current === undefined ? {} : { current }) }, sample))).toContain(
      "the current changes by",
    );
  });

  it("is refused where there is no rest, the pulse was interrupted or has too few points", () => {
    const recording = simulate();
    const refusals = (part: ReturnType<typeof simulate>): (string | null)[] =>
      gitt(part, sample).pulses.map(({ refusal }) => refusal);
    const firstPulse = USUAL.rest;
    const late = refusals(keep(recording, (t) => t > firstPulse + 20));
    expect(late[0]).toContain("no rest before the pulse");
    expect(late.slice(1)).toEqual(Array(5).fill(null));
    const end = recording.time.at(-1) ?? 0;
    const early = refusals(keep(recording, (t) => t < end - USUAL.rest - 20));
    expect(early.at(-1)).toContain("no rest after the pulse");
    const broken = refusals(keep(recording, (t) => t < firstPulse + 50 || t > firstPulse + 200));
    expect(broken[0]).toContain("interrupted for 160 s within the pulse");
    expect(refusals(keep(recording, (t, k) => (recording.current?.[k] ?? 0) === 0 || t % 60 === 0))).toContain(
      "the pulse has 4 points; a line over sqrt(t) needs 6 or more. Faster sampling would settle it",
    );
  });

  it("survives a file that was joined from two", () => {
    const recording = simulate();
    const at = recording.time.findIndex((t) => t > 2 * USUAL.rest + USUAL.pulse + 100);
    const result = gitt({ ...recording, breaks: [at] }, sample);
    expect(result.warnings.join()).toContain("the time starts anew 1 time(s)");
    expect(result.pulses.filter(({ refusal }) => refusal !== null)).toHaveLength(2);
    const inRest = recording.time.findIndex((t) => t > 1.5 * USUAL.rest + USUAL.pulse);
    expect(ratios(gitt({ ...recording, breaks: [inRest] }, sample)).filter(Number.isFinite)).toHaveLength(USUAL.pulses);
  });
});

describe("the sample", () => {
  const recording = simulate({ pulses: 2 });
  // 4.63 g/cm3 of LiCoO2 make 1e-3 cm of a film.
  const host = { molarVolume: "21.1(2) cm3/mol", mass: "0.463(5) mg", molarMass: "97.87 g/mol", area: "0.1 cm2" };

  it("gives the length with its error, which goes doubly into D", () => {
    const result = gitt(recording, host);
    expect(result.length / ((21.1 * 0.463e-3) / 97.87 / 0.1)).toBeCloseTo(1, 12);
    const relative = Math.sqrt((0.2 / 21.1) ** 2 + (5 / 463) ** 2);
    expect((result.lengthStderr ?? 0) / result.length / relative).toBeCloseTo(1, 10);
    const [bare, full] = [gitt(recording, { length: { value: result.length, unit: "cm" } }), result].map(
      ({ pulses }) => {
        const { stderr = 0, value = 1 } = pulses[0]?.diffusionCoefficient ?? {};
        return ((stderr ?? 0) / value) ** 2;
      },
    );
    expect(((full ?? 0) - (bare ?? 0)) / (4 * relative * relative)).toBeCloseTo(1, 8);
  });

  it("tests the time against the diffusion length that is given", () => {
    expect(flags(gitt(recording, { ...host, diffusionLength: "2 um" }))).toContain("L^2/D with L the diffusion length");
  });

  it.each([
    [{ ...host, area: "1 cm" }, "the area is in cm, which is another kind of quantity"],
    [{ molarVolume: "20 cm3/mol", mass: "1 mg" }, "The molar mass, area of the host are missing"],
    [
      { ...host, length: "1 um" },
      "Give the length, or molar volume, mass, molar mass, area and what belongs to it, not both.",
    ],
  ])("refuses %j", (given, message) => {
    expect(() => gitt(recording, given)).toThrow(message);
  });

  it("refuses a recording without what is needed", () => {
    const { name, time, current = time, voltage = time, breaks, notes } = recording;
    expect(() => gitt({ name, time, voltage, breaks, notes }, sample)).toThrow("gitt.csv has no column of current");
    expect(() => gitt({ name, time, current, breaks, notes }, sample)).toThrow("gitt.csv has no column of voltage");
    expect(() => gitt({ name, time, current: time.map(() => 0), voltage, breaks, notes }, sample)).toThrow("no pulse");
  });
});

describe("pulses", () => {
  const found = (current: readonly number[], breaks: readonly number[] = []): string =>
    findPulses(Float64Array.from(current), breaks)
      .map(
        ({ first, last, restBefore, restAfter }) =>
          `${restBefore === null ? "|" : ""}${String(first)}-${String(last)}${restAfter === null ? "|" : ""}`,
      )
      .join(" ");

  it.each([
    ["with rests", [0, 0, 1, 1, 1, 0, 0, 1, 1, 0], "2-4 7-8"],
    ["from the first point to the last", [1, 1, 0, 0, 1, 1], "|0-1 4-5|"],
    ["of both signs", [0, 0, -1, -1, 0, 0, 1, 1, 0, 0], "2-3 6-7"],
    ["of both signs without a rest", [0, 0, -1, -1, 1, 1, 0, 0], "2-3| |4-5"],
    ["with an offset and noise at rest", [0.02, 0.03, 1, 1.1, 0.9, 0.01, 0.04, 0.02], "2-4"],
    ["with a single point gone wrong in a rest and in a pulse", [0, 0, 1, 1, 0, 1, 1, 0, 0, 9, 0, 0], "2-6"],
    ["of different currents", [0, 0, 1, 1, 0, 0, 0.3, 0.3, 0, 0], "2-3 6-7"],
  ])("%s", (_, current, expected) => {
    expect(found(current)).toBe(expected);
  });

  it("are not made over the place where files were joined", () => {
    expect(found([0, 0, 1, 1, 1, 1, 0, 0], [4])).toBe("2-3| |4-5");
    expect(found([0, 0, 1, 1, 0, 0, 0, 0, 1, 1, 0, 0], [6])).toBe("2-3 8-9");
  });
});
