import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";

/** A whole file, as its program or this project wrote it. */
export interface Sample {
  /** The path below its folder, and what the readers are told as the file's name. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

const OWN = join(import.meta.dirname, "../fixtures/io");
const SHARED = join(import.meta.dirname, "../../../shared/data/instrument");
// Programs that made the samples, and what other people expect of theirs, are no samples.
const NO_SAMPLE = /\.(?:ts|py|md)$|\.expected\.csv$|^index\.json$/;

/** Files of other people are read in place where they are present. */
export const sharedPresent = existsSync(SHARED);

const rows = Array.from({ length: 12 }, (_, index) => `${10 ** (6 - index)},${100.25 + index},${-10.5 * index - 1}`);
const texts: Readonly<Record<string, string>> = {
  "texts/comments.csv": `# a comment\nfrequency_hz,z_re_ohm,z_im_ohm\n${rows.join("\n")}\n`,
  "texts/table.txt": `Freq (Hz)\tZ' (ohm)\t-Z'' (\u03a9)\tRange\n${rows.map((row) => `${row.replaceAll(",", "\t").replaceAll(".", ",").replace("-", "")}\t1 uA`).join("\r\n")}`,
  "texts/sigma.json": JSON.stringify({
    sweeps: [{ frequencyHz: [1e3, 10], re: [1, 2], im: [-1, -2], sigma: { re: [1, 1], im: [1, 1] } }],
  }),
};

/** Simulated, at least one of each format. */
export const ownSamples: readonly Sample[] = [
  ...Object.entries(texts).map(([name, text]) => ({ name, bytes: new TextEncoder().encode(text) })),
  ...samplesIn(OWN),
];

/** Measurements of other people. */
export const sharedSamples: readonly Sample[] = samplesIn(SHARED).map(({ name, bytes }) => ({
  name: `shared/${name}`,
  bytes,
}));

export const samples: readonly Sample[] = [...ownSamples, ...sharedSamples];

function samplesIn(folder: string): Sample[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .sort()
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && !NO_SAMPLE.test(relative(folder, path)))
    .map((path) => ({ name: relative(folder, path), bytes: new Uint8Array(readFileSync(path)) }));
}
