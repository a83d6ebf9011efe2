import { Complex } from "complex.js";
import { describe, expect, it } from "vitest";

import { makeElementCatalogue } from "../../src/elements/catalogue.ts";
import type { ElementRecord } from "../../src/elements/element.ts";
import { elementRecords, findElement, longestMatchingSymbol } from "../../src/elements/index.ts";
import { elementTableMarkdown } from "../../src/elements/table.ts";
import { byName, readPoints } from "./fixtures.ts";
import { componentError } from "./kernels.ts";

/** The naive formulas lose what their powers lose: 2^-53 times the logarithm of 1e42, 13 times that near a pole. */
const TOLERANCE = 2e-14;

const bySymbol = elementRecords.map((element) => [element.symbol, element] as const);

function element(symbol: string): ElementRecord {
  const found = findElement(symbol);
  if (found === undefined) throw new Error(`there is no element ${symbol}`);
  return found;
}

describe.each(bySymbol)("record of %s", (_symbol, record) => {
  const points = readPoints(record);

  it("has a formula that gives the impedance", () => {
    for (const { parameters, omega, impedance } of points) {
      const found = record.impedance(byName(record, parameters), new Complex(0, omega));
      const where = `${parameters.join(", ")} at omega = ${String(omega)}`;
      expect(componentError(found, impedance), where).toBeLessThanOrEqual(TOLERANCE);
    }
  });

  it.each([0, 0.5, 1])("has limits that the formula approaches, with exponents of %d", (exponent) => {
    // With time constants near 1, omega = 1e-28 and 1e28 are within 1e-5 of the limits for exponents from 1/2 on.
    const values = byName(
      record,
      record.parameters.map(({ scale, upper }, index) =>
        scale === "linear" ? Math.min(exponent, upper) : 1 + index / 4,
      ),
    );
    const ends = [
      [record.limitAtZero(values), 1e-28],
      [record.limitAtInfinity(values), 1e28],
    ] as const;
    for (const [limit, omega] of ends) {
      const { re, im } = record.impedance(values, new Complex(0, omega));
      if (limit === Infinity) expect(Math.hypot(re, im)).toBeGreaterThan(1e5);
      else expect(Math.hypot(re - limit, im)).toBeLessThan(1e-5);
    }
  });

  it("has sensible parameters", () => {
    for (const parameter of record.parameters) {
      expect(parameter.default).toBeGreaterThan(parameter.lower);
      expect(parameter.default).toBeLessThanOrEqual(parameter.upper);
      expect(parameter.lower).toBe(0);
      expect(parameter.upper).toBe(parameter.scale === "logarithmic" ? Infinity : parameter.fixedByDefault ? 0.95 : 1);
      if (typeof parameter.second === "string") {
        expect(record.parameters.map(({ name }) => name)).toContain(parameter.second);
      }
    }
  });

  it("says which parameter is missing", () => {
    const [first, ...rest] = record.parameters;
    const values = Object.fromEntries(rest.map(({ name }) => [name, 1]));
    const missing = `no number was given for ${first?.name ?? ""}`;
    expect(() => record.impedance(values, new Complex(0, 1))).toThrow(missing);
    expect(() => record.limitAtZero(values)).toThrow(RangeError);
    expect(() => record.limitAtInfinity(values)).toThrow(RangeError);
  });
});

describe("dimensions", () => {
  it("make Z scale as they say", () => {
    // Z(p, s) = c Z(p', s k) where p' = p c^-ohm k^-second: ohms become 1/c of themselves, seconds 1/k.
    const [c, k] = [7, 1 / 3];
    for (const record of elementRecords) {
      const values = byName(
        record,
        record.parameters.map(({ scale }, index) => (scale === "linear" ? 0.7 : 1 + index / 4)),
      );
      const scaled = Object.fromEntries(
        record.parameters.map(({ name, ohm, second }) => {
          const seconds = typeof second === "number" ? second : (values[second] ?? NaN);
          return [name, (values[name] ?? NaN) * c ** -ohm * k ** -seconds];
        }),
      );
      const before = record.impedance(values, new Complex(0, 1.3));
      const after = record.impedance(scaled, new Complex(0, 1.3 * k)).mul(c);
      expect(componentError(after, before), record.symbol).toBeLessThan(1e-14);
    }
  });
});

