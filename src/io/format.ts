import type { FileContent } from "./content.ts";

/** What is known of a sweep besides its points, by plain names: `title`, `date`, `temperature_C`, `area_cm2`, `dc_V` ... */
export type Metadata = Readonly<Record<string, string | number>>;

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
  readonly metadata?: Metadata;
  /** What was assumed: units, signs, the meaning of columns. */
  readonly notes?: readonly string[];
  /** What was left out or looks wrong. */
  readonly warnings?: readonly string[];
}

/** One file format: one file in this folder and one row of the table in formats.ts. */
export interface FileFormat {
  /** Short and unique; what `eisfit convert` prints. */
  readonly name: string;
  /** Whose format it is, for people: "Gamry Framework". */
  readonly title: string;
  /** Lower case, without the dot. */
  readonly extensions: readonly string[];
  /** One or two sentences for docs/formats.md: what is read, what decides the sign, what is left out. */
  readonly reads: string;
  /** True if the content is of this format, told from its head alone. It may throw nothing but `ReadError`. */
  readonly sniff: (file: FileContent) => boolean;
  /**
   * The sweeps in file order, one at a time, so that a long file need not be held whole; at least one.
   * Throws `ReadError` with the line where the file departs from the format.
   */
  readonly sweeps: (file: FileContent) => Iterable<Sweep>;
}
