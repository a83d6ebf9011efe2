import { computed, signal } from "@preact/signals";
import { FitError, type FitOptions } from "../../index.ts";
import { circuit, currentSweep, excluded, session, trial } from "../state.ts";
import { excludedOf, type Session, type Sweep } from "../session/session.ts";
import { answering } from "./answer.ts";
import { curveOf, smoothFrequencies, valuesOf } from "./curve.ts";
import { Followed } from "./followed.ts";
import { Lane } from "./lane.ts";
import type { FitJob, SeriesJob } from "./requests.ts";
import { startWorker } from "./worker.ts";

/** What a person waits for, and what may come later: each has a worker of its own. */
export const foreground = new Lane(() => startWorker("page"), answering);
export const background = new Lane(() => startWorker("page"), answering);
/** A long series keeps nothing else waiting. */
const seriesLane = new Lane(() => startWorker("page"), answering);
/** Writes files; its script is loaded with the first of them. */
export const writing = new Lane(() => startWorker("exports"), {});

/** The options that a session asks for; settings of parameters that the circuit has not are left out. */
export function fitOptionsOf(
  { weight, objective, loss, settings, start }: Session,
  names: ReadonlySet<string>,
): FitOptions {
  const known = Object.entries(settings).filter(([name]) => names.has(name));
  const fixed = known.flatMap(([name, { fixed: value }]) => (value === undefined ? [] : [[name, value] as const]));
  const bounds = known.flatMap(([name, { lower, upper }]) =>
    lower === undefined || upper === undefined ? [] : [[name, [lower, upper] as const] as const],
  );
  return {
    weight,
    objective,
    loss,
    ...(fixed.length === 0 ? {} : { fixed: Object.fromEntries(fixed) }),
    ...(bounds.length === 0 ? {} : { bounds: Object.fromEntries(bounds) }),
    ...(start === null ? {} : { search: false, initial: start }),
  };
}

export const job = computed((): FitJob | null => {
  const sweep = currentSweep.value;
  const known = circuit.value;
  if (sweep === undefined || known === undefined) return null;
  const names = new Set(known.parameters.map(({ name }) => name));
  const { circuit: text } = session.value;
  return { sweep, excluded: excluded.value, circuit: text, options: fitOptionsOf(session.value, names) };
});

export const seriesJob = computed((): SeriesJob | null => {
  const { sweeps, outOfSeries, conditions, conditionKind, sample } = session.value;
  const known = circuit.value;
  const members = sweeps.filter(({ id }) => !outOfSeries.includes(id));
  if (known === undefined || members.length < 2) return null;
  const names = new Set(known.parameters.map(({ name }) => name));
  return {
    members: members.map((sweep) => ({
      sweep,
      excluded: excludedOf(session.value, sweep.id),
      condition: conditions[sweep.id] ?? "",
    })),
    kind: conditionKind,
    circuit: session.value.circuit,
    options: fitOptionsOf(session.value, names),
    sample,
  };
});

/** Whether the panels are looked at, whose contents are computed only then. */
export const wanted = { drt: signal(false), compare: signal(false), series: signal(false) };

function keyOf({ sweep, ...rest }: { readonly sweep: Sweep }): string {
  return JSON.stringify([sweep.id, rest]);
}

const points = computed(() =>
  currentSweep.value === undefined ? null : { sweep: currentSweep.value, excluded: excluded.value },
);

export const fitted = new Followed("fit", foreground, () => job.value, keyOf);

export const details = new Followed(
  "details",
  foreground,
  () => {
    const { sample, intervals } = session.value;
    return job.value === null ? null : { ...job.value, sample, intervals };
  },
  keyOf,
);

export const checked = new Followed("check", background, () => points.value, keyOf);

/** In the background: with thousands of points it takes seconds, and no fit is to wait for it. */
export const fitness = new Followed("lackOfFit", background, () => job.value, keyOf);

export const distribution = new Followed("drt", background, () => (wanted.drt.value ? points.value : null), keyOf);

export const comparison = new Followed(
  "compare",
  background,
  () => {
    const base = job.value;
    const { circuit: own, compared } = session.value;
    const circuits = [own, ...compared.filter((text) => text !== own)];
    if (!wanted.compare.value || base === null || circuits.length < 2) return null;
    const { weight, objective, loss } = session.value;
    return { sweep: base.sweep, excluded: base.excluded, circuits, options: { weight, objective, loss } };
  },
  keyOf,
);

export const series = new Followed(
  "series",
  seriesLane,
  () => (wanted.series.value ? seriesJob.value : null),
  ({ members, ...rest }) =>
    JSON.stringify([members.map((each) => [each.sweep.id, each.excluded, each.condition]), rest]),
);

/** Starts to compute what is shown, from now on. */
export function startComputing(): void {
  foreground.open();
  for (const each of [fitted, details, checked, fitness, distribution, comparison, series]) each.start();
}

/** The fit, where it belongs to the circuit and the sweep that are shown. */
export const shownValues = computed((): Readonly<Record<string, number>> | null => {
  const { value } = fitted.value;
  const known = circuit.value;
  if (value === null || known === undefined) return null;
  const isOfCircuit = known.parameters.every(({ name }, index) => value.parameters[index]?.name === name);
  return isOfCircuit ? { ...valuesOf(known, value.parameters), ...trial.value } : null;
});

const grid = computed(() => {
  const sweep = currentSweep.value;
  if (sweep === undefined) return null;
  return smoothFrequencies(sweep.frequencyHz[0] ?? 1, sweep.frequencyHz.at(-1) ?? 1);
});

/** The curve to draw: of the fit, or of the sliders while they are away from it. Evaluated at once. */
export const curve = computed(() => {
  const values = shownValues.value;
  const known = circuit.value;
  if (values === null || known === undefined || grid.value === null) return null;
  try {
    return curveOf(known, values, grid.value);
  } catch (error) {
    // Values without an impedance have no curve; the parameters say which they are.
    if (error instanceof FitError) return null;
    throw error;
  }
});

const MOST_MOVING = 500;

/** Residuals of the curve at the points: those of the fit, or of the sliders. */
export const residuals = computed(() => {
  const { value } = fitted.value;
  const sweep = currentSweep.value;
  const known = circuit.value;
  if (trial.value === null || value === null || sweep === undefined || known === undefined) {
    return value?.residuals ?? null;
  }
  const values = shownValues.value;
  if (values === null) return null;
  const all = value.residuals.point;
  // While a slider moves, so many show all that can be seen.
  const stride = Math.ceil(all.length / MOST_MOVING);
  const used = stride === 1 ? all : all.filter((_, place) => place % stride === 0);
  const at = Float64Array.from(used, (index) => sweep.frequencyHz[index] ?? 1);
  try {
    const { re, im } = curveOf(known, values, at);
    const part = (fit: ArrayLike<number>, own: readonly number[]) =>
      Float64Array.from(used, (index, k) => {
        const modulus = Math.hypot(sweep.re[index] ?? 1, sweep.im[index] ?? 1);
        return (100 * ((fit[k] ?? 0) - (own[index] ?? 0))) / modulus;
      });
    return { point: used, frequencyHz: at, rePercent: part(re, sweep.re), imPercent: part(im, sweep.im) };
  } catch (error) {
    if (error instanceof FitError) return null;
    throw error;
  }
});
