import { describe, expect, it } from "vitest";
import { fit, parseCircuit } from "../../src/index.ts";
import { comparisonText, resultTable, spectrumHeading } from "../../src/report/index.ts";
import { compareCircuits, intervals } from "../../src/index.ts";
import { figures } from "../../src/report/resultTable.ts";
import { simulated } from "../fit/support.ts";

describe("what has run to 0", () => {
  const data = simulated("(R1{100}|C1{1u})", { noise: 0.003 });
  const circuit = parseCircuit("R0-L0-(R1|C1)");

  it("is shown as 0, with the ends of its interval in plain numbers", () => {
    const result = fit(data, circuit);
    const atLimit = result.parameters.filter(({ status }) => status === "at-bound").map(({ name }) => name);
    expect(atLimit.length).toBeGreaterThan(0);
    const lines = resultTable(result, intervals(result, { method: "profile" })).split("\n");
    for (const name of atLimit) {
      const line = lines.find((one) => one.startsWith(`${name} `)) ?? "";
      expect(line).toMatch(/^\w+ +(?:0|infinity) .*at its limit, (?:0|infinity)$/);
      expect(line).not.toMatch(/\de[+-]\d/);
    }
  });

  it("has its interval in a unit of its size", () => {
    const [, , unit, , ends] = figures({ value: 0, stderr: null, interval: [0, 2.04e-8], unit: "H" });
    expect([unit, ends]).toEqual(["nH", "0 .. 20.4"]);
    expect(figures({ value: Infinity, stderr: null, interval: [3e4, Infinity], unit: "ohm" })).toEqual([
      "infinity",
      "",
      "kohm",
      "",
      "30 .. infinity",
    ]);
  });

  it("is so in comparisons of circuits that are the same", () => {
    const pair = ["R0-L0-(R1|C1)", "L0-R0-(R1|C1)"].map(parseCircuit);
    const text = comparisonText(compareCircuits(data, pair));
    expect(text).toContain("are the same circuit in other forms");
    expect(text).not.toMatch(/= \d\.\d+e-\d\d/);
  });
});

describe("a heading", () => {
  it.each([
    [[7000018.5, 10, 0.10002180933952332], "cell.mpt: 3 points, 7 MHz .. 100 mHz"],
    [[1e5, 0.1244795587], "cell.mpt: 2 points, 100 kHz .. 124.5 mHz"],
    [[50], "cell.mpt: 1 point at 50 Hz"],
  ])("of %j is short", (frequencyHz, text) => {
    expect(spectrumHeading("cell.mpt", frequencyHz)).toBe(text);
  });
});
