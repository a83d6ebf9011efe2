import { STOP_NEVER } from "../../assembly/program.ts";
import type { LinearDomain, LinearForm, LinearTest, ScanRow } from "./linearTest.ts";

/** Factors by which time constants reach beyond the frequencies. */
export const EXTENSIONS: readonly number[] = [1, 3, 10];

/** What the least score belongs to. */
export interface LinearChoice {
  readonly domain: LinearDomain;
  readonly extension: number;
  readonly terms: number;
  readonly score: number;
}

/** At most half as many coefficients as numbers. */
export function mostByScore(test: LinearTest, { variant, capacitance, inductance }: LinearForm): number {
  const lumped = 1 + (capacitance ? 1 : 0) + (inductance ? 1 : 0);
  const numbers = variant === "complex" ? 2 * test.included : test.included;
  return Math.floor(numbers / 2) - lumped;
}

/** Terms tried first, each about a third more than the one before. */
const COARSE: readonly number[] = [1, 2, 3, 5, 7, 10, 14, 19, 25, 33, 44, 58, 77, 100];
/** The search ends at this many times the best of these, and some more. */
const BEYOND = 1.4;
const MORE = 4;
/** Only where the least score of the coarse search is at most this times the least of all are other numbers of terms tried. */
const PROMISING = 1.1;

/**
 * Terms, extension and domain of a least score of generalised cross-validation, (S/n)/(1 - p/n)^2 (Craven and Wahba, Numer. Math.
 * 31, 377, 1979): coarsely at first, then about the best. Undefined where the points are too few for a single term.
 */
export function chooseByScore(
  test: LinearTest,
  form: LinearForm,
  domains: readonly LinearDomain[],
  extensions: readonly number[] = EXTENSIONS,
): LinearChoice | undefined {
  const forms = domains.flatMap((domain) => extensions.map((extension) => ({ ...form, domain, extension })));
  const found = forms.map((own) => ({ own, coarse: scoreCoarsely(test, own, own.extension) }));
  const least = found.reduce((low, { coarse }) => coarse.reduce((one, { score }) => Math.min(one, score), low), Infinity);
  let best: LinearChoice | undefined;
  for (const { own, coarse } of found) {
    const row = leastScore(coarse);
    if (row === undefined || !(row.score <= PROMISING * least)) continue;
    const at = COARSE.indexOf(row.terms);
    const last = Math.min(mostByScore(test, own), (COARSE[at + 1] ?? row.terms) - 1);
    const fine = test.scan(own, own.extension, (COARSE[at - 1] ?? 0) + 1, last, STOP_NEVER);
    const { terms, score } = leastScore([row, ...fine]) ?? row;
    if (best === undefined || score < best.score) {
      best = { domain: own.domain, extension: own.extension, terms, score };
    }
  }
  return best;
}

function scoreCoarsely(test: LinearTest, form: LinearForm, extension: number): ScanRow[] {
  const last = mostByScore(test, form);
  const rows: ScanRow[] = [];
  for (const terms of COARSE) {
    const best = leastScore(rows);
    if (terms > last || (best !== undefined && terms > BEYOND * best.terms + MORE)) break;
    const [row] = test.scan(form, extension, terms, terms, STOP_NEVER);
    if (row === undefined) break;
    rows.push(row);
  }
  return rows;
}

/** The row of the least score. */
export function leastScore(rows: readonly ScanRow[]): ScanRow | undefined {
  return rows.reduce<ScanRow | undefined>(
    (best, row) => (best === undefined || row.score < best.score ? row : best),
    undefined,
  );
}
