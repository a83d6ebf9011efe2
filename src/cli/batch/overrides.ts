import { InvalidArgumentError } from "commander";
import { pointIndices, signConditions, type MaskSettings } from "../maskOptions.ts";
import type { SampleSettings } from "../sampleOptions.ts";
import { UsageError } from "../usageError.ts";
import type { Overrides } from "./item.ts";

/** Where a column or field goes. */
export interface Place {
  readonly key: string;
  /** Given in the title, as in `thickness_cm`. */
  readonly unit?: string;
}

const MASK = ["fmin", "fmax", "exclude", "exclude_signs"] as const;
const QUANTITIES = ["thickness", "area", "diameter", "electrode_area", "temperature"] as const;
const OTHERS = ["circuit", "label", "sweep", "permittivity", "cell", "interfaces"] as const;
const KEYS: readonly string[] = [...MASK, ...QUANTITIES, ...OTHERS];

/** `thickness_cm`, `thickness (cm)`, `thickness [cm]`, `thickness / cm`. */
const WITH_UNIT = /^(.*?)\s*(?:\/\s*(\S+)|\(([^)]+)\)|\[([^\]]+)\]|_([^_\s]+))$/;

/** The keys, for messages. */
export const overrideKeys = KEYS.join(", ");

/** What a title stands for; undefined for a column that the batch only hands on. */
export function placeOf(title: string): Place | undefined {
  const key = keyOf(title);
  if (KEYS.includes(key)) return { key };
  const match = WITH_UNIT.exec(title.trim());
  const base = keyOf(match?.[1] ?? "");
  const unit = match?.slice(2).find((part) => part !== undefined);
  const takesUnit =
    (QUANTITIES as readonly string[]).includes(base) || ((base === "fmin" || base === "fmax") && unit === "Hz");
  return unit !== undefined && takesUnit ? { key: base, unit } : undefined;
}

function keyOf(title: string): string {
  return title
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "_");
}

/**
 * What the columns or fields of one spectrum say of it. Empty ones say nothing.
 *
 * @throws {UsageError} naming the column and what it must hold.
 */
export function overridesOf(entries: Iterable<readonly [title: string, value: unknown]>): Overrides {
  const texts = new Map<string, string>();
  const extra: Record<string, unknown> = {};
  for (const [title, value] of entries) {
    const place = placeOf(title);
    if (place === undefined) extra[title] = value;
    else {
      const text = textOf(title, value, place);
      if (text !== "") texts.set(place.key, text);
    }
  }
  const circuit = texts.get("circuit");
  const label = texts.get("label");
  const sweep = texts.get("sweep");
  const mask = maskFrom(texts);
  const sample = sampleFrom(texts);
  return {
    ...(circuit === undefined ? {} : { circuit }),
    ...(label === undefined ? {} : { label }),
    ...(sweep === undefined ? {} : { sweep: wholeNumber("sweep", sweep) }),
    ...(Object.keys(mask).length === 0 ? {} : { mask }),
    ...(Object.keys(sample).length === 0 ? {} : { sample }),
    ...(Object.keys(extra).length === 0 ? {} : { extra }),
  };
}

function textOf(title: string, value: unknown, { unit }: Place): string {
  if (value === null || value === undefined) return "";
  const list = Array.isArray(value) ? (value as unknown[]) : [value];
  if (!list.every((one) => typeof one === "string" || typeof one === "number")) {
    throw new UsageError(`${title} is ${JSON.stringify(value).slice(0, 60)}; give a text or a number.`);
  }
  const text = list.map(String).join(",").trim();
  return text === "" || unit === undefined || unit === "Hz" ? text : `${text} ${unit}`;
}

function maskFrom(texts: ReadonlyMap<string, string>): MaskSettings {
  const [fmin, fmax, exclude, excludeSigns] = MASK.map((key) => texts.get(key));
  return {
    ...(fmin === undefined ? {} : { fmin: positiveNumber("fmin", fmin) }),
    ...(fmax === undefined ? {} : { fmax: positiveNumber("fmax", fmax) }),
    ...(exclude === undefined ? {} : { exclude: parsed("exclude", () => pointIndices(exclude)) }),
    ...(excludeSigns === undefined
      ? {}
      : { excludeSigns: parsed("exclude_signs", () => signConditions(excludeSigns)) }),
  };
}

const CELLS = ["symmetric", "blocking", "half", "full"] as const;

function sampleFrom(texts: ReadonlyMap<string, string>): SampleSettings {
  const cell = texts.get("cell");
  const interfaces = texts.get("interfaces");
  const kind = CELLS.find((one) => one === cell);
  if (cell !== undefined && kind === undefined) {
    throw new UsageError(`cell is ${JSON.stringify(cell)}; give ${CELLS.join(", ")}.`);
  }
  const named = { thickness: "thickness", area: "area", diameter: "diameter", temperature: "temperature" };
  const quantities = { ...named, electrodeArea: "electrode_area", permittivity: "permittivity" };
  return {
    ...Object.fromEntries(
      Object.entries(quantities).flatMap(([name, key]) => {
        const text = texts.get(key);
        return text === undefined ? [] : [[name, text]];
      }),
    ),
    ...(kind === undefined ? {} : { cell: kind }),
    ...(interfaces === undefined ? {} : { interfaces: wholeNumber("interfaces", interfaces) }),
  };
}

function parsed<T>(title: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    throw new UsageError(`${title}: ${error.message}`, { cause: error });
  }
}

function positiveNumber(title: string, text: string): number {
  const value = Number(text);
  if (value > 0 && value < Infinity) return value;
  throw new UsageError(`${title} is ${JSON.stringify(text)}; give a number of Hz above 0.`);
}

function wholeNumber(title: string, text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 1 && value <= Number.MAX_SAFE_INTEGER) return value;
  throw new UsageError(`${title} is ${JSON.stringify(text)}; give 1, 2 or more.`);
}
