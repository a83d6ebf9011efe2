import type { Circuit } from "../../circuit/index.ts";
import type { DrtResult } from "../../drt/index.ts";
import { originOf } from "../../fit/origin.ts";
import type { FitResult } from "../../fit/result.ts";
import type { SpectrumCheck } from "../../validate/checkSpectrum.ts";
import { checkSvg } from "../svg/check.ts";
import { axisPrefix, divided, type PlottedFit, type PlottedImpedance } from "../svg/curve.ts";
import { toCircuitikz } from "../svg/drawing/circuitikz.ts";
import { describeCircuit } from "../svg/drawing/describe.ts";
import { drawCircuit } from "../svg/drawing/drawCircuit.ts";
import { drtSvg } from "../svg/drt.ts";
import { nyquistSvg } from "../svg/nyquist.ts";
import { plottedFit } from "../svg/plotted.ts";
import { bodeSvg } from "../svg/bode.ts";
import { residualsSvg } from "../svg/residuals.ts";
import type { Figure, Plot, PlotSeries, Words } from "./document.ts";
import { shownPoints, taken, thinningText } from "./thin.ts";
import { counted, hertz, joined, percent } from "./words.ts";

const FREQUENCY = { label: "frequency / Hz", logarithmic: true } as const;
const DEGREES = 180 / Math.PI;

/** Behind its opening bracket. */
const RELATIVE_RESIDUAL: Words = [
  { text: "Z", italic: true },
  { text: "fit", level: "subscript" },
  { text: " \u2212 " },
  { text: "Z", italic: true },
  { text: ")/|" },
  { text: "Z", italic: true },
  { text: "|" },
];

/** Names of the figures that a report may have. */
export const FIGURE_NAMES = ["kramers-kronig", "circuit", "nyquist", "bode", "residuals", "drt"] as const;

/** The circuit with the values of the fit. */
export function circuitFigure(circuit: Circuit, result: FitResult): Figure {
  const options = { values: result.parameters };
  return {
    kind: "figure",
    name: "circuit",
    caption: "Equivalent circuit with the fitted values and their standard errors.",
    alternative: describeCircuit(circuit),
    svg: drawCircuit(circuit, options),
    drawn: { circuitikz: toCircuitikz(circuit, options) },
  };
}

/** Nyquist plot, Bode plot and residuals of a fit. */
export function fitFigures(result: FitResult): readonly Figure[] {
  const { spectrum } = originOf(result);
  const left = result.excluded.length;
  const { plotted, thinning } = thinned(plottedFit(result, ""));
  const arcs = (plotted.arcs?.length ?? 0) === 0 ? "" : ", faint lines: each arc alone";
  const crosses = left === 0 ? "" : ` Crosses are the ${counted(left, "point")} that the fit left out.`;
  return [
    {
      kind: "figure",
      name: "nyquist",
      caption:
        `Nyquist plot of data (circles) and fit (line${arcs}); both axes have the same scale, numbers at the curve are ` +
        `frequencies.${thinning}${crosses}`,
      alternative: `Nyquist plot of ${counted(result.residuals.point.length, "point")} with the fitted curve.`,
      svg: nyquistSvg(plotted),
      drawn: { plots: [nyquistPlot(plotted)] },
    },
    {
      kind: "figure",
      name: "bode",
      caption: `Bode plot of data (circles) and fit (lines): modulus above, negative phase below.${thinning}${crosses}`,
      alternative: `Bode plot of ${counted(spectrum.frequencyHz.length, "point")} from ${spanText(spectrum.frequencyHz)} with the fitted curve.`,
      svg: bodeSvg(plotted),
      drawn: { plots: bodePlots(plotted) },
    },
    residualFigure(result),
  ];
}

