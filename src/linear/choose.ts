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

/** At most this share as many coefficients as numbers, so that real and imaginary parts can be told apart as well. */
const MOST_SHARE = 1 / 3;

/** Most terms with a time constant that are chosen by score. */
export function mostByScore(test: LinearTest, { variant, capacitance, inductance }: LinearForm): number {
  const lumped = 1 + (capacitance ? 1 : 0) + (inductance ? 1 : 0);
  const numbers = variant === "complex" ? 2 * test.included : test.included;
  return Math.max(numbers > lumped + 1 ? 1 : 0, Math.floor(MOST_SHARE * numbers) - lumped);
}

/** Terms tried first, each some four tenths more than the one before. */
const COARSE: readonly number[] = [1, 2, 3, 5, 8, 11, 15, 21, 29, 41, 57, 80, 100];
/** The coarse search ends this many steps beyond its best, not counting the first, where scores go up and down. */
const BEYOND = 2;
const FEW = 8;
/** Domains and extensions where numbers between are tried, those with the least scores. */
const PROMISING = 1;

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
  const found = domains.flatMap((domain) =>
    extensions.flatMap((extension) => {
      const own = { ...form, domain };
      const row = scoreCoarsely(test, own, extension);
      return row === undefined ? [] : [{ own, extension, row }];
    }),
  );
  found.sort((a, b) => a.row.score - b.row.score);
  const refined = found.slice(0, PROMISING).map(({ own, extension, row }): LinearChoice => {
    const at = COARSE.indexOf(row.terms);
    const last = Math.min(mostByScore(test, own), (COARSE[at + 1] ?? row.terms) - 1);
    const fine = test.scan(own, extension, (COARSE[at - 1] ?? 0) + 1, last, STOP_NEVER);
    const { terms, score } = leastScore([row, ...fine]) ?? row;
    return { domain: own.domain, extension, terms, score };
  });
  return refined.reduce<LinearChoice | undefined>(
    (best, choice) => (best === undefined || choice.score < best.score ? choice : best),
    undefined,
  );
}

function scoreCoarsely(test: LinearTest, form: LinearForm, extension: number): ScanRow | undefined {
  const last = mostByScore(test, form);
  let best: ScanRow | undefined;
  let since = 0;
  for (const terms of COARSE) {
    if (terms > last || since === BEYOND) break;
    const [row] = test.scan(form, extension, terms, terms, STOP_NEVER);
    if (row === undefined) break;
    if (best === undefined || row.score < best.score) {
      best = row;
      since = 0;
    } else if (terms > FEW) since++;
  }
  return best;
}

/** The row of the least score. */
export function leastScore(rows: readonly ScanRow[]): ScanRow | undefined {
  return rows.reduce<ScanRow | undefined>(
    (best, row) => (best === undefined || row.score < best.score ? row : best),
    undefined,
  );
}
