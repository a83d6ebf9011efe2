import { lumpedTerms, type LinearDomain, type LinearForm, type LinearTest } from "./linearTest.ts";

/** Factors by which time constants reach beyond the frequencies. */
export const EXTENSIONS: readonly number[] = [1, 3, 10];

/** What the least score belongs to. */
export interface LinearChoice {
  readonly domain: LinearDomain;
  readonly extension: number;
  readonly terms: number;
  readonly score: number;
}

type TermsScore = Pick<LinearChoice, "terms" | "score">;

/** At most this share as many coefficients as numbers, so that real and imaginary parts can be told apart as well. */
const MOST_SHARE = 1 / 3;

/** Most terms with a time constant that are chosen by score. */
export function mostByScore(test: LinearTest, form: LinearForm): number {
  const lumped = lumpedTerms(form);
  const numbers = form.variant === "complex" ? 2 * test.included : test.included;
  return Math.max(numbers > lumped + 1 ? 1 : 0, Math.floor(MOST_SHARE * numbers) - lumped);
}

/** Terms tried first, each some four tenths more than the one before. */
const COARSE: readonly number[] = [1, 2, 3, 5, 8, 11, 15, 21, 29, 41, 57, 80, 100];
/** The coarse search ends this many steps beyond its best, not counting the first, where scores go up and down. */
const BEYOND = 2;
const FEW = 8;
/** Beyond, a term more or less hardly changes the score. */
const MANY = 20;

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
      const coarse = scoreCoarsely(test, own, extension);
      return coarse === undefined ? [] : [{ own, extension, ...coarse }];
    }),
  );
  found.sort((a, b) => a.score - b.score);
  const [best] = found;
  return best && { domain: best.own.domain, extension: best.extension, ...refine(test, best.own, best) };
}

/** Numbers of terms between those tried before and behind the best: every one, of many every second and the two beside the best of these. */
function refine(
  test: LinearTest,
  form: LinearForm,
  { extension, terms, score }: Omit<LinearChoice, "domain">,
): TermsScore {
  const at = COARSE.indexOf(terms);
  const last = Math.min(mostByScore(test, form), (COARSE[at + 1] ?? terms) - 1);
  let best: TermsScore = { terms, score };
  const attempt = (next: number): void => {
    const own = next <= last ? test.score(form, extension, next) : Infinity;
    if (own < best.score) best = { terms: next, score: own };
  };
  for (let next = (COARSE[at - 1] ?? 0) + 1; next <= last; next += next < MANY ? 1 : 2) attempt(next);
  if (best.terms > MANY) {
    const { terms: middle } = best;
    attempt(middle - 1);
    attempt(middle + 1);
  }
  return best;
}

function scoreCoarsely(test: LinearTest, form: LinearForm, extension: number): TermsScore | undefined {
  const last = mostByScore(test, form);
  let best: TermsScore | undefined;
  let since = 0;
  for (const terms of COARSE) {
    if (terms > last || since === BEYOND) break;
    const score = test.score(form, extension, terms);
    if (score === Infinity) break;
    if (best === undefined || score < best.score) {
      best = { terms, score };
      since = 0;
    } else if (terms > FEW) since++;
  }
  return best;
}
