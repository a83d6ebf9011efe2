import { isZip, unzip } from "../../src/io/archive/zip.ts";
import { writeZip } from "../io/writeSpreadsheets.ts";
import { headOf } from "./head.ts";
import { mutate, type Random } from "./mutate.ts";
import { samples, type Sample } from "./samples.ts";

/** A sample as it is damaged. */
export interface Target {
  readonly name: string;
  /** What the readers are told as the file's name. */
  readonly file: string;
  /** Undamaged. */
  readonly bytes: Uint8Array;
  readonly damaged: (random: Random) => Uint8Array;
}

/** A target that is prepared when its turn comes. */
export interface PlannedTarget {
  readonly name: string;
  readonly prepare: () => Promise<Target>;
}

/** All samples; archives also as one whose files are damaged before they are packed, as no checksum would let them pass later. */
export const targets: readonly PlannedTarget[] = samples.flatMap((sample) => [
  { name: sample.name, prepare: () => asItIs(sample) },
  ...(isZip(sample.bytes) ? [{ name: `${sample.name} unpacked`, prepare: () => unpacked(sample) }] : []),
]);

async function asItIs(sample: Sample): Promise<Target> {
  const bytes = await headOf(sample);
  return { name: sample.name, file: sample.name, bytes, damaged: (random) => mutate(bytes, random) };
}

/** Styles and settings are not read. */
const IS_READ = /content\.xml$|manifest\.xml$|mimetype$|workbook|sheet|sharedStrings/;

async function unpacked({ name, bytes }: Sample): Promise<Target> {
  const entries = [...(await unzip(bytes, name))].filter(([path]) => IS_READ.test(path));
  const total = entries.reduce((sum, [, content]) => sum + content.length, 0);
  const packed = (files: readonly (readonly [string, Uint8Array])[]): Uint8Array =>
    writeZip(Object.fromEntries(files), { deflate: false });
  return {
    name: `${name} unpacked`,
    file: name,
    bytes: packed(entries),
    damaged: (random) => {
      let at = random(total);
      const chosen = entries.findIndex(([, content]) => (at -= content.length) < 0);
      return packed(entries.map((entry, index) => (index === chosen ? [entry[0], mutate(entry[1], random)] : entry)));
    },
  };
}
