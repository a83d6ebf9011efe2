import { fixedText, viewOf } from "./binary/bytes.ts";
import type { Metadata } from "./format.ts";
import { printable } from "./printable.ts";

/** The texts behind the arrays, in their order; then comments. */
const DATE = 0;
const SYSTEM = 1;
const POTENTIAL = 2;
const TEMPERATURE = 4;
const COMMENTS = 6;
const TEXTS = 11;
const LONGEST = 512;

/** What the texts tell, each a u2 length and its letters, capitals and small letters exchanged. */
export function zahnerMetadata(bytes: Uint8Array, at: number, begun: string | undefined): Metadata {
  const texts = textsAt(bytes, at);
  const text = (index: number) => texts[index] ?? "";
  const date = begun ?? dateOf(text(DATE));
  const temperature = temperatureOf(text(TEMPERATURE));
  const potential = /^\s*(-?\d+(?:[.,]\d+)?)\s*(m?)V\b/.exec(text(POTENTIAL));
  const comment = texts
    .slice(COMMENTS)
    .filter((line) => line !== "")
    .join("; ");
  return {
    ...(text(SYSTEM) === "" ? {} : { title: text(SYSTEM) }),
    ...(date === undefined ? {} : { date }),
    ...(temperature === undefined ? {} : { temperature_C: temperature }),
    ...(potential === null ? {} : { dc_V: numberOf(potential[1] ?? "") / (potential[2] === "m" ? 1000 : 1) }),
    ...(comment === "" ? {} : { comment }),
    instrument: "Zahner",
  };
}

function textsAt(bytes: Uint8Array, start: number): string[] {
  const view = viewOf(bytes);
  const texts: string[] = [];
  let at = start;
  while (texts.length < TEXTS && at + 2 <= bytes.length) {
    const length = view.getUint16(at);
    if (length > LONGEST || at + 2 + length > bytes.length) break;
    texts.push(printable(exchangedCase(fixedText(bytes, at + 2, length))).trim());
    at += 2 + length;
  }
  return texts;
}

function exchangedCase(text: string): string {
  return text.replace(/[a-z]+|[A-Z]+/g, (letters) => (letters > "Z" ? letters.toUpperCase() : letters.toLowerCase()));
}

function numberOf(text: string): number {
  return Number(text.replace(",", "."));
}

/** Simulated spectra give the absolute zero. */
function temperatureOf(text: string): number | undefined {
  const number = /^\s*(-?\d+(?:[.,]\d+)?)[^a-z]*C\s*$/i.exec(text)?.[1];
  const celsius = number === undefined ? Number.NaN : numberOf(number);
  return celsius > -273 ? celsius : undefined;
}

/** `DDMMYY`. */
function dateOf(text: string): string | undefined {
  const [, day, month, year] = /^(\d\d)(\d\d)(\d\d)$/.exec(text) ?? [];
  return year === undefined ? undefined : `20${year}-${month ?? ""}-${day ?? ""}`;
}
