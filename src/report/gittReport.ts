import type { Gitt, GittPulse } from "../analysis/gitt/gitt.ts";
import { printPercent, printQuantity } from "./quantity.ts";
import { labelledLines, textTable } from "./textTable.ts";

const HEADER = [
  "pulse",
  "start",
  "t_pulse",
  "current",
  "E",
  "dE_s",
  "dE_t",
  "linear",
  "D",
  "std. error",
  "t D/L^2",
  "flags",
];

/** A titration as it is printed for people: a row a pulse, then why some give nothing and what the flags are. */
export function gittText({ pulses, length, lengthStderr, formula, warnings }: Gitt): string {
  const rows = pulses.map((pulse) => {
    const { diffusionCoefficient: coefficient, region } = pulse;
    const flags = pulse.refusal === null ? "!".repeat(Math.min(3, pulse.flags.length)) : "none";
    return [
      String(pulse.number),
      quantity(pulse.start, null, "s"),
      quantity(pulse.duration, null, "s"),
      quantity(pulse.current, null, "A"),
      quantity(pulse.voltage, null, "V"),
      change(pulse.steadyChange),
      change(pulse.transientChange),
      region === null ? "" : `${seconds(region.from)}..${seconds(region.to)} s${region.isLinear ? "" : " no"}`,
      ...(coefficient === null
        ? ["", ""]
        : [
            coefficient.value.toExponential(2),
            coefficient.stderr === null ? "" : printPercent((100 * coefficient.stderr) / coefficient.value),
          ]),
      pulse.dimensionlessTime === null ? "" : String(Number(pulse.dimensionlessTime.toPrecision(2))),
      flags,
    ];
  });
  const said = printQuantity(length, lengthStderr, "cm");
  const error = said.stderr === "" ? "" : ` +- ${said.stderr}`;
  const lines: (readonly [string, string])[] = [
    ["D in cm2/s", formula],
    ["m_B V_M/(M_B A)", `${said.value}${error} ${said.unit}`],
    ...warnings.map((warning) => ["warning", warning] as const),
    ...grouped(pulses),
  ];
  return `${textTable(HEADER, rows, [...Array<"right">(11).fill("right"), "left"])}\n\n${labelledLines(lines)}\n`;
}

function quantity(value: number, stderr: number | null, unit: string): string {
  const { value: text, unit: printed } = printQuantity(Number(value.toPrecision(5)), stderr, unit);
  return `${text} ${printed}`;
}

function change(number: GittPulse["steadyChange"]): string {
  if (number === null) return "";
  const { value, stderr, unit } = printQuantity(number.value, number.stderr, "V");
  return stderr === "" ? `${String(Number(Number(value).toPrecision(5)))} ${unit}` : `${value} +- ${stderr} ${unit}`;
}

function seconds(time: number): string {
  return String(Number(time.toPrecision(3)));
}

/** The same words of several pulses stand once. */
function grouped(pulses: readonly GittPulse[]): (readonly [string, string])[] {
  const all = pulses.flatMap(({ number, refusal, flags }) => [
    ...(refusal === null ? [] : [{ number, text: `no D: ${refusal}.` }]),
    ...flags.map((text) => ({ number, text })),
  ]);
  const byText = new Map<string, number[]>();
  for (const { number, text } of all) byText.set(text, [...(byText.get(text) ?? []), number]);
  return [...byText].map(([text, numbers]) => [`pulse ${ranges(numbers)}`, text]);
}

function ranges(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last !== undefined && number === last[1] + 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${String(from)}-${String(to)}`)).join(", ");
}

const COLUMNS = [
  ...["pulse", "start_s", "duration_s", "current_A", "voltage_V", "dEs_V", "dEs_stderr_V", "dEt_V", "dEt_stderr_V"],
  ...["dEt_end_to_end_V", "ohmic_drop_V", "linear_from_s", "linear_to_s", "D_cm2_per_s", "D_stderr_cm2_per_s"],
  ...["D_end_to_end_cm2_per_s", "t_D_per_L2", "flags"],
];

/** A row a pulse, empty where there is no number. */
export function gittCsv({ pulses }: Gitt): string {
  const rows = pulses.map((pulse) => {
    const { steadyChange, transientChange, region, diffusionCoefficient } = pulse;
    const numbers = [
      ...[pulse.number, pulse.start, pulse.duration, pulse.current, pulse.voltage],
      ...[steadyChange?.value, steadyChange?.stderr, transientChange?.value, transientChange?.stderr],
      ...[pulse.endToEndChange, pulse.ohmicDrop, region?.from, region?.to],
      ...[
        diffusionCoefficient?.value,
        diffusionCoefficient?.stderr,
        pulse.endToEndCoefficient,
        pulse.dimensionlessTime,
      ],
    ];
    const words = pulse.refusal === null ? pulse.flags.join(" ") : `no D: ${pulse.refusal}`;
    return [
      ...numbers.map((number) => (number === null || number === undefined ? "" : String(number))),
      `"${words.replaceAll('"', '""')}"`,
    ];
  });
  return [COLUMNS, ...rows].map((fields) => `${fields.join(",")}\n`).join("");
}

/** One titrated file. */
export interface TitratedFile {
  readonly file: string;
  readonly notes: readonly string[];
  readonly result: Gitt;
}

/** The document of `eisfit gitt --json`. */
export function gittDocument(
  version: string,
  files: readonly (TitratedFile | { readonly file: string; readonly error: object })[],
): object {
  return {
    eisfit: version,
    files: files.map((entry) => ("error" in entry ? entry : { file: entry.file, notes: entry.notes, ...entry.result })),
  };
}
