import { computed } from "@preact/signals";
import type { JSX } from "preact";
import { curve, fitted, checked, residuals } from "../compute/results.ts";
import { percentText, shortText } from "../format.ts";
import type { CurveSeries, PlotModel, PointSeries } from "../plot/model.ts";
import { nearestToDecades } from "../plot/names.ts";
import { Plot, type Pointing } from "../plot/Plot.tsx";
import { togglePoints } from "../session/changes.ts";
import type { Sweep } from "../session/session.ts";
import { announcement, change, currentSweep, excluded, pointAt, session, showsAll, trial } from "../state.ts";

const DEGREES = 180 / Math.PI;

/** What all plots of the spectrum share; it changes with the spectrum and what is left out of it only. */
const data = computed(() => {
  const sweep = currentSweep.value;
  if (sweep === undefined) return null;
  const { frequencyHz, re, im } = sweep;
  const points = (x: ArrayLike<number>, y: ArrayLike<number>): PointSeries[] => [
    { label: "data", x, y, shape: "circle", colour: "data" },
  ];
  return {
    nyquist: points(
      re,
      Array.from(im, (value) => -value),
    ),
    named: new Map(nearestToDecades(frequencyHz).map((k) => [k, shortText(frequencyHz[k] ?? 1, "Hz", 2)])),
    modulus: points(frequencyHz, modulusOf(re, im)),
    phase: points(frequencyHz, phaseOf(re, im)),
  };
});

const left = computed(() => new Set(excluded.value));
const flagged = computed(() => new Set(checked.value.value?.violations.map(({ index }) => index) ?? []));

function modulusOf(re: ArrayLike<number>, im: ArrayLike<number>): number[] {
  return Array.from(re, (value, k) => Math.hypot(value, im[k] ?? 0));
}

/** -phase in degrees, as Bode plots of this field have it. */
function phaseOf(re: ArrayLike<number>, im: ArrayLike<number>): number[] {
  return Array.from(re, (value, k) => -DEGREES * Math.atan2(im[k] ?? 0, value));
}

/** More curves than this are a thicket. */
export const MOST_OTHERS = 100;

/** The other spectra as thin lines. */
const others = computed(() => {
  const own = currentSweep.value;
  const sweeps = showsAll.value ? session.value.sweeps.filter((sweep) => sweep !== own).slice(0, MOST_OTHERS) : [];
  const thin = { colour: "axis", width: 1 };
  const curves = (of: (sweep: Sweep) => { x: ArrayLike<number>; y: ArrayLike<number> }): CurveSeries[] =>
    sweeps.map((sweep) => ({ label: sweep.name, ...thin, ...of(sweep) }));
  return {
    nyquist: curves(({ re, im }) => ({ x: re, y: im.map((value) => -value) })),
    modulus: curves(({ frequencyHz, re, im }) => ({ x: frequencyHz, y: modulusOf(re, im) })),
    phase: curves(({ frequencyHz, re, im }) => ({ x: frequencyHz, y: phaseOf(re, im) })),
  };
});

const lines = computed(() => {
  const shown = curve.value;
  const style = trial.value === null ? {} : { dash: [6, 4] };
  const line = (x: ArrayLike<number>, y: ArrayLike<number>): CurveSeries[] => [
    { label: "fit", x, y, colour: "accent", ...style },
  ];
  if (shown === null) return { nyquist: [], modulus: [], phase: [] };
  const { frequencyHz, re, im } = shown;
  return {
    nyquist: line(
      re,
      Array.from(im, (value) => -value),
    ),
    modulus: line(frequencyHz, modulusOf(re, im)),
    phase: line(frequencyHz, phaseOf(re, im)),
  };
});

const frequencyAxis = { label: "f", unit: "Hz", log: true } as const;

export const nyquist = computed((): PlotModel | null =>
  data.value === null
    ? null
    : {
        x: { label: "Z\u2032", unit: "\u03A9", log: false },
        y: { label: "\u2212Z\u2033", unit: "\u03A9", log: false },
        equal: true,
        zero: true,
        points: data.value.nyquist,
        named: data.value.named,
        curves: [...others.value.nyquist, ...lines.value.nyquist],
        fitCurves: showsAll.value,
        excluded: left.value,
        flagged: flagged.value,
      },
);
const modulus = computed((): PlotModel | null =>
  data.value === null
    ? null
    : {
        x: frequencyAxis,
        y: { label: "|Z|", unit: "\u03A9", log: true },
        points: data.value.modulus,
        curves: [...others.value.modulus, ...lines.value.modulus],
        fitCurves: showsAll.value,
        excluded: left.value,
        flagged: flagged.value,
      },
);
const phase = computed((): PlotModel | null =>
  data.value === null
    ? null
    : {
        x: frequencyAxis,
        y: { label: "\u2212phase", unit: "\u00B0", log: false },
        zero: true,
        points: data.value.phase,
        curves: [...others.value.phase, ...lines.value.phase],
        fitCurves: showsAll.value,
        excluded: left.value,
        flagged: flagged.value,
      },
);
const misfit = computed((): PlotModel | null => {
  const shown = residuals.value;
  return shown === null ? null : residualModel(shown, left.value);
});

