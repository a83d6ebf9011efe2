import { STOP_NEVER, STOP_THRESHOLD } from "../../assembly/agreed/kramersKronig.ts";
import { chooseByScore, EXTENSIONS, mostByScore } from "../linear/choose.ts";
import type { LinearDomain, LinearForm, LinearTest, ScanRow } from "../linear/linearTest.ts";
import { turnsOf } from "./curvature.ts";
import type { TermsCriterion } from "./linearKramersKronig.ts";

/** What a criterion chose for a domain and an extension. */
export interface TermsChoice {
  readonly domain: LinearDomain;
  readonly extension: number;
  readonly terms: number;
  readonly score: number;
  readonly reached: boolean;
}

const THRESHOLD = 0.85;
const MOST_BY_MU = 50;
/** Within this of the least score a number of terms describes the data as well. */
const AS_GOOD = 1.5;

/** The choices of a criterion for the domains and extensions asked for; of `gcv` the best of all. */
export function candidates(
  test: LinearTest,
  form: Omit<LinearForm, "domain">,
  domains: readonly LinearDomain[],
  terms: number | TermsCriterion,
  extension: number | "auto" | undefined,
): TermsChoice[] {
  const byScore = typeof terms !== "number" && terms.criterion === "gcv";
  const extensions = extension === "auto" || (extension === undefined && byScore) ? EXTENSIONS : [extension ?? 1];
  if (byScore) {
    const best = chooseByScore(test, { ...form, domain: "impedance" }, domains, extensions);
    return best === undefined ? [] : [{ ...best, reached: true }];
  }
  return domains.flatMap((domain) =>
    extensions.flatMap((each) => {
      const own = { ...form, domain };
      const row = chooseRow(test, own, each, terms);
      return row === undefined ? [] : [{ domain, extension: each, ...row }];
    }),
  );
}

type Row = Pick<TermsChoice, "terms" | "score" | "reached">;

function chooseRow(
  test: LinearTest,
  form: LinearForm,
  extension: number,
  terms: number | TermsCriterion,
): Row | undefined {
  if (typeof terms === "number") {
    const [row] = test.scan(form, extension, terms, terms, STOP_NEVER);
    return row === undefined ? undefined : { ...row, reached: true };
  }
  if (terms.criterion === "mu") {
    const { threshold = THRESHOLD, mostTerms = MOST_BY_MU } = terms;
    const last = test.scan(form, extension, 1, mostTerms, STOP_THRESHOLD, threshold).at(-1);
    return last === undefined ? undefined : { ...last, reached: last.mu <= threshold };
  }
  const rows = test.scan(form, extension, 1, mostByScore(test, form), STOP_NEVER);
  const least = Math.min(...rows.map(({ score }) => score));
  const good = rows.filter(({ score }) => score <= AS_GOOD * least);
  const row = terms.criterion === "sum" ? largestSum(good) : smoothest(test, form, extension, good);
  return row === undefined ? undefined : { ...row, reached: true };
}

function largestSum(rows: readonly ScanRow[]): ScanRow | undefined {
  return rows.reduce<ScanRow | undefined>(
    (best, row) => (best === undefined || row.logarithmOfSum > best.logarithmOfSum ? row : best),
    undefined,
  );
}

function smoothest(
  test: LinearTest,
  form: LinearForm,
  extension: number,
  rows: readonly ScanRow[],
): ScanRow | undefined {
  let best: { row: ScanRow; changes: number; norm: number } | undefined;
  for (const row of rows) {
    const solution = test.solve(form, extension, row.terms);
    if (solution === undefined) continue;
    const { changes, norm } = turnsOf(solution, test.frequencyHz);
    if (best === undefined || changes < best.changes || (changes === best.changes && norm < best.norm)) {
      best = { row, changes, norm };
    }
  }
  return best?.row;
}
