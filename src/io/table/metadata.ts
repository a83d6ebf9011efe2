import type { Metadata } from "../format.ts";
import { printable } from "../printable.ts";
import { parseNumber } from "./number.ts";

const KEYS: readonly (readonly [RegExp, string])[] = [
  [/^(?:title|sample(?: name| id)?|name|spectrum name|measurement(?: name)?|probe)$/, "title"],
  [/^(?:date(?: and time)?|datum|time stamp|timestamp|measured on|measurement date|start date|date time)$/, "date"],
  [/^(?:comments?|remarks?|notes?|description)$/, "comment"],
  [/^(?:instrument(?: model| name)?|device|equipment|analy[sz]er|potentiostat|model number)$/, "instrument"],
  [/^(?:operator|user)$/, "operator"],
  [/^(?:t|temp|temperature|m temp|temperatur|(?:chamber|sample|cell|set) temp(?:erature)?)$/, "temperature"],
  [/^(?:(?:electrode|sample|surface|active|cell)? ?(?:surface )?area)$/, "area"],
  [/^(?:dc|edc|dc (?:bias|potential|voltage|volt|level)|(?:dc )?bias(?: voltage)?|potential dc)$/, "dc"],
  [
    /^(?:(?:ac )?amplitude|ac (?:volt|voltage|level)|osc(?:illator)?(?: level)?|driving voltage|test signal(?: level)?|vac)$/,
    "amplitude",
  ],
  [/^diameter$/, "diameter"],
  [/^thickness$/, "thickness"],
];

/** A measured quantity by its unit: its name and how the number is turned into it. */
const UNITS: Readonly<Record<string, readonly (readonly [RegExp, string, (value: number) => number])[]>> = {
  temperature: [
    [/^(?:\u00b0\s*|deg\.?\s*|\u00ba)?C$/i, "temperature_C", (value) => value],
    [/^K$/, "temperature_C", celsius],
  ],
  area: [
    [/^cm(?:\^?2|\u00b2)$/, "area_cm2", (value) => value],
    [/^mm(?:\^?2|\u00b2)$/, "area_cm2", (value) => value / 100],
    [/^m(?:\^?2|\u00b2)$/, "area_cm2", (value) => value * 1e4],
  ],
  dc: [
    [/^V$/, "dc_V", (value) => value],
    [/^mV$/, "dc_V", (value) => value / 1000],
    [/^A$/, "dc_A", (value) => value],
    [/^mA$/, "dc_A", (value) => value / 1000],
  ],
  amplitude: [
    [/^V(?:rms)?$/, "amplitude_V", (value) => value],
    [/^mV(?:rms)?$/, "amplitude_V", (value) => value / 1000],
    [/^A$/, "amplitude_A", (value) => value],
    [/^mA$/, "amplitude_A", (value) => value / 1000],
  ],
  diameter: [
    [/^mm$/, "diameter_mm", (value) => value],
    [/^cm$/, "diameter_mm", (value) => value * 10],
  ],
  thickness: [
    [/^mm$/, "thickness_mm", (value) => value],
    [/^cm$/, "thickness_mm", (value) => value * 10],
    [/^(?:u|\u00b5|\u03bc)m$/, "thickness_mm", (value) => value / 1000],
  ],
};

const LONGEST_TEXT = 200;
/** A colon after a digit belongs to a time of day. */
const PAIR = /^([^:=]{1,40}?)\s*(?:(?<!\d):|=)\s*(\S.*)$/;
const DATE = /\b(?:\d{4}-\d\d?-\d\d?|\d\d?[./]\d\d?[./]\d{4})(?:[ ,T]+\d\d?:\d\d(?::\d\d)?(?: ?[AP]M)?)?/;

/** Degrees Celsius from Kelvin, without the digits that the subtraction invents. */
export function celsius(kelvin: number): number {
  return Number((kelvin - 273.15).toFixed(4));
}

/**
 * What the rows above a table tell about it: `title`, `date`, `temperature_C`, `area_cm2`, `dc_V` ... from rows such as
 * `Date: 2024-05-01`, `Temperature;298 K` or `Diameter[mm]: 13`. A first row of free text is the title.
 */
export function metadataOf(rows: readonly (readonly string[])[]): Metadata {
  const metadata: Record<string, string | number> = {};
  rows.forEach((fields, index) => {
    const pairs = pairsOf(fields);
    for (const [key, value] of pairs) remember(metadata, key, value);
    const text = fields.join(" ").trim();
    // Excel's hint on the delimiter is no title.
    if (index > 0 || pairs.length > 0 || text.startsWith("sep=")) return;
    if (text.length <= LONGEST_TEXT && /[a-z]{2}/i.test(text)) remember(metadata, "title", withoutDate(text));
    const date = DATE.exec(fields.join(", "))?.[0];
    if (date !== undefined) remember(metadata, "date", date);
  });
  return metadata;
}

function withoutDate(text: string): string {
  const date = DATE.exec(text);
  const before = date === null ? text : text.slice(0, date.index);
  return before.replace(/[\s,;]+$/, "") || text;
}

function pairsOf(fields: readonly string[]): [string, string][] {
  const [first, second, third] = fields;
  const parts = fields
    .join("  ")
    .split(/\s{2,}|,\s+(?=\w+\s*=)/)
    .filter((part) => part.length <= LONGEST_TEXT);
  const pairs = parts.flatMap((part): [string, string][] => {
    const match = PAIR.exec(part.trim());
    return match === null ? [] : [[match[1] ?? "", match[2] ?? ""]];
  });
  if (pairs.length > 0 || first === undefined || second === undefined || fields.length > 3) return pairs;
  return [[first.replace(/\s*[:=]$/, ""), third === undefined ? second : `${second} ${third}`]];
}

function remember(metadata: Record<string, string | number>, key: string, value: string): void {
  const bracketed = /^(.*?)\s*[([]([^()[\]]*)[)\]]$/.exec(key.trim());
  const bare = (bracketed?.[1] ?? key).trim();
  const name = KEYS.find(([pattern]) => pattern.test(bare.toLowerCase().replace(/[\s._-]+/g, " ")))?.[1];
  const text = printable(value.trim()).slice(0, LONGEST_TEXT);
  if (name === undefined || text === "") return;
  const units = UNITS[name];
  if (units === undefined) {
    metadata[name] ??= text;
    return;
  }
  const number = /^[+-]?[\d.,]+(?:[eE][+-]?\d+)?/.exec(text)?.[0];
  const unit = bracketed?.[2]?.trim() ?? text.slice(number?.length ?? 0).trim();
  const amount = number === undefined ? undefined : (parseNumber(number, ".") ?? parseNumber(number, ","));
  // RelaxIS and others write dc potentials without their unit; a temperature without one could be either.
  const known = units.find(([pattern]) => pattern.test(unit)) ?? (unit === "" && name === "dc" ? units[0] : undefined);
  if (amount !== undefined && known !== undefined) metadata[known[1]] ??= known[2](amount);
}
