import { makeSpectrum, SpectrumError, type Spectrum } from "../spectrum.ts";
import { csvFormat } from "./csv.ts";
import { decodeText } from "./decode.ts";
import type { FileContent, FileFormat, ParsedFile, Sweep } from "./format.ts";
import { jsonFormat } from "./json.ts";
import { readFileBytes } from "./nodeFile.ts";
import { ReadError } from "./readError.ts";

/** What can be read, the most telling content first. */
export const fileFormats: readonly FileFormat[] = [jsonFormat, csvFormat];

/**
 * Reads the one spectrum of a file.
 *
 * @param source a path (Node only) or the content of a file.
 * @param name for messages and `Spectrum.name`; by default the path.
 * @throws {ReadError} for a file that cannot be read, with line and what was expected; also if it holds several sweeps.
 */
export async function readSpectrum(source: string | Uint8Array | ArrayBuffer, name?: string): Promise<Spectrum> {
  const spectra = await readSpectra(source, name);
  const [spectrum] = spectra;
  if (spectrum === undefined || spectra.length > 1) {
    throw new ReadError("several-sweeps", {
      file: spectrum?.name ?? "file",
      foundWhat: `${spectra.length} sweeps`,
      expected: "a file with one sweep; read it with readSpectra to have them all",
    });
  }
  return spectrum;
}

/**
 * Reads all sweeps of a file as spectra of their own, in file order; at least one.
 *
 * @throws {ReadError} as `readSpectrum`.
 */
export async function readSpectra(source: string | Uint8Array | ArrayBuffer, name?: string): Promise<Spectrum[]> {
  const bytes = await bytesOf(source);
  return parseSpectra(bytes, name ?? (typeof source === "string" ? source : "data"));
}

async function bytesOf(source: string | Uint8Array | ArrayBuffer): Promise<Uint8Array> {
  if (typeof source === "string") return readFileBytes(source);
  return source instanceof Uint8Array ? source : new Uint8Array(source);
}

/** As `readSpectra`, for content that is at hand. */
export function parseSpectra(bytes: Uint8Array, name: string): Spectrum[] {
  if (bytes.length === 0) throw new ReadError("empty", { file: name, expected: "data; the file is empty" });
  const file = fileContent(bytes, name);
  if (file.text().trim() === "") throw new ReadError("empty", { file: name, expected: "data; the file is blank" });
  const parsed = chooseFormat(file).parse(file);
  return parsed.sweeps.map((sweep, index) => spectrumOf(sweep, index, parsed, name));
}

function fileContent(bytes: Uint8Array, name: string): FileContent {
  let text: string | undefined;
  return { name, bytes, text: () => (text ??= decodeText(bytes, name)) };
}

/** Content decides; the extension only for a file whose content no format recognises, so that its parser can say why. */
function chooseFormat(file: FileContent): FileFormat {
  const extension = /\.([^./\\]*)$/.exec(file.name)?.[1]?.toLowerCase();
  const format =
    fileFormats.find(({ sniff }) => sniff(file)) ??
    fileFormats.find(({ extensions }) => extension !== undefined && extensions.includes(extension));
  if (format !== undefined) return format;
  const start = file.text().trim().split(/\r|\n/)[0] ?? "";
  const known = fileFormats.map(({ name }) => name).join(", ");
  throw new ReadError("unknown-format", {
    file: file.name,
    line: 1,
    found: start,
    expected: `one of the formats ${known}`,
  });
}

function spectrumOf(sweep: Sweep, index: number, parsed: ParsedFile, file: string): Spectrum {
  const name = parsed.sweeps.length === 1 ? file : `${file} #${index + 1}`;
  try {
    return makeSpectrum({ ...sweep, name, notes: parsed.notes, warnings: parsed.warnings });
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

function pointText(sweep: Sweep, index: number): string {
  return `${sweep.frequencyHz[index]} Hz, ${sweep.re[index]} ohm, ${sweep.im[index]} ohm`;
}
