import { ln } from "../../../assembly/math/elementary.ts";
import { BOLTZMANN_EV } from "../constants.ts";
import { theExaminer } from "../../kernel/load.ts";
import { combine, correlated, plus, type Uncertain } from "../uncertain.ts";
import type { ActivationForm, ArrheniusKind } from "./form.ts";
import { isRounding, type FittedLine } from "./line.ts";
import { carried, leastSquares, type LinearFit } from "./leastSquares.ts";
import type { ReadPoint } from "./points.ts";

/**
 * `root-T`: sigma = A T^(-1/2) exp(-B/(T - T0)), after Vogel, Tammann and Fulcher as it is used for polymers; `plain`:
 * sigma = A exp(-B/(T - T0)). For a resistance 1/R stands for sigma.
 */
export type VftForm = "root-T" | "plain";

/** A fit of the Vogel-Tammann-Fulcher law. */
export interface VftFit {
  readonly form: VftForm;
  /** Vogel temperature, K. */
  readonly vogelTemperature: Uncertain;
  /** K */
  readonly b: Uncertain;
  /** kB B, eV: no activation energy in the sense of Arrhenius. */
  readonly energy: Uncertain;
  /** ln A of the conductivity, in the unit of the points (times K^(1/2)); of 1/R for a resistance. */
  readonly lnPrefactor: Uncertain;
  readonly chi2: number;
  readonly aicc: number;
}

/** Whether the points lie on a line in 1/T. */
export interface Curvature {
  /** d2 ln(sigma T)/d(1/kB T)2, eV^2; below 0 where conduction gains less and less from heating. */
  readonly second: number;
  /** Of the F-test of a quadratic term in 1/T against the line. */
  readonly fStatistic: number;
  readonly pValue: number;
  readonly isCurved: boolean;
  /** Akaike's criterion for small samples of the line, to which those of the laws below compare; null where there are too few points. */
  readonly aiccLine: number | null;
  /** The better first; none where there are too few points, or where the best Vogel temperature is 0 K, which is Arrhenius' law. */
  readonly vft: readonly VftFit[];
  /** `vft` only where the F-test finds a bend in its direction and the criterion prefers it as well. */
  readonly preferred: "arrhenius" | "vft";
}

const LEVEL = 0.05;
const FEWEST_POINTS = 5;
/** With one fewer Akaike's criterion has no finite value for the three parameters and the scale. */
const FEWEST_FOR_VFT = 6;
/** A difference of Akaike's criterion that says something (Burnham, Anderson, Model Selection, 2002, section 2.6). */
const TELLING = 2;
const GRID = 400;
const GOLDEN = 0.6180339887498949;
/** The law has a pole at T0; so near to the coldest point nothing can be told. */
const NEAREST = 0.985;

/** Tests the line against a bend; undefined for fewer than five points, or where their errors make them one. */
export function curvatureOf(
  points: readonly ReadPoint[],
  line: FittedLine,
  form: ActivationForm,
): Curvature | undefined {
  const { abscissas, ordinates, root, fit } = line;
  const different = new Set(points.map(({ kelvin }) => kelvin)).size;
  if (different < FEWEST_POINTS || root.dependent) return undefined;
  const values = ordinates.map(({ value }) => value);
  const squares = abscissas.map((x) => x * x);
  const bent = leastSquares([abscissas.map(() => 1), abscissas, squares], values, root);
  if (bent === undefined) return undefined;
  const freedom = points.length - 3;
  const isStraight = isRounding(fit.chi2, values, root);
  const fStatistic = isStraight ? 0 : Math.max(0, fit.chi2 - bent.chi2) / (bent.chi2 / freedom);
  const pValue = isStraight ? 1 : theExaminer().arena.fisherTail(fStatistic, 1, freedom);
  const second = 2 * (bent.coefficients[2] ?? 0);
  const isCurved = pValue < LEVEL;
  const canCompare = different >= FEWEST_FOR_VFT && !isStraight;
  const aiccLine = canCompare ? aicc(fit.chi2, points.length, 3) : null;
  const vft = canCompare ? bothForms(points, line, form) : [];
  const best = vft[0];
  const isBetter = best !== undefined && aiccLine !== null && best.aicc < aiccLine - TELLING;
  const preferred = isCurved && second < 0 && isBetter ? "vft" : "arrhenius";
  return { second, fStatistic, pValue, isCurved, aiccLine, vft, preferred };
}

/** n ln(chi2/n) with k parameters, the scale of the errors among them. */
function aicc(chi2: number, points: number, parameters: number): number {
  const rest = points - parameters - 1;
  return points * ln(chi2 / points) + 2 * parameters + (2 * parameters * (parameters + 1)) / rest;
}

