import { describe, expect, it } from "vitest";
import { transferenceNumber, type Transference, type TransferenceInput } from "../../src/analysis/transference.ts";
import { correlated } from "../../src/analysis/uncertain.ts";
import { NormalGenerator } from "../../src/cli/random.ts";

/** The two rows of Table S1 with their results (../shared/field.md, section 3). */
const ROWS = [
  {
    name: "3DLLZO-PCE",
    currents: [11.4, 8.54],
    resistances: [691, 883],
    t: 0.6466,
    onePercent: 0.051,
    ohm: 186,
    common: -0.004,
  },
  {
    name: "LLZO-PCE",
    currents: [11.3, 6.97],
    resistances: [810, 1130],
    t: 0.246,
    onePercent: 0.042,
    ohm: 75,
    common: -0.017,
  },
] as const;
type Row = (typeof ROWS)[number];
type Five = readonly [i0: number, iss: number, r0: number, rss: number, dv: number];

function fiveOf({ currents, resistances }: Row): Five {
  return [currents[0], currents[1], resistances[0], resistances[1], 10];
}

function inputOf([i0, iss, r0, rss, dv]: Five, percent = 0): TransferenceInput {
  const quantity = (value: number, unit: string) => ({ value, unit, stderr: (percent / 100) * value });
  return {
    initialCurrent: quantity(i0, "uA"),
    steadyCurrent: quantity(iss, "uA"),
    initialResistance: quantity(r0, "ohm"),
    steadyResistance: quantity(rss, "ohm"),
    voltage: { value: dv, unit: "mV" },
  };
}

function t([i0, iss, r0, rss, dv]: Five): number {
  return (iss * (dv * 1e3 - i0 * r0)) / (i0 * (dv * 1e3 - iss * rss));
}

function stderrOf(found: Transference): number {
  return found.transferenceNumber.stderr ?? Number.NaN;
}

describe.each(ROWS)("Table S1, $name", (row) => {
  const five = fiveOf(row);

  it("comes out to its digits", () => {
    const found = transferenceNumber(inputOf(five));
    expect(found.transferenceNumber.value).toBeCloseTo(row.t, 4);
    expect(found.transferenceNumber.stderr).toBeNull();
    expect(found.stderrOfOnePercent).toBeCloseTo(row.onePercent, 3);
    expect(found.ohmicCheck.resistance.value.toFixed(0)).toBe(String(row.ohm));
    expect(found.ohmicCheck.agrees).toBeNull();
  });

  it("has the error of 1 % on each current and resistance, and the flag of cancellation", () => {
    const found = transferenceNumber(inputOf(five, 1));
    expect(stderrOf(found)).toBeCloseTo(row.onePercent, 3);
    expect(found.stderrOfOnePercent).toBeCloseTo(stderrOf(found), 12);
    expect(found.cancellation).toBe(true);
    expect(found.warnings.join()).toMatch(/cancellation: I_0 R_0 is (79|92) % of dV/);
  });

  it("is moved by a common error of both resistances as they are correlated", () => {
    const [e0 = 0, ess = 0, d0 = 0, dss = 0] = transferenceNumber(inputOf(five)).inputs.map(
      ({ logDerivative }) => logDerivative,
    );
    // The table's move is that of first order; the whole one of the second row is -0.018.
    expect(0.01 * row.t * (d0 + dss)).toBeCloseTo(row.common, 3);
    const independent = stderrOf(transferenceNumber(inputOf(five, 1)));
    const together = stderrOf(transferenceNumber({ ...inputOf(five, 1), resistanceCorrelation: 1 }));
    // Errors of the currents stay independent.
    const expected = 0.01 * row.t * Math.sqrt(e0 * e0 + ess * ess + (d0 + dss) ** 2);
    // The table gives t to four digits.
    expect(together / expected).toBeCloseTo(1, 3);
    expect(together).toBeLessThan(independent);
  });

  it("has the derivatives that differences give", () => {
    const step = 1e-6;
    for (const [k, { logDerivative }] of transferenceNumber(inputOf(five)).inputs.entries()) {
      const at = (factor: number): number =>
        t(five.map((each, j) => (j === k ? factor * each : each)) as unknown as Five);
      // Central differences: step^2 of truncation and 1e-16/step of rounding, times 1e2 of cancellation.
      expect((at(1 + step) - at(1 - step)) / (2 * step * t(five))).toBeCloseTo(logDerivative, 6);
    }
  });

  it.each([0, 0.9])("has the error that draws of the inputs give, with correlation %s", (rho) => {
    const share = 0.1;
    const normal = new NormalGenerator(7);
    const draws = 20_000;
    let [sum, squares] = [0, 0];
    for (let k = 0; k < draws; k++) {
      const [first, second] = [normal.next(), normal.next()];
      const errors = [normal.next(), normal.next(), first, rho * first + Math.sqrt(1 - rho * rho) * second, 0];
      const drawn = t(five.map((each, j) => each * (1 + (share / 100) * (errors[j] ?? 0))) as unknown as Five);
      sum += drawn;
      squares += drawn * drawn;
    }
    const spread = Math.sqrt(squares / draws - (sum / draws) ** 2);
    const found = stderrOf(transferenceNumber({ ...inputOf(five, share), resistanceCorrelation: rho }));
    // A standard deviation of n draws is good to 1/sqrt(2 n) = 0.5 %; at 0.1 % the second order is below that.
    expect(Math.abs(spread / found - 1)).toBeLessThan(0.02);
  });
});

