import type { FileContent } from "./content.ts";
import type { FileFormat, Sweep } from "./format.ts";
import { headText } from "./headText.ts";
import { notesOf, readMetadata, readSigma } from "./json.ts";
import { numberList, objectAt, parseJsonText, type JsonObject } from "./jsonDocument.ts";
import { printable } from "./printable.ts";
import { ReadError } from "./readError.ts";

/** The name of the `<meta>` in the head by which a report is known. */
export const REPORT_MARK = "eisfit-report";
/** The id of the `<script>` that holds data and result. */
export const RECORD_ID = "eisfit-record";

const LONGEST_NOTE = 400;

/** The reports of `eisfit report`, which hold what they were made of. */
export const reportFormat: FileFormat = {
  name: "report",
  title: "Report of eisfit (HTML)",
  extensions: ["html", "htm"],
  reads:
    "The spectrum of `eisfit report` with the last bit of each number, its standard deviations, what the file told and what was assumed of " +
    "it. Points that the fit left out are there too. `eisfit fit report.html` also takes circuit and options from it.",
  sniff: (file) => {
    const head = headText(file);
    return /^\s*<!doctype html/i.test(head) && head.includes(REPORT_MARK);
  },
  *sweeps(file) {
    yield spectrumOf(recordOf(file), file.name);
  },
};

/**
 * What a report holds: `data`, `fit`, `source` and the document of the fit.
 *
 * @throws {ReadError} for HTML without it, and for what is no JSON, with the line.
 */
export function recordOf(file: FileContent): JsonObject {
  const text = file.text();
  const opening = new RegExp(`<script[^<>]*\\bid="${RECORD_ID}"[^<>]*>`, "i").exec(text);
  if (opening === null) {
    throw new ReadError("bad-header", {
      file: file.name,
      foundWhat: "a web page",
      expected: `a report of eisfit with its data in a script element of the id ${RECORD_ID}`,
    });
  }
  const start = opening.index + opening[0].length;
  const line = text.slice(0, start).split("\n").length;
  const length = text.slice(start).search(/<\/script/i);
  if (length < 0) {
    throw new ReadError("bad-data", {
      file: file.name,
      line,
      foundWhat: "no end of the data",
      expected: "a whole file; this one was cut off",
    });
  }
  const record = parseJsonText(text.slice(start, start + length), file.name, line);
  return objectAt(record, "", file.name, "the data of a report");
}

function spectrumOf(record: JsonObject, file: string): Sweep {
  const data = objectAt(record["data"], "data", file, "an object with frequencyHz, re and im");
  const { sigma, metadata } = data;
  const notes = [...notesOf(data), ...sourceNote(record["source"])];
  return {
    frequencyHz: numberList(data, "frequencyHz", "data", file),
    re: numberList(data, "re", "data", file),
    im: numberList(data, "im", "data", file),
    ...(sigma === undefined ? {} : { sigma: readSigma(sigma, "data.sigma", file) }),
    ...(metadata === undefined ? {} : { metadata: readMetadata(metadata, "data.metadata", file) }),
    ...(notes.length === 0 ? {} : { notes }),
    warnings: notesOf({ notes: data["warnings"] }),
  };
}

function sourceNote(source: unknown): string[] {
  if (typeof source !== "object" || source === null || !("file" in source) || typeof source.file !== "string")
    return [];
  return [printable(`from the report on ${source.file}`).slice(0, LONGEST_NOTE)];
}
