import { describe, expect, it } from "vitest";
import { linearKramersKronig, makeSpectrum, type LinearDomain, type LinearVariant } from "../../src/index.ts";
import fixtures from "../fixtures/validate/linear.json" with { type: "json" };
import peers from "../fixtures/validate/peers.json" with { type: "json" };

const POINTS = [0, 20, -1];

describe("linear tests of other packages on the same data", () => {
  it.each(peers.rows.map((row) => [`${row.package}: ${row.kind}, ${row.variant}, ${row.domain}`, row] as const))(
    "%s",
    (_name, row) => {
      const fixture = fixtures.find(({ kind }) => kind === row.kind);
      if (fixture === undefined) throw new Error("no such spectrum");
      const found = linearKramersKronig(makeSpectrum(fixture), {
        variant: row.variant as LinearVariant,
        domain: row.domain as LinearDomain,
        capacitance: row.capacitance,
        terms: row.terms,
        extension: 1,
      });
      POINTS.forEach((point, place) => {
        const [re, im] = [row.re[place] ?? Number.NaN, row.im[place] ?? Number.NaN];
        const off = Math.hypot((found?.fitRe.at(point) ?? 0) - re, (found?.fitIm.at(point) ?? 0) - im);
        // impedance.py inverts the normal equations, whose condition is the square of that of the columns.
        expect(off / Math.hypot(re, im)).toBeLessThan(1e-6);
      });
    },
  );
});
