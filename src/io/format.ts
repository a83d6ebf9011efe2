/** A file as the formats see it. */
export interface FileContent {
  /** For messages; its extension is the second hint after the content. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The bytes decoded as text; throws `ReadError` for a binary file. */
  text(): string;
}

/** One sweep over the frequencies, in file order. */
export interface Sweep {
  /** Hz. */
  readonly frequencyHz: readonly number[];
  /** Z' and Z'' in ohm, true sign. */
  readonly re: readonly number[];
  readonly im: readonly number[];
  /** Standard deviations, ohm. */
  readonly sigma?: { readonly re: readonly number[]; readonly im: readonly number[] };
  /** The line of each point, counted from 1, where the format has lines. */
  readonly lines?: readonly number[];
}

/** What a format made of a file. */
export interface ParsedFile {
  readonly sweeps: readonly Sweep[];
  /** What was assumed: units, signs, the meaning of columns. */
  readonly notes: readonly string[];
  /** What was left out or looks wrong. */
  readonly warnings: readonly string[];
}

/** One file format: one file in this folder and one row of the table in read.ts. */
export interface FileFormat {
  readonly name: string;
  /** Lower case, without the dot. */
  readonly extensions: readonly string[];
  /** True if the content is of this format. It may throw nothing but `ReadError`. */
  readonly sniff: (file: FileContent) => boolean;
  /** Throws `ReadError` with the line where the file departs from the format. */
  readonly parse: (file: FileContent) => ParsedFile;
}
