const latin = new TextDecoder("windows-1252");

/** A view on the very bytes of an array that may be a part of a larger buffer. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** True if the ASCII text stands at the offset. */
export function hasText(bytes: Uint8Array, offset: number, text: string): boolean {
  if (offset + text.length > bytes.length) return false;
  for (let index = 0; index < text.length; index++) {
    if (bytes[offset + index] !== text.charCodeAt(index)) return false;
  }
  return true;
}

/** The offset of an ASCII text at or behind `from` and before `end`, or -1. */
export function findText(bytes: Uint8Array, text: string, from: number, end = bytes.length): number {
  const first = text.charCodeAt(0);
  for (let at = bytes.indexOf(first, from); at >= 0 && at < end; at = bytes.indexOf(first, at + 1)) {
    if (hasText(bytes, at, text)) return at;
  }
  return -1;
}

/** A text of a fixed width without the NULs and blanks behind it. */
export function fixedText(bytes: Uint8Array, offset: number, length: number): string {
  return latin.decode(bytes.subarray(offset, offset + length)).replace(/[\0 ]+$/, "");
}

/** The number of seconds of local time as a date: no zone, because the files know none. */
export function localDate(milliseconds: number): string | undefined {
  const date = new Date(milliseconds);
  const year = date.getUTCFullYear();
  // Clocks that were never set, and bytes that are no time.
  if (!(year >= 1981 && year < 2200)) return undefined;
  return date.toISOString().slice(0, 19);
}