/** Residuals over frequency, real and imaginary part. */
export function residualModel(
  { frequencyHz, rePercent, imPercent, point }: Residuals,
  without?: ReadonlySet<number>,
): PlotModel {
  return {
    x: frequencyAxis,
    y: { label: "residual", unit: "%", log: false },
    zero: true,
    symmetric: true,
    points: [
      { label: "real", x: frequencyHz, y: rePercent, shape: "circle", colour: "accent", index: point },
      { label: "imaginary", x: frequencyHz, y: imPercent, shape: "square", colour: "second", index: point },
    ],
    curves: [],
    ...(without === undefined ? {} : { excluded: without }),
  };
}

export interface Residuals {
  readonly point: readonly number[];
  readonly frequencyHz: ArrayLike<number>;
  readonly rePercent: ArrayLike<number>;
  readonly imPercent: ArrayLike<number>;
}

/** The words beside a point. */
function describe(index: number): string {
  const sweep = currentSweep.value;
  if (sweep === undefined) return "";
  const [f, re, im] = [sweep.frequencyHz[index] ?? 0, sweep.re[index] ?? 0, sweep.im[index] ?? 0];
  const words = [
    shortText(f, "Hz", 4),
    `Z\u2032 ${shortText(re, "\u03A9", 4)}`,
    `\u2212Z\u2033 ${shortText(-im, "\u03A9", 4)}`,
    `|Z| ${shortText(Math.hypot(re, im), "\u03A9", 4)}`,
  ];
  if (excluded.value.includes(index)) words.push("left out");
  return words.join("\n");
}

function toggle(indices: readonly number[]): void {
  const sweep = currentSweep.value;
  if (sweep === undefined) return;
  change(togglePoints(sweep.id, indices));
  const out = indices.filter((index) => excluded.value.includes(index)).length;
  const what =
    indices.length === 1
      ? `Point at ${shortText(sweep.frequencyHz[indices[0] ?? 0] ?? 0, "Hz", 4)}`
      : `${String(indices.length)} points`;
  announcement.value = `${what} ${out > 0 ? "left out" : "taken back"}; ${String(excluded.value.length)} left out in all.`;
}

function pointing(): Pointing {
  return {
    at: pointAt.value,
    count: currentSweep.value?.frequencyHz.length ?? 0,
    point: (index) => {
      if (pointAt.value === index) return;
      pointAt.value = index;
      if (index !== null) announcement.value = describe(index).replaceAll("\n", ", ");
    },
    toggle,
    describe,
  };
}

/** Nyquist and Bode plots with the residuals under them. */
export function Spectrum(): JSX.Element {
  const shared = pointing();
  const subject = currentSweep.value?.id ?? "";
  const stale = fitted.value.isStale && fitted.value.value !== null ? " stale" : "";
  const rms = fitted.value.value?.residualPercent;
  return (
    <section class={`spectrum${stale}`} aria-label="Spectrum">
      <div class="nyquist">
        {nyquist.value === null ? null : (
          <Plot name="Nyquist" model={nyquist.value} pointing={shared} subject={subject} />
        )}
        {misfit.value === null ? (
          <div class="plot-empty">No fit, no residuals</div>
        ) : (
          <Plot
            name="Residuals"
            model={misfit.value}
            pointing={shared}
            subject={subject}
            tools={
              <span class="legend">
                <i class="key circle" aria-hidden="true" /> real <i class="key square" aria-hidden="true" /> imaginary
                {rms === undefined || trial.value !== null ? "" : ` \u00B7 rms ${percentText(rms)}`}
              </span>
            }
          />
        )}
      </div>
      <div class="bode">
        {modulus.value === null ? null : (
          <Plot name="Bode, modulus" model={modulus.value} pointing={shared} subject={subject} />
        )}
        {phase.value === null ? null : (
          <Plot name="Bode, phase" model={phase.value} pointing={shared} subject={subject} />
        )}
      </div>
    </section>
  );
}
