import type { Plot, PlotAxis, PlotSeries } from "../document.ts";
import { texText } from "./texText.ts";

const DIGITS = 6;
const LOOKS: Readonly<Record<PlotSeries["look"], string>> = {
  circles: "only marks, mark=o, mark size=1.5pt, measured",
  squares: "only marks, mark=square, mark size=1.4pt, second",
  line: "no marks, thick, fitted",
  "faint-line": "no marks, thin, measured!50",
  dashes: "no marks, dashed, second",
};

/** Colours of the plots, for the preamble. */
export const TEX_COLOURS = [
  "\\definecolor{measured}{HTML}{0072B2}",
  "\\definecolor{fitted}{HTML}{D55E00}",
  "\\definecolor{second}{HTML}{009E73}",
].join("\n");

/** A plot for pgfplots, with its data. */
export function texPlot({ x, y, equalScales, series }: Plot): string {
  const options = [
    "width=0.8\\linewidth",
    equalScales === true ? "axis equal image" : "height=0.42\\linewidth",
    ...axis("x", x, []),
    ...axis(
      "y",
      y,
      series.flatMap((one) => one.y),
    ),
    "axis line style={gray}",
    "tick style={gray}",
    "grid=major",
    "grid style={gray!18}",
    "label style={font=\\small}",
    "tick label style={font=\\footnotesize}",
    "legend style={draw=none, fill=white, fill opacity=0.8, text opacity=1, font=\\footnotesize, legend columns=-1, /tikz/every even column/.append style={column sep=6pt}, at={(1,1.02)}, anchor=south east}",
  ];
  return [
    "\\begin{tikzpicture}",
    `\\begin{axis}[${options.join(",\n  ")}]`,
    ...series.flatMap(texSeries),
    "\\end{axis}",
    "\\end{tikzpicture}",
  ].join("\n");
}

/** Less than this on a logarithmic axis holds hardly a power of ten; the axis then has numbers in full. */
const NARROW = 30;
const STEPS = [1, 2, 5];
/** Over less than this there are more of them. */
const NARROWER = 5;
const CLOSE_STEPS = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8];

function axis(name: "x" | "y", { label, logarithmic }: PlotAxis, values: readonly number[]): string[] {
  const named = `${name}label={${texText(label)}}`;
  if (logarithmic !== true) return [named];
  return [`${name}mode=log`, named, ...fullTicks(name, values)];
}

function fullTicks(name: "x" | "y", values: readonly number[]): string[] {
  const positive = values.filter((value) => value > 0 && value < Infinity);
  const low = positive.reduce((least, value) => Math.min(least, value), Infinity) / 1.3;
  const high = positive.reduce((most, value) => Math.max(most, value), 0) * 1.3;
  if (!(high > low) || high / low > NARROW) return [];
  const first = Math.floor(Math.log10(low));
  const ticks = Array.from({ length: 4 }, (_, decade) =>
    (high / low < NARROWER ? CLOSE_STEPS : STEPS).map((step) => Number(`${String(step)}e${String(first + decade)}`)),
  )
    .flat()
    .filter((tick) => tick >= low && tick <= high);
  return [
    `${name}min=${digits(low)}`,
    `${name}max=${digits(high)}`,
    `${name}tick={${ticks.join(",")}}`,
    `${name}ticklabels={${ticks.map(String).join(",")}}`,
  ];
}

function texSeries({ name, look, x, y }: PlotSeries): string[] {
  const points = x.flatMap((value, index) => {
    const other = y[index] ?? Number.NaN;
    return Number.isFinite(value) && Number.isFinite(other) ? [`(${digits(value)},${digits(other)})`] : [];
  });
  if (points.length === 0) return [];
  const lines: string[] = [];
  // TeX reads lines of any length, people do not.
  for (let at = 0; at < points.length; at += 6) lines.push(`  ${points.slice(at, at + 6).join(" ")}`);
  return [
    `\\addplot[${LOOKS[look]}${name === "" ? ", forget plot" : ""}] coordinates {`,
    ...lines,
    "};",
    ...(name === "" ? [] : [`\\addlegendentry{${texText(name)}}`]),
  ];
}

function digits(value: number): string {
  return String(Number(value.toPrecision(DIGITS)));
}
