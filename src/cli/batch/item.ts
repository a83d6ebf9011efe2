import type { MaskSettings } from "../maskOptions.ts";
import type { SampleSettings } from "../sampleOptions.ts";

/** What a manifest or a line says of one spectrum; it wins over the options of the command. */
export interface Overrides {
  /** As `-c` takes it. */
  readonly circuit?: string;
  readonly label?: string;
  readonly sweep?: number;
  readonly mask?: MaskSettings;
  readonly sample?: SampleSettings;
  /** What the batch does not use itself and hands on to the record. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** Where the points of an item are. */
export type ItemContent =
  | { readonly kind: "file"; readonly path: string }
  /** The content of a file, in base64, for workers that cannot open it. */
  | { readonly kind: "bytes"; readonly path: string; readonly base64: string }
  /** One spectrum as JSON. */
  | { readonly kind: "line"; readonly text: string }
  /** What could not be read so far that there are points. */
  | { readonly kind: "failed"; readonly name: string; readonly message: string };

/** One input of a batch: a file, a row of a manifest, or a line of standard input. Plain data, so that it can be sent. */
export interface Item {
  /** The number of the file, or of the line of the manifest or of standard input; rising, from 1 on. */
  readonly input: number;
  /** The path of the file, or `stdin:17`. */
  readonly source: string;
  readonly content: ItemContent;
  readonly overrides?: Overrides;
  /** Where the overrides stand, as in `manifest.csv:3`, for messages. */
  readonly place?: string;
  /** So many sweeps are in the results already. */
  readonly done?: number;
}

/** Items that are at hand at the same time, one such group after the other. */
export type ItemSource = AsyncIterable<readonly Item[]>;
