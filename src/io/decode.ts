import { ReadError } from "./readError.ts";

/**
 * Decodes a text file as instruments write them: a byte-order mark decides, or letters of two bytes; else strict UTF-8, and
 * windows-1252 (a superset of latin-1, where no byte is an error) for what is not UTF-8.
 *
 * @throws {ReadError} with code `not-text` if the content holds NUL characters, which no text file does.
 */
export function decodeText(bytes: Uint8Array, file: string): string {
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes);
  const nul = text.indexOf("\0");
  if (nul >= 0) {
    throw new ReadError("not-text", {
      file,
      line: text.slice(0, nul).split(/\r\n|\r|\n/).length,
      foundWhat: "a NUL byte",
      expected: "a text file; this looks like a binary one",
    });
  }
  return text;
}

function encodingOf(bytes: Uint8Array): string {
  const wide = wideEncoding(bytes);
  if (wide !== undefined) return wide;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return "utf-8";
  } catch (error) {
    if (error instanceof TypeError) return "windows-1252";
    throw error;
  }
}

/** The UTF-16 encoding of a file that begins like this, by its mark or by its first two letters; undefined for any other. */
export function wideEncoding([first, second, third, fourth]: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  // Without a mark: latin letters, one half of whose code is 0.
  if (second === 0 && fourth === 0 && first !== 0 && third !== 0) return "utf-16le";
  if (first === 0 && third === 0 && second !== 0 && fourth !== 0) return "utf-16be";
  return undefined;
}
