import { isZip, unzip } from "./archive/zip.ts";
import { makeSpectrum, SpectrumError, type Spectrum } from "../spectrum.ts";
import { contentOf, contentOfBytes, type FileContent } from "./content.ts";
import type { FileFormat, Metadata, Sweep } from "./format.ts";
import { fileFormats } from "./formats.ts";
import { fileSource } from "./nodeFile.ts";
import { ReadError } from "./readError.ts";

/** A path (Node only) or the content of a file. */
export type FileSource = string | Uint8Array | ArrayBuffer;

/** Which sweep of a file with several is meant. */
export interface ReadOptions {
  /** Counted from 1, in file order. */
  readonly sweep?: number;
}

/** A sweep of a file without its points. */
export interface SweepSummary {
  /** Counted from 1. */
  readonly sweep: number;
  readonly points: number;
  readonly minimumHz: number;
  readonly maximumHz: number;
  readonly metadata: Metadata;
}

/**
 * Reads the one spectrum of a file, or the sweep asked for.
 *
 * @param source a path (Node only) or the content of a file.
 * @param name for messages and `Spectrum.name`; by default the path.
 * @throws {ReadError} for a file that cannot be read, with line and what was expected; also if it holds several sweeps and
 * none was chosen, or not the one that was.
 */
export async function readSpectrum(source: FileSource, name?: string, { sweep }: ReadOptions = {}): Promise<Spectrum> {
  const file = contentFrom(source, name);
  let count = 0;
  let found: Spectrum | undefined;
  for (const spectrum of spectraOf(await unpacked(file))) {
    count++;
    if (sweep === undefined ? count === 1 : count === sweep) found = spectrum;
    if (count === sweep) break;
  }
  if (found !== undefined && (sweep !== undefined || count === 1)) return found;
  const wanted = sweep === undefined ? "a file with one sweep, or the number of one of them" : `sweep ${String(sweep)}`;
  throw new ReadError("several-sweeps", {
    file: file.name,
    foundWhat: `${String(count)} sweep${count === 1 ? "" : "s"}`,
    expected: `${wanted}; readSpectra and \`eisfit convert\` have them all`,
  });
}

/**
 * Reads all sweeps of a file as spectra of their own, in file order; at least one.
 *
 * @throws {ReadError} as `readSpectrum`.
 */
export async function readSpectra(source: FileSource, name?: string): Promise<Spectrum[]> {
  return [...spectraOf(await unpacked(contentFrom(source, name)))];
}

/**
 * The sweeps of a file one after the other, for files with more of them than memory should hold.
 *
 * @throws {ReadError} as `readSpectrum`, where the fault stands.
 */
export async function* streamSpectra(source: FileSource, name?: string): AsyncGenerator<Spectrum> {
  yield* spectraOf(await unpacked(contentFrom(source, name)));
}

/**
 * What sweeps a file holds, without keeping their points.
 *
 * @throws {ReadError} as `readSpectrum`.
 */
export async function listSweeps(source: FileSource, name?: string): Promise<SweepSummary[]> {
  const summaries: SweepSummary[] = [];
  for await (const { frequencyHz, metadata } of streamSpectra(source, name)) {
    summaries.push({
      sweep: summaries.length + 1,
      points: frequencyHz.length,
      minimumHz: frequencyHz.at(-1) ?? Number.NaN,
      maximumHz: frequencyHz[0] ?? Number.NaN,
      metadata,
    });
  }
  return summaries;
}

/** The format that a file is read as. @throws {ReadError} where there is none. */
export async function formatOf(source: FileSource, name?: string): Promise<FileFormat> {
  return chooseFormat(await unpacked(contentFrom(source, name)));
}

/** As `readSpectra`, for content that is at hand and no archive. */
export function parseSpectra(bytes: Uint8Array, name: string): Spectrum[] {
  return [...spectraOf(contentOfBytes(bytes, name))];
}

function contentFrom(source: FileSource, name?: string): FileContent {
  if (typeof source === "string") return contentOf(fileSource(source), name ?? source);
  return contentOfBytes(source instanceof Uint8Array ? source : new Uint8Array(source), name ?? "data");
}

/** Archives are unpacked here, because hosts do that asynchronously only. */
async function unpacked(file: FileContent): Promise<FileContent> {
  if (!isZip(file.head)) return file;
  const bytes = file.bytes();
  return contentOfBytes(bytes, file.name, await unzip(bytes, file.name));
}

