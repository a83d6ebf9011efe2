import { ZERO_CELSIUS } from "../constants.ts";
import { ConditionError, conditionKinds, type Condition, type ConditionKind } from "./conditions.ts";
import { CONDITION_WORDS } from "./conditionNames.ts";
import { readPhysicalUnit } from "../physicalUnits.ts";

/** Conditions by file, from a table. */
export interface ConditionTable {
  /** Conditions of a file, by its path or its name with or without extension; undefined where no row has it. */
  of(file: string, sweep: number): readonly Condition[] | undefined;
  /** Names in the first column that no call of `of` has asked for. */
  unused(): string[];
}

interface Column {
  readonly title: string;
  readonly kind: ConditionKind;
  readonly factor: number;
  readonly offset: number;
}

const FILE = /^(?:file|files|file ?name|spectrum|path)$/i;
const SWEEP = /^(?:sweep|cycle|no\.?)$/i;
/** `T / C`, `temperature [C]`, `temperature (C)`, `temperature_C`. */
const TITLE = /^(.*?)\s*(?:\/\s*(\S.*)|\[([^\]]+)\]|\(([^)]+)\)|_([^_\s]+)|\s(\S+))$/;
const CELSIUS = /^(?:\u00B0\s*C|deg\s*C|C|\u2103)$/i;
const DAY = /^(?:d|day|days)$/i;

/**
 * Reads a table of conditions: a column with names of files, and columns whose heads tell kind and unit, as `temperature_C`,
 * `T / K`, `soc [%]`, `t (h)`, `E_V`, `bias_mV`. Separated by commas, semicolons or tabs; with a column `sweep` for files of several.
 *
 * @param name of the table, for messages.
 * @throws {ConditionError} with the line for what cannot be read.
 */
export function readConditionTable(text: string, name: string): ConditionTable {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n|\r/);
  const rows = lines.flatMap((line, index) =>
    line.trim() === "" || line.startsWith("#") ? [] : [{ line: index + 1, text: line }],
  );
  const [head, ...body] = rows;
  if (head === undefined)
    throw new ConditionError(`${name} is empty; give a row of titles such as file,temperature_C.`);
  const separator = ["\t", ";", ","].find((each) => head.text.includes(each)) ?? ",";
  const titles = fieldsOf(head.text, separator);
  const filePlace = titles.findIndex((title) => FILE.test(title));
  const sweepPlace = titles.findIndex((title) => SWEEP.test(title));
  if (filePlace < 0) {
    throw new ConditionError(
      `${name}, line ${String(head.line)}: there is no column "file" among ${titles.join(", ")}; it must hold the names of the spectra.`,
    );
  }
  const columns = titles.map((title, place) =>
    place === filePlace || place === sweepPlace || title === ""
      ? undefined
      : columnOf(title, `${name}, line ${String(head.line)}`),
  );
  if (columns.every((column) => column === undefined)) {
    throw new ConditionError(`${name} has no column of a condition; add one such as temperature_C.`);
  }
  const found = new Map<string, { readonly sweep: number; readonly conditions: Condition[] }[]>();
  for (const { line, text: row } of body) {
    const where = `${name}, line ${String(line)}`;
    const fields = fieldsOf(row, separator);
    const file = fields[filePlace] ?? "";
    if (file === "") throw new ConditionError(`${where}: the name of the file is missing.`);
    const sweep = sweepPlace < 0 || (fields[sweepPlace] ?? "") === "" ? 0 : Number(fields[sweepPlace]);
    if (!Number.isInteger(sweep) || sweep < 0) {
      throw new ConditionError(
        `${where}: the sweep is ${JSON.stringify(fields[sweepPlace])}; give a number from 1 on.`,
      );
    }
    const conditions = columns.flatMap((column, place): Condition[] => {
      const field = fields[place] ?? "";
      if (column === undefined || field === "") return [];
      const number = Number(separator === "," ? field : field.replace(",", "."));
      if (!Number.isFinite(number)) {
        throw new ConditionError(`${where}: ${column.title} is ${JSON.stringify(field)}; give a number.`);
      }
      const value = Number((number * column.factor + column.offset).toPrecision(12));
      return [{ kind: column.kind, value, found: `${column.title} in ${name}` }];
    });
    const others = found.get(file) ?? [];
    if (others.some((other) => other.sweep === sweep)) {
      throw new ConditionError(
        `${where}: ${file} stands here for the second time; tell its sweeps apart by a column "sweep".`,
      );
    }
    found.set(file, [...others, { sweep, conditions }]);
  }
  const used = new Set<string>();
  return {
    of(file, sweep) {
      const key = keysOf(file).find((each) => found.has(each));
      if (key === undefined) return undefined;
      used.add(key);
      const entries = found.get(key) ?? [];
      return (entries.find((entry) => entry.sweep === sweep) ?? entries.find((entry) => entry.sweep === 0))?.conditions;
    },
    unused: () => [...found.keys()].filter((key) => !used.has(key)),
  };
}