describe("transferenceNumber", () => {
  const five = fiveOf(ROWS[0]);

  it("takes the covariance of numbers of one fit", () => {
    const [r0, rss] = correlated(
      [691, 883],
      [
        [6.91 ** 2, 0.9 * 6.91 * 8.83],
        [0.9 * 6.91 * 8.83, 8.83 ** 2],
      ],
    );
    if (r0 === undefined || rss === undefined) throw new Error("two numbers");
    const shared = transferenceNumber({ ...inputOf(five, 1), initialResistance: r0, steadyResistance: rss });
    const given = transferenceNumber({ ...inputOf(five, 1), resistanceCorrelation: 0.9 });
    expect(stderrOf(shared) / stderrOf(given)).toBeCloseTo(1, 12);
    expect(() =>
      transferenceNumber({
        ...inputOf(five, 1),
        initialResistance: r0,
        steadyResistance: rss,
        resistanceCorrelation: 0.9,
      }),
    ).toThrow("errors in common already");
  });

  it("asks the electrolyte's resistance for the ohmic check", () => {
    const at = (electrolyteResistance: string) => transferenceNumber({ ...inputOf(five, 1), electrolyteResistance });
    // dV/I_0 - R_0 is 186(11) ohm.
    expect(at("180 ohm").ohmicCheck.agrees).toBe(true);
    expect(at("180 ohm").warnings.join()).not.toContain("ohmic");
    const far = at("120(2) ohm");
    expect(far.ohmicCheck.agrees).toBe(false);
    expect(far.warnings.join()).toContain("dV/I_0 - R_0 is 186 ohm, the electrolyte has 120 ohm by its spectrum, 5.");
  });

  it("says where the difference may be nothing, and where t+ is above 1", () => {
    const lost = transferenceNumber({ ...inputOf([11.4, 8.54, 860, 883, 10], 3) });
    expect(lost.warnings.join()).toContain("t+ is not determined");
    const large = transferenceNumber(inputOf([8, 7.9, 100, 400, 10], 0.1));
    expect(large.cancellation).toBe(false);
    expect(large.warnings.join()).toContain("t+ is above 1");
  });

  it("refuses what cannot be", () => {
    expect(() => transferenceNumber({ ...inputOf(five), voltage: "5 mV" })).toThrow(
      "I_0 R_0 is 7.877 mV, not below dV = 5 mV: the interfaces cannot take the whole voltage.",
    );
    expect(() => transferenceNumber({ ...inputOf(five), initialCurrent: "11.4 mV" })).toThrow(
      "another kind of quantity",
    );
    expect(() => transferenceNumber({ ...inputOf(five), steadyCurrent: "-8.54 uA" })).toThrow("must be above 0");
    expect(() => transferenceNumber({ ...inputOf(five, 1), resistanceCorrelation: 1.2 })).toThrow("between -1 and 1");
  });
});
