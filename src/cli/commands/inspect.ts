import type { Command } from "commander";
import { checkSpectrum, formatOf, listSweeps, version, type Spectrum, type SpectrumCheck } from "../../index.ts";
import { jsonText, labelledLines, quantityText, textTable } from "../../report/index.ts";
import { Attempts } from "../attempts.ts";
import { addExamples } from "../help.ts";
import type { Host } from "../host.ts";
import { filesArgument, sourceOf } from "../inputFiles.ts";
import { addJsonOption } from "../outputOptions.ts";
import { shellWord } from "../shellWords.ts";
import { arcsText, suggestCircuit, type SuggestedCircuit } from "../suggestion.ts";
import { chosenSweeps, sweepOption, type SweepChoice } from "../sweeps.ts";

/** What is found in a file, by a first look at its first sweep or the one asked for. */
interface Inspected {
  readonly file: string;
  readonly format: { readonly name: string; readonly title: string };
  readonly sweeps: number;
  readonly spectrum: Spectrum;
  readonly check: SpectrumCheck;
  readonly suggested: SuggestedCircuit | undefined;
}

interface InspectCommandOptions {
  readonly sweep?: SweepChoice;
  readonly json?: boolean;
}

/** Adds `eisfit inspect`, which `eisfit FILE` is short for. */
export function addInspectCommand(program: Command, host: Host, done: (status: number) => void): void {
  const command = program
    .command("inspect")
    .summary("what is in a file, is it sound, what to do next")
    .description(
      "Say what files hold, whether the data can be trusted, how many processes they show, and what to do next. `eisfit FILE` is short for it.",
    )
    .addArgument(filesArgument("<files...>", "spectra; eisfit formats lists what can be read"))
    .addOption(sweepOption());
  addJsonOption(command);
  addExamples(command, [
    ["eisfit samples/li-llzo-li.csv", "one file, with commands to go on with"],
    ["eisfit inspect samples/llzo_*C.csv", "a line for each of many"],
  ]);
  command.action(async (files: string[], options: InspectCommandOptions) =>
    done(await inspectCommand(files, options, host)),
  );
}

async function inspectCommand(
  files: readonly string[],
  { sweep, json }: InspectCommandOptions,
  host: Host,
): Promise<number> {
  const attempts = new Attempts<Inspected>(host, files.length, "files");
  for (const file of files) {
    await attempts.attempt(file, async () => {
      const found = await inspect(file, sweep === "all" || sweep === undefined ? 1 : sweep);
      if (json !== true && files.length === 1) host.show(wholeText(found));
      attempts.add({ entry: found, sound: true });
    });
  }
  if (json === true) host.out(jsonText({ eisfit: version, files: attempts.entries.map(documentOf) }));
  else if (files.length > 1) {
    const found = attempts.entries.filter((entry): entry is Inspected => "check" in entry);
    if (found.length > 0) host.show(`${overview(found)}\n`);
  }
  return attempts.finish();
}

async function inspect(file: string, sweep: number): Promise<Inspected> {
  const source = sourceOf(file);
  const { name, title } = await formatOf(source, file);
  const sweeps = (await listSweeps(source, file)).length;
  for await (const { spectrum } of chosenSweeps(source, file, sweep)) {
    const check = checkSpectrum(spectrum);
    return { file, format: { name, title }, sweeps, spectrum, check, suggested: suggestCircuit(spectrum) };
  }
  throw new RangeError("A sweep that was listed was not read.");
}

function wholeText({ file, format, sweeps, spectrum, check, suggested }: Inspected): string {
  const { frequencyHz, re, im, notes, warnings } = spectrum;
  const moduli = [...re].map((x, k) => Math.hypot(x, im[k] ?? Number.NaN));
  const told: [string, string][] = [
    ["file", file],
    ["format", `${format.title} (${format.name})`],
    ...(sweeps === 1
      ? []
      : [["sweeps", `${String(sweeps)}, of which this is one; --sweep N takes another`] as [string, string]]),
    [
      "points",
      `${String(frequencyHz.length)}, ${quantityText(frequencyHz[0] ?? Number.NaN, "Hz")} .. ${quantityText(frequencyHz.at(-1) ?? Number.NaN, "Hz")}`,
    ],
    ["|Z|", `${quantityText(Math.min(...moduli), "ohm")} .. ${quantityText(Math.max(...moduli), "ohm")}`],
    ...notes
      .slice(0, MOST_NOTES)
      .map((note, place): [string, string] => [place === 0 ? "the file says" : "", note.replace(/^comment: /, "")]),
    ...warnings.map((warning): [string, string] => ["warning", warning]),
    ["data", check.verdict],
    ["processes", processesText(suggested)],
  ];
  return `${labelledLines(told)}\n\nWhat next:\n${nextSteps(file, sweeps > 1, suggested)}\n`;
}

const MOST_NOTES = 4;

function processesText(suggested: SuggestedCircuit | undefined): string {
  if (suggested === undefined) return "no chain of arcs could be fitted";
  const { circuit, named } = suggested;
  const like = named.length === 0 ? "" : `; the same with other names: ${named.join(", ")}`;
  return `${arcsText(suggested)}, by the chain that BIC prefers, ${circuit}${like}`;
}

function nextSteps(file: string, several: boolean, suggested: SuggestedCircuit | undefined): string {
  const name = `${shellWord(file)}${several ? " --sweep 1" : ""}`;
  const circuit = suggested?.named[0] ?? suggested?.circuit ?? "R0-p(R1,CPE1)";
  const steps: [string, string][] = [
    [`eisfit fit ${name} -c ${shellWord(circuit)}`, "parameters with errors"],
    [`eisfit drt ${name}`, "how many processes?"],
    [`eisfit check ${name}`, "the tests behind the verdict"],
    ["eisfit circuits", "circuits by kind of cell"],
  ];
  return labelledLines(steps.map(([line, why]) => [`  ${line}`, why]));
}

function overview(found: readonly Inspected[]): string {
  const several = found.some(({ sweeps }) => sweeps > 1);
  const rows = found.map(({ file, format, sweeps, spectrum: { frequencyHz }, check, suggested }) => [
    file,
    format.name,
    ...(several ? [String(sweeps)] : []),
    String(frequencyHz.length),
    quantityText(frequencyHz[0] ?? Number.NaN, "Hz"),
    quantityText(frequencyHz.at(-1) ?? Number.NaN, "Hz"),
    check.noisePercent === null ? "" : `${String(Number(check.noisePercent.toPrecision(2)))} %`,
    suggested === undefined ? "" : `${suggested.atLeast && suggested.arcs > 0 ? ">=" : ""}${String(suggested.arcs)}`,
    check.status,
  ]);
  const numbers = [...(several ? ["sweeps"] : []), "points", "from", "to", "noise", "arcs"];
  return textTable(["file", "format", ...numbers, "data"], rows, [
    "left",
    "left",
    ...numbers.map(() => "right" as const),
    "left",
  ]);
}

function documentOf(entry: Inspected | { readonly file: string }): object {
  if (!("check" in entry)) return entry;
  const { file, format, sweeps, spectrum, check, suggested } = entry;
  const { frequencyHz, metadata, notes, warnings } = spectrum;
  const range = { points: frequencyHz.length, highestHz: frequencyHz[0], lowestHz: frequencyHz.at(-1) };
  const { status, verdict, noisePercent } = check;
  return {
    file,
    format: format.name,
    sweeps,
    ...range,
    metadata,
    notes,
    warnings,
    check: { status, verdict, noisePercent },
    suggested,
  };
}