/** What a figure shows of a fit to many points; those that it left out are all shown. */
function thinned(whole: PlottedFit): { readonly plotted: PlottedFit; readonly thinning: string } {
  const { measured, excluded = [] } = whole;
  const count = measured.frequencyHz.length;
  const shown = shownPoints(count, excluded);
  const left = new Set(excluded);
  return {
    plotted: {
      ...whole,
      measured: {
        frequencyHz: taken(measured.frequencyHz, shown),
        re: taken(measured.re, shown),
        im: taken(measured.im, shown),
      },
      excluded: shown.flatMap((index, place) => (left.has(index) ? [place] : [])),
    },
    thinning: thinningText(count, shown.length),
  };
}

function spanText(frequencyHz: Float64Array): string {
  return `${hertz(frequencyHz[0] ?? Number.NaN)} to ${hertz(frequencyHz.at(-1) ?? Number.NaN)}`;
}

function residualFigure({ residuals }: FitResult): Figure {
  const count = residuals.frequencyHz.length;
  const shown = shownPoints(count);
  const frequencyHz = taken(residuals.frequencyHz, shown);
  const rePercent = taken(residuals.rePercent, shown);
  const imPercent = taken(residuals.imPercent, shown);
  const largest = [...residuals.rePercent, ...residuals.imPercent].reduce(
    (most, value) => Math.max(most, Math.abs(value)),
    0,
  );
  return {
    kind: "figure",
    name: "residuals",
    caption: joined(
      "Residuals of the fit, (",
      RELATIVE_RESIDUAL,
      `. Noise scatters about zero; a wave is what the circuit does not describe.${thinningText(count, shown.length)}`,
    ),
    alternative: `Residuals of real and imaginary part over frequency; the largest is ${percent(largest)} of the modulus.`,
    svg: residualsSvg({ frequencyHz, rePercent, imPercent, title: "" }),
    drawn: { plots: [residualPlot(frequencyHz, rePercent, imPercent, "(Z fit − Z) / |Z|, %")] },
  };
}

/** Residuals of the linear Kramers-Kronig test; undefined where there was none. */
export function kramersKronigFigure(check: SpectrumCheck): Figure | undefined {
  const { linearKK, violations } = check;
  if (linearKK === null) return undefined;
  const count = linearKK.frequencyHz.length;
  const violating = new Set(violations.map(({ index }) => index));
  const kept = linearKK.point.flatMap((index, place) => (violating.has(index) ? [place] : []));
  const shown = shownPoints(count, kept);
  const thinned = {
    ...linearKK,
    point: shown.map((place) => linearKK.point[place] ?? -1),
    frequencyHz: taken(linearKK.frequencyHz, shown),
    rePercent: taken(linearKK.rePercent, shown),
    imPercent: taken(linearKK.imPercent, shown),
  };
  const rings = violations.length === 0 ? "" : " Rings mark points that contradict the others.";
  return {
    kind: "figure",
    name: "kramers-kronig",
    caption: `Residuals of the linear Kramers-Kronig test; 95 % of the noise stays inside the grey band.${rings}${thinningText(count, shown.length)}`,
    alternative: `Residuals of the Kramers-Kronig test over frequency, ${counted(violations.length, "violating point")}.`,
    svg: checkSvg({ ...check, linearKK: thinned }, ""),
    drawn: {
      plots: [residualPlot(thinned.frequencyHz, thinned.rePercent, thinned.imPercent, "(Z KK − Z) / |Z|, %")],
    },
  };
}