/** Sweeps have a number behind the file's name, but for an only one; so each is held until the next is known. */
function* spectraOf(file: FileContent): Generator<Spectrum> {
  if (file.size === 0) throw new ReadError("empty", { file: file.name, expected: "data; the file is empty" });
  let held: Sweep | undefined;
  let index = 0;
  for (const sweep of chooseFormat(file).sweeps(file)) {
    if (held !== undefined) yield spectrumOf(held, `${file.name} #${String(index)}`);
    held = sweep;
    index++;
  }
  if (held === undefined) throw new ReadError("bad-data", { file: file.name, expected: "at least one spectrum" });
  yield spectrumOf(held, index === 1 ? file.name : `${file.name} #${String(index)}`);
}

const STAND_IN_LENGTH = 64;
const STAND_INS = [
  {
    pattern: /^version https:\/\/git-lfs\.github\.com\//,
    what: "a pointer of Git LFS, which stands for a file",
    expected: "the file itself; `git lfs pull` fetches it",
  },
  {
    pattern: /^\/annex\/objects\/|^(?:\.\.\/)*\.git\/annex\/objects\//,
    what: "a pointer of git-annex, which stands for a file",
    expected: "the file itself; `git annex get` fetches it",
  },
  {
    pattern: /^\s*(?:<!DOCTYPE html|<html)/i,
    what: "a web page",
    expected: "a file with a spectrum; sites that show files have a link to the raw one",
  },
] as const;

/** Content decides; the extension only for a file whose content no format recognises, so that its parser can say why. */
function chooseFormat(file: FileContent): FileFormat {
  const recognised = fileFormats.find(({ sniff }) => sniff(file));
  if (recognised === undefined || recognised === fileFormats.at(-1)) refuseStandIn(file);
  if (recognised !== undefined) return recognised;
  const lines = file.headLines();
  const start = lines.find((line) => line.trim() !== "");
  if (start === undefined && lines.length > 0 && file.head.length === file.size) {
    throw new ReadError("empty", { file: file.name, expected: "data; the file is blank" });
  }
  const extension = /\.([^./\\]*)$/.exec(file.name)?.[1]?.toLowerCase();
  const named = fileFormats.find(({ extensions }) => extension !== undefined && extensions.includes(extension));
  if (named !== undefined) return named;
  const known = fileFormats.map(({ name }) => name).join(", ");
  throw new ReadError("unknown-format", {
    file: file.name,
    ...(start === undefined ? { foundWhat: "binary data" } : { line: 1 + lines.indexOf(start), found: start.trim() }),
    expected: `one of the formats ${known}`,
  });
}

/** What stands in the place of a file whose content was not fetched. */
function refuseStandIn(file: FileContent): void {
  const start = new TextDecoder().decode(file.head.subarray(0, STAND_IN_LENGTH));
  const standIn = STAND_INS.find(({ pattern }) => pattern.test(start));
  if (standIn === undefined) return;
  throw new ReadError("unknown-format", { file: file.name, foundWhat: standIn.what, expected: standIn.expected });
}

function spectrumOf(sweep: Sweep, name: string): Spectrum {
  try {
    return makeSpectrum({ ...sweep, name, metadata: finiteMetadata(sweep.metadata) });
  } catch (error) {
    if (!(error instanceof SpectrumError)) throw error;
    const line = error.index === undefined ? undefined : sweep.lines?.[error.index];
    throw new ReadError(
      "bad-data",
      {
        file: name,
        ...(line === undefined ? {} : { line }),
        ...(error.index === undefined ? {} : { foundWhat: pointText(sweep, error.index) }),
        expected: `usable data. ${error.message}`,
      },
      { cause: error },
    );
  }
}

/** A damaged file may give a number that is none; nobody shall compute with it. */
function finiteMetadata(metadata: Metadata = {}): Metadata {
  return Object.fromEntries(
    Object.entries(metadata).filter(([, value]) => typeof value === "string" || Number.isFinite(value)),
  );
}

function pointText(sweep: Sweep, index: number): string {
  return `${sweep.frequencyHz[index]} Hz, ${sweep.re[index]} ohm, ${sweep.im[index]} ohm`;
}
