import { ReadError } from "./readError.ts";

/**
 * Decodes a text file as instruments write them: a byte-order mark decides; without one strict UTF-8, and
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
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return "utf-8";
  } catch (error) {
    if (error instanceof TypeError) return "windows-1252";
    throw error;
  }
}