/** Distribution of relaxation times with its band. */
export function drtFigure(result: DrtResult): Figure {
  const { tau, gamma, band, peaks, secondOpinion } = result;
  const top = gamma.reduce((most, value) => Math.max(most, value), 0);
  const { factor, prefix } = axisPrefix(top > 0 ? top : 1);
  const line = (name: string, values: Float64Array, look: PlotSeries["look"]): PlotSeries => ({
    name,
    look,
    x: [...tau],
    y: Array.from(values, (value) => factor * Math.min(value, 1.5 * top)),
  });
  const arcs = secondOpinion.arcs.length === 0 ? "" : " Dashed: time constants of the arcs of the second method.";
  return {
    kind: "figure",
    name: "drt",
    caption: `Distribution of relaxation times with its ${String(100 * band.level)} % band; peaks carry their resistances.${arcs}`,
    alternative: `Distribution of relaxation times with ${counted(peaks.length, "peak")}.`,
    svg: drtSvg(result, ""),
    drawn: {
      plots: [
        {
          x: { label: "τ / s", logarithmic: true },
          y: { label: `γ / ${prefix}Ω` },
          series: [
            line("γ", gamma, "line"),
            line("band", band.lower, "faint-line"),
            line("", band.upper, "faint-line"),
            ...secondOpinion.arcs.map((arc, place): PlotSeries => ({
              name: place === 0 ? "m(RQ) arcs" : "",
              look: "dashes",
              x: [arc.tau, arc.tau],
              y: [0, factor * top],
            })),
          ],
        },
      ],
    },
  };
}

function nyquistPlot({ measured, fit, excluded, arcs = [] }: PlottedFit): Plot {
  // Points that were left out may lie so far away that nothing else could be seen beside them.
  const { used } = divided(measured, excluded);
  const { factor, prefix } = axisPrefix(largestOf(used));
  const points = ({ re, im }: PlottedImpedance): Pick<PlotSeries, "x" | "y"> => ({
    x: Array.from(re, (value) => factor * value),
    y: Array.from(im, (value) => -factor * value),
  });
  return {
    x: { label: `Z′ / ${prefix}Ω` },
    y: { label: `−Z″ / ${prefix}Ω` },
    equalScales: true,
    series: [
      ...arcs.map((arc, place): PlotSeries => ({
        name: place === 0 ? "arcs" : "",
        look: "faint-line",
        ...points(arc),
      })),
      ...dataAndFit(points(used), fit === undefined ? undefined : points(fit)),
    ],
  };
}

function bodePlots({ measured, fit }: PlottedFit): readonly Plot[] {
  const { factor, prefix } = axisPrefix(largestOf(measured));
  const over = (
    impedance: PlottedImpedance,
    value: (re: number, im: number) => number,
  ): Pick<PlotSeries, "x" | "y"> => ({
    x: Array.from(impedance.frequencyHz),
    y: Array.from(impedance.re, (re, index) => value(re, impedance.im[index] ?? Number.NaN)),
  });
  const modulus = (re: number, im: number): number => factor * Math.sqrt(re * re + im * im);
  const phase = (re: number, im: number): number => -DEGREES * Math.atan2(im, re);
  const both = (value: (re: number, im: number) => number): readonly PlotSeries[] =>
    dataAndFit(over(measured, value), fit === undefined ? undefined : over(fit, value));
  return [
    { x: FREQUENCY, y: { label: `|Z| / ${prefix}Ω`, logarithmic: true }, series: both(modulus) },
    { x: FREQUENCY, y: { label: "−phase / °" }, series: both(phase) },
  ];
}

function dataAndFit(
  data: Pick<PlotSeries, "x" | "y">,
  fit: Pick<PlotSeries, "x" | "y"> | undefined,
): readonly PlotSeries[] {
  return [
    { name: "data", look: "circles", ...data },
    ...(fit === undefined ? [] : [{ name: "fit", look: "line", ...fit } satisfies PlotSeries]),
  ];
}

function residualPlot(frequencyHz: Float64Array, re: Float64Array, im: Float64Array, label: string): Plot {
  return {
    x: FREQUENCY,
    y: { label },
    series: [
      { name: "real part", look: "circles", x: [...frequencyHz], y: [...re] },
      { name: "imaginary part", look: "squares", x: [...frequencyHz], y: [...im] },
    ],
  };
}

function largestOf({ re, im }: PlottedImpedance): number {
  let largest = 0;
  for (let index = 0; index < re.length; index++) {
    largest = Math.max(largest, Math.abs(re[index] ?? 0), Math.abs(im[index] ?? 0));
  }
  return largest;
}