describe("relations between elements", () => {
  const s = new Complex(0, 0.7);
  const agree = (one: Complex, other: Complex): void => {
    expect(componentError(one, other)).toBeLessThan(1e-14);
  };

  it("hold where one is a special case of another", () => {
    const z = (symbol: string, values: Record<string, number>): Complex => element(symbol).impedance(values, s);
    agree(z("Zarc", { R: 3, tau: 2, n: 1 }), z("K", { R: 3, tau: 2 }));
    agree(z("HN", { R: 3, tau: 2, a: 0.8, b: 1 }), z("Zarc", { R: 3, tau: 2, n: 0.8 }));
    agree(z("Ga", { R: 3, tau: 2, a: 0.5 }), z("G", { R: 3, tau: 2 }));
    agree(z("HN", { R: 3, tau: 2, a: 1, b: 0.4 }), z("Ga", { R: 3, tau: 2, a: 0.4 }));
    agree(z("Gs", { R: 3, tau: 2, phi: 50 }), z("G", { R: 3, tau: 2 }));
    agree(z("Wo", { R: 3, tau: 2, p: 0.5 }), z("TLMQ", { Rion: 3, Qs: 2 / 3, g: 1 }));
    agree(z("Ws", { R: 3, tau: 2, p: 0.5 }), z("TLMQs", { Rion: 3, Qs: 2 / 3, g: 1 }));
    agree(z("ADo", { R: 3, tau: 2, g: 1 }), z("Wo", { R: 3, tau: 2, p: 0.5 }));
    agree(z("ADs", { R: 3, tau: 2, g: 1 }), z("Ws", { R: 3, tau: 2, p: 0.5 }));
    agree(z("TLMR", { Rion: 3, Rct: Infinity, Qs: 2, g: 0.9 }), z("TLMQ", { Rion: 3, Qs: 2, g: 0.9 }));
    agree(
      z("TLMRe", { Rion: 3, Rct: 4, Qs: 2, g: 0.9, Qe: 1e-30, ge: 1 }),
      z("TLMR", { Rion: 3, Rct: 4, Qs: 2, g: 0.9 }),
    );
    agree(
      z("TLMRe", { Rion: 3, Rct: 4, Qs: 2, g: 0.9, Qe: 1e30, ge: 1 }),
      z("TLMRs", { Rion: 3, Rct: 4, Qs: 2, g: 0.9 }),
    );
    agree(
      z("TLMDR", { Rion: 3, Rel: 5, Rct: 4, Qs: 2, g: 1 }),
      z("T", { A: 34 / 8, B: 30 / 8, a0: 8 / 4, b0: 8 * 2 }).add(15 / 8),
    );
  });
});

describe("catalogue", () => {
  const [R, C] = [element("R"), element("C")];

  it("refuses a spelling, an opcode or a parameter that occurs twice", () => {
    expect(() => makeElementCatalogue([R, { ...C, symbol: "R" }])).toThrow(
      "two elements are spelled R: resistor and capacitor",
    );
    expect(() => makeElementCatalogue([R, { ...C, aliases: ["R"] }])).toThrow("two elements are spelled R");
    expect(() => makeElementCatalogue([R, { ...C, opcode: R.opcode }])).toThrow("R and C have the same opcode, 1");
    expect(() => makeElementCatalogue([{ ...C, parameters: [...C.parameters, ...C.parameters] }])).toThrow(
      "C has two parameters named C",
    );
    expect(makeElementCatalogue([R, C]).records).toHaveLength(2);
  });

  it("finds elements by symbol and alias, case-sensitively", () => {
    expect(findElement("Q")).toBe(findElement("CPE"));
    expect(findElement("Wo")?.name).toContain("reflective");
    expect(findElement("wo")).toBeUndefined();
    expect(findElement("")).toBeUndefined();
  });

  it("finds the longest symbol at an offset", () => {
    expect(longestMatchingSymbol("Wo1")?.spelling).toBe("Wo");
    expect(longestMatchingSymbol("W1")?.spelling).toBe("W");
    expect(longestMatchingSymbol("R0-TLMQe3", 3)?.spelling).toBe("TLMQe");
    expect(longestMatchingSymbol("Q1")?.element.symbol).toBe("CPE");
    expect(longestMatchingSymbol("T_x")?.element.symbol).toBe("T");
    expect(longestMatchingSymbol("R0", 2)).toBeUndefined();
    expect(longestMatchingSymbol("x1")).toBeUndefined();
  });

  it("has a table with a row for every element", () => {
    const lines = elementTableMarkdown().trimEnd().split("\n");
    expect(lines).toHaveLength(elementRecords.length + 2);
    for (const { symbol } of elementRecords)
      expect(lines.some((line) => line.startsWith(`| \`${symbol}\``))).toBe(true);
    expect(lines.every((line) => line.split("|").length === 6)).toBe(true);
    expect(elementTableMarkdown()).toContain(
      "| `CPE`, `Q` | constant phase element | `1/(Q s^n)` | Q (F s^(n-1)); n |",
    );
    expect(elementTableMarkdown()).toContain("p, 0.5 unless freed");
  });
});
