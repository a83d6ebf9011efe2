import { describe, expect, it } from "vitest";
import { STOP_NEVER } from "../../assembly/agreed/kramersKronig.ts";
import { linearKramersKronig, makeSpectrum, type LinearDomain } from "../../src/index.ts";
import { LinearTest } from "../../src/linear/linearTest.ts";
import { turnsOf } from "../../src/validate/curvature.ts";
import { deviation } from "../fit/support.ts";
import fixtures from "../fixtures/validate/linear.json" with { type: "json" };
import peers from "../fixtures/validate/termsPeers.json" with { type: "json" };

describe("numbers of time constants of pyimpspec on the same data", () => {
  const cases = peers.rows.map((row) => [`${row.kind}, ${row.domain}`, row] as const);

  function setUp(row: (typeof peers.rows)[number]) {
    const fixture = fixtures.find(({ kind }) => kind === row.kind);
    if (fixture === undefined) throw new Error("no such spectrum");
    const spectrum = makeSpectrum(fixture);
    const domain = row.domain as LinearDomain;
    return { spectrum, domain, form: { variant: "complex", domain, capacitance: true, inductance: true } as const };
  }

  it.each(cases)("%s: what the criteria look at", (_name, row) => {
    const { spectrum, form } = setUp(row);
    const test = new LinearTest(spectrum);
    let unit: number | undefined;
    for (const { terms, mu, log10Sum, norm, changes } of row.values) {
      const [found] = test.scan(form, 1, terms, terms, STOP_NEVER);
      const solution = test.solve(form, 1, terms);
      if (found === undefined || solution === undefined) throw new Error("not determined");
      // It inverts normal equations, whose condition is the square of that of the columns: up to 1e10 with 15 terms. It cuts mu off at 0.
      expect(Math.abs(Math.max(0, found.mu) - mu)).toBeLessThan(1e-5);
      // Sums are in other units, which changes their logarithms by the same for all.
      unit ??= found.logarithmOfSum - log10Sum * Math.LN10;
      expect(Math.abs(found.logarithmOfSum - log10Sum * Math.LN10 - unit)).toBeLessThan(1e-5);
      // Curvatures are second differences of neighbouring impedances, and it takes them from an arc cosine near 1, which keeps half of the digits.
      const turns = turnsOf(solution, test.frequencyHz);
      expect(deviation(turns.norm, norm)).toBeLessThan(1e-4);
      expect(turns.changes).toBe(changes);
    }
  });

  it.each(cases)("%s: the number by mu", (_name, row) => {
    const { spectrum, domain } = setUp(row);
    const found = linearKramersKronig(spectrum, { domain, extension: 1, terms: { criterion: "mu" } });
    expect(found?.terms).toBe(row.suggested.mu);
  });

  it.each(cases)(
    "%s: by curvature no more changes of sign than its own choice where that describes the data",
    (_name, row) => {
      const { spectrum, domain, form } = setUp(row);
      const own = linearKramersKronig(spectrum, { domain, extension: 1, terms: { criterion: "curvature" } });
      const best = linearKramersKronig(spectrum, { domain, extension: 1, terms: { criterion: "gcv" } });
      const theirs = linearKramersKronig(spectrum, { domain, extension: 1, terms: row.suggested.default });
      if (!own || !best || !theirs) throw new Error("no test");
      const test = new LinearTest(spectrum);
      const changesOf = (terms: number): number => {
        const solution = test.solve(form, 1, terms);
        return solution === undefined ? Number.NaN : turnsOf(solution, test.frequencyHz).changes;
      };
      // What this criterion allows: 1.5 times the least score.
      if (theirs.score <= 1.5 * best.score) expect(changesOf(own.terms)).toBeLessThanOrEqual(changesOf(theirs.terms));
      expect(own.score).toBeLessThanOrEqual(1.5 * best.score);
    },
  );
});