function bothForms(points: readonly ReadPoint[], line: FittedLine, form: ActivationForm): VftFit[] {
  const fits = (["root-T", "plain"] as const).flatMap((each) => fitVft(points, line, form, each) ?? []);
  return fits.sort((first, second) => first.aicc - second.aicc);
}

function fitVft(
  points: readonly ReadPoint[],
  line: FittedLine,
  form: ActivationForm,
  vftForm: VftForm,
): VftFit | undefined {
  const { root } = line;
  const power = (vftForm === "root-T" ? 0.5 : 0) - (form === "sigma-T" ? 1 : 0);
  const data = line.ordinates.map(({ value, effects }, i): Uncertain => ({
    value: value + power * ln(points[i]?.kelvin ?? 1),
    effects,
  }));
  const values = data.map(({ value }) => value);
  const ones = points.map(() => 1);
  const at = (vogel: number): LinearFit | undefined =>
    leastSquares([ones, points.map(({ kelvin }) => -1 / (kelvin - vogel))], values, root);
  const lowest = (points[0]?.kelvin ?? 0) * NEAREST;
  const vogel = minimum((value) => at(value)?.chi2 ?? Infinity, lowest);
  const inner = vogel === undefined ? undefined : at(vogel);
  const b = inner?.coefficients[1] ?? 0;
  if (vogel === undefined || inner === undefined || !(b > 0)) return undefined;
  const gaps = points.map(({ kelvin }) => kelvin - vogel);
  // Linear in all three about the optimum, for the covariance.
  const slopes = [ones, gaps.map((gap) => -1 / gap), gaps.map((gap) => -b / (gap * gap))];
  const linear = leastSquares(
    slopes,
    values.map((value, i) => value + (slopes[2]?.[i] ?? 0) * vogel),
    root,
  );
  if (linear === undefined) return undefined;
  const freedom = points.length - 3;
  const ratio = inner.chi2 / freedom;
  const extra = line.errorsFrom === "scatter" ? ratio : Math.max(0, ratio - 1);
  const extras = correlated(
    [0, 0, 0],
    linear.covariance.map((row) => row.map((entry) => entry * extra)),
  );
  const [lnPrefactor, bNumber, vogelNumber] = [0, 1, 2].map((place) => {
    const { effects } = plus(carried(linear, place, data), extras[place] ?? { value: 0, effects: new Map() });
    return { value: [inner.coefficients[0], b, vogel][place] ?? Number.NaN, effects };
  });
  if (lnPrefactor === undefined || bNumber === undefined || vogelNumber === undefined) return undefined;
  return {
    form: vftForm,
    vogelTemperature: vogelNumber,
    b: bNumber,
    energy: plus({
      value: BOLTZMANN_EV * b,
      effects: new Map([...bNumber.effects].map(([source, effect]) => [source, BOLTZMANN_EV * effect])),
    }),
    lnPrefactor,
    chi2: inner.chi2,
    aicc: aicc(inner.chi2, points.length, 4),
  };
}

/** ln sigma, or of 1/R, by the law at a temperature; undefined where it has none, at T0 and below. */
export function vftAt({ form, vogelTemperature, b, lnPrefactor }: VftFit, kelvin: number): Uncertain | undefined {
  const gap = kelvin - vogelTemperature.value;
  if (!(gap > 0)) return undefined;
  const root = form === "root-T" ? 0.5 * ln(kelvin) : 0;
  return combine(lnPrefactor.value - b.value / gap - root, [
    [lnPrefactor, 1],
    [b, -1 / gap],
    [vogelTemperature, -b.value / (gap * gap)],
  ]);
}

/** The law that a fit is of, in words. */
export function vftLaw({ form }: VftFit, kind: ArrheniusKind): string {
  const what = kind === "conductivity" ? "sigma" : "1/R";
  return form === "root-T" ? `${what} = A T^(-1/2) exp(-B/(T - T0))` : `${what} = A exp(-B/(T - T0))`;
}

/** The minimum of a function within 0 .. `top`, on a grid and then by golden section; undefined where it lies at an end. */
function minimum(evaluate: (value: number) => number, top: number): number | undefined {
  let best = 0;
  let lowest = Infinity;
  for (let k = 0; k <= GRID; k++) {
    const value = evaluate((top * k) / GRID);
    if (value < lowest) [best, lowest] = [k, value];
  }
  if (best === 0 || best === GRID) return undefined;
  let [low, high] = [(top * (best - 1)) / GRID, (top * (best + 1)) / GRID];
  for (let round = 0; round < 100 && high - low > 1e-9 * high; round++) {
    const left = high - GOLDEN * (high - low);
    const right = low + GOLDEN * (high - low);
    if (evaluate(left) < evaluate(right)) high = right;
    else low = left;
  }
  return 0.5 * (low + high);
}
