import type { SampleOptions } from "../../../analysis/geometry.ts";
import type { ExcludedPoint } from "../../../fit/mask.ts";
import { originOf } from "../../../fit/origin.ts";
import type { Block, Section, Table, Words } from "../document.ts";
import type { ReportInput } from "../input.ts";
import { code, counted, hertz, joined } from "../words.ts";

const UNITS: ReadonlyMap<string, string> = new Map([
  ["C", "°C"],
  ["K", "K"],
  ["V", "V"],
  ["mV", "mV"],
  ["A", "A"],
  ["mA", "mA"],
  ["cm2", "cm²"],
  ["cm", "cm"],
  ["mm", "mm"],
  ["um", "µm"],
  ["Hz", "Hz"],
  ["s", "s"],
  ["h", "h"],
  ["ohm", "Ω"],
]);
const ABBREVIATIONS: ReadonlyMap<string, string> = new Map([
  ["dc", "DC"],
  ["ac", "AC"],
  ["rms", "RMS"],
  ["soc", "SOC"],
]);
const SAMPLE_NAMES: readonly (readonly [keyof SampleOptions, string])[] = [
  ["thickness", "Thickness"],
  ["area", "Area"],
  ["diameter", "Diameter"],
  ["electrodeArea", "Area of one electrode"],
  ["temperature", "Temperature"],
  ["permittivity", "Relative permittivity, guessed"],
  ["cell", "Kind of cell"],
  ["interfaces", "Alike interfaces"],
];
/** What a file tells may be a book. */
const LONGEST = 300;
const MOST_ENTRIES = 40;
const MOST_NOTES = 20;
/** Runs of points that are listed one by one. */
const MOST_RUNS = 30;

/** What was measured, on what, and which points were left out. */
export function measurementSection({ result, file, sha256, sample }: ReportInput): Section {
  const { spectrum } = originOf(result);
  const { frequencyHz, sigma, metadata, notes, warnings } = spectrum;
  const [highest, lowest] = [frequencyHz[0] ?? Number.NaN, frequencyHz.at(-1) ?? Number.NaN];
  const told = Object.entries(metadata).slice(0, MOST_ENTRIES);
  const decades = Math.log10(highest / lowest).toFixed(1);
  const sampleEntries = SAMPLE_NAMES.flatMap(([key, label]): [Words, Words][] => {
    const value = sample?.[key];
    return value === undefined ? [] : [[label, givenText(value)]];
  });
  const blocks: readonly Block[] = [
    {
      kind: "definitions",
      entries: [
        ["File", code(file)],
        ["SHA-256 of the file", code(sha256)],
        ...told.map(([name, value]): [Words, Words] => [metadataLabel(name), shortened(String(value))]),
        ["Points", `${String(frequencyHz.length)} over ${decades} decades`],
        ["Frequencies", `${hertz(highest)} to ${hertz(lowest)}`],
        ["Points fitted", pointsText(frequencyHz.length, result.residuals.frequencyHz)],
        ...(sigma === undefined ? [] : [["Standard deviations", "measured, for either part of each point"] as const]),
        ...sampleEntries,
      ],
    },
    ...(result.excluded.length === 0 ? [] : [excludedTable(result.excluded)]),
    ...listed("Notes from reading the file:", notes),
    ...listed("What looks wrong in the file:", warnings),
  ];
  return { id: "measurement", title: "Measurement", blocks };
}

/** `temperature_C` is a temperature in °C. */
function metadataLabel(name: string): string {
  const [, stem = name, end = ""] = /^(.*)_([A-Za-z0-9]+)$/.exec(name) ?? [];
  const unit = UNITS.get(end);
  const words = (unit === undefined ? name : stem).split("_").map((word) => ABBREVIATIONS.get(word) ?? word);
  const text = shortened(words.join(" "));
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${unit === undefined ? "" : ` / ${unit}`}`;
}

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function givenText(given: NonNullable<SampleOptions[keyof SampleOptions]>): string {
  if (typeof given !== "object")
    return String(given)
      .replace(/(?<=[\d)]) ?(?=[A-Za-z])/, " ")
      .replace(/ C$/, " °C")
      .replace(/m2$/, "m²");
  const { value, unit, stderr } = given;
  return `${String(value)}${stderr === undefined ? "" : ` ± ${String(stderr)}`} ${unit}`.trim();
}

function pointsText(count: number, fitted: Float64Array): string {
  const span = `${hertz(fitted[0] ?? Number.NaN)} to ${hertz(fitted.at(-1) ?? Number.NaN)}`;
  return fitted.length === count ? "all" : `${String(fitted.length)} of ${String(count)}, ${span}`;
}

/** Neighbours that were left out for one reason share a row. */
function excludedTable(excluded: readonly ExcludedPoint[]): Table {
  const runs: { first: ExcludedPoint; last: ExcludedPoint; count: number }[] = [];
  for (const point of excluded) {
    const run = runs.at(-1);
    if (run !== undefined && run.last.index === point.index - 1 && run.last.reason === point.reason) {
      run.last = point;
      run.count++;
    } else {
      runs.push({ first: point, last: point, count: 1 });
    }
  }
  const rest = runs.slice(MOST_RUNS);
  const left = rest.reduce((sum, { count }) => sum + count, 0);
  return {
    kind: "table",
    caption: `Points left out of the fit: ${String(excluded.length)}. Point 0 is that of the highest frequency.`,
    columns: [
      { title: "Points", align: "left" },
      { title: "Frequencies", align: "left" },
      { title: "Number", align: "right" },
      { title: "Why", align: "left" },
    ],
    rows: runs
      .slice(0, MOST_RUNS)
      .map(({ first, last, count }) => [
        count === 1 ? String(first.index) : `${String(first.index)} to ${String(last.index)}`,
        count === 1 ? hertz(first.frequencyHz) : `${hertz(first.frequencyHz)} to ${hertz(last.frequencyHz)}`,
        String(count),
        first.reason,
      ]),
    ...(left === 0 ? {} : { notes: [`${counted(left, "point")} more, which the data of this report list.`] }),
  };
}

function listed(title: string, texts: readonly string[]): readonly Block[] {
  if (texts.length === 0) return [];
  const shown = texts.slice(0, MOST_NOTES).map(shortened);
  const more = texts.length > MOST_NOTES ? [`and ${String(texts.length - MOST_NOTES)} more`] : [];
  return [
    { kind: "paragraph", words: joined(title) },
    { kind: "list", items: [...shown, ...more] },
  ];
}
