import { fixedText, localDate, viewOf } from "../binary/bytes.ts";
import type { Metadata } from "../format.ts";
import { printable } from "../printable.ts";
import type { MprModule } from "./modules.ts";

/** Technique codes, the first byte of the settings. */
const TECHNIQUES: Readonly<Record<number, string>> = {
  0x04: "GCPL",
  0x06: "CV",
  0x0b: "OCV",
  0x18: "CA",
  0x19: "CP",
  0x1d: "PEIS",
  0x1e: "GEIS",
  0x32: "ZIR",
  0x33: "CVA",
  0x6c: "LSV",
  0x7f: "MB",
};
const COMMENT = 7;
/** Days from 1899-12-30, from which OLE counts, to 1970-01-01. */
const OLE_EPOCH = 25569;
const DAY = 86_400_000;
/** Where the log has the start of the measurement; files whose data module has version 0 have it earlier. */
const START = 0x249;
const START_OF_VERSION_0 = 465;

/** What the settings and the log tell: technique, comment, start. The area has a unit of its own that is not known, so it is left. */
export function mprMetadata(modules: readonly MprModule[]): Metadata {
  const find = (name: string) => modules.find((module) => module.name === name);
  const settings = find("VMP Set")?.body;
  const technique = settings?.[0] === undefined ? undefined : TECHNIQUES[settings[0]];
  const comment = settings === undefined ? "" : pascalText(settings, COMMENT);
  const data = find("VMP data");
  const date = startOf(find("VMP LOG"), data?.version === 0) ?? dateOf(data?.date ?? "");
  return {
    ...(technique === undefined ? {} : { technique }),
    ...(date === undefined ? {} : { date }),
    ...(comment === "" ? {} : { comment }),
    instrument: "BioLogic",
  };
}

function startOf(log: MprModule | undefined, early: boolean): string | undefined {
  const at = early ? START_OF_VERSION_0 : START;
  if (log === undefined || log.body.length < at + 8) return undefined;
  return localDate(Math.round((viewOf(log.body).getFloat64(at, true) - OLE_EPOCH) * DAY));
}

/** `MM/DD/YY`, also with points or hyphens. */
function dateOf(text: string): string | undefined {
  const [, month, day, year] = /^(\d\d)[/.-](\d\d)[/.-](\d\d)$/.exec(text) ?? [];
  return year === undefined ? undefined : `20${year}-${month ?? ""}-${day ?? ""}`;
}

/** A byte with the length, then the text. */
function pascalText(bytes: Uint8Array, at: number): string {
  const length = bytes[at] ?? 0;
  return printable(fixedText(bytes, at + 1, Math.min(length, bytes.length - at - 1))).trim();
}