/** Words that stand in titles only. */
const WORDS_OF_TITLES: ReadonlyMap<string, readonly ConditionKind[]> = new Map<string, readonly ConditionKind[]>([
  ["state of charge", ["soc"]],
  ["voltage", ["voltage"]],
  ["potential", ["voltage"]],
  ["current", ["current"]],
  ["i", ["current"]],
]);

/** The path, its last part, and that without extension. */
function keysOf(file: string): string[] {
  const name = file.split(/[\\/]/).at(-1) ?? file;
  return [file, name, name.replace(/\.[^.]+$/, "")];
}

function fieldsOf(line: string, separator: string): string[] {
  const fields: string[] = [];
  let field = "";
  let quoted = false;
  for (let k = 0; k < line.length; k++) {
    const letter = line.charAt(k);
    if (letter === '"' && quoted && line.charAt(k + 1) === '"') {
      field += letter;
      k++;
    } else if (letter === '"') quoted = !quoted;
    else if (letter === separator && !quoted) {
      fields.push(field.trim());
      field = "";
    } else field += letter;
  }
  return [...fields, field.trim()];
}

function columnOf(title: string, where: string): Column {
  const match = TITLE.exec(title);
  const word = (match?.[1] ?? title).trim().toLowerCase();
  const unit = (match?.slice(2).find((each) => each !== undefined) ?? "").trim();
  const found = kindOf(word, unit);
  const kinds = WORDS_OF_TITLES.get(word) ?? CONDITION_WORDS.get(word);
  if (found !== undefined && kinds?.includes(found.kind) === false) {
    throw new ConditionError(
      `${where}: the column ${JSON.stringify(title)} names ${kinds.join(" or ")} but has a unit of ${found.kind}.`,
    );
  }
  if (found !== undefined) return { title, ...found };
  throw new ConditionError(
    `${where}: the column ${JSON.stringify(title)} tells no condition with its unit; write temperature_C, temperature_K, soc_%, time_h, voltage_V, bias_mV or current_mA.`,
  );
}

function kindOf(word: string, unit: string): Pick<Column, "kind" | "factor" | "offset"> | undefined {
  if (CELSIUS.test(unit)) return { kind: "temperature", factor: 1, offset: 0 };
  if (/^(?:K|kelvin)$/i.test(unit)) return { kind: "temperature", factor: 1, offset: -ZERO_CELSIUS };
  if (unit === "%") return { kind: "soc", factor: 1, offset: 0 };
  if (word === "soc" && (unit === "1" || unit === "-")) return { kind: "soc", factor: 100, offset: 0 };
  if (DAY.test(unit)) return { kind: "time", factor: 86400, offset: 0 };
  const read = readPhysicalUnit(unit);
  if (unit === "" || read === undefined) return undefined;
  for (const kind of ["time", "voltage", "current"] as const) {
    const own = readPhysicalUnit(conditionKinds[kind].unit);
    if (own?.powers.every((power, place) => power === read.powers[place]) !== true) continue;
    const isBias = kind === "voltage" && /bias|dc/.test(word);
    return { kind: isBias ? "bias" : kind, factor: read.factor, offset: 0 };
  }
  return undefined;
}
