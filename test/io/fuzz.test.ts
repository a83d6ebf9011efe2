import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { fileFormats } from "../../src/io/formats.ts";
import { formatOf, parseSpectra, readSpectra } from "../../src/io/read.ts";
import type { Spectrum } from "../../src/spectrum.ts";
import { ReadError } from "../../src/io/readError.ts";
import { generator, mutate } from "./mutate.ts";

const encoder = new TextEncoder();
const own = join(import.meta.dirname, "../fixtures/io");
const shared = join(import.meta.dirname, "../../../shared/data/instrument");
const isPresent = existsSync(shared);
if (!isPresent) console.log("not fuzzed: files of ../shared/data/instrument (the folder is absent)");

/** A whole file to start from. */
interface Seed {
  readonly name: string;
  readonly bytes: Uint8Array;
}

// Programs that made the seeds, and what other people expect of theirs, are no seeds.
const NO_SEED = /\.(?:ts|py|md)$|\.expected\.csv$|^index\.json$/;
const LARGEST_SHARED = 70_000;
const LARGEST_MUTATED = 12_000;

function seedsIn(folder: string): Seed[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .sort()
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && !NO_SEED.test(relative(folder, path)))
    .map((path) => ({ name: relative(folder, path), bytes: readFileSync(path) }));
}

const rows = Array.from({ length: 12 }, (_, index) => `${10 ** (6 - index)},${100.25 + index},${-10.5 * index - 1}`);
const texts: Readonly<Record<string, string>> = {
  "comments.csv": `# a comment\nfrequency_hz,z_re_ohm,z_im_ohm\n${rows.join("\n")}\n`,
  "table.txt": `Freq (Hz)\tZ' (ohm)\t-Z'' (\u03a9)\tRange\n${rows.map((row) => `${row.replaceAll(",", "\t").replaceAll(".", ",")}\t1 uA`).join("\r\n")}`,
  "sigma.json": JSON.stringify({
    sweeps: [{ frequencyHz: [1e3, 10], re: [1, 2], im: [-1, -2], sigma: { re: [1, 1], im: [1, 1] } }],
  }),
};
const ownSeeds = [
  ...Object.entries(texts).map(([name, text]) => ({ name, bytes: encoder.encode(text) })),
  ...seedsIn(own),
];
const sharedSeeds = seedsIn(shared).filter(({ bytes }) => bytes.length <= LARGEST_SHARED);
const seeds = [...ownSeeds, ...sharedSeeds];

/** No file of this size takes longer, however it is damaged, though the rest of the machine may be busy. */
const LONGEST_MS = 5000;
let slowest = 0;

/** Reads what may be anything: sound spectra, or undefined for what is refused with a ReadError of one line. */
async function readOrRefuse(bytes: Uint8Array, name = "fuzz"): Promise<Spectrum[] | undefined> {
  const started = performance.now();
  try {
    const spectra = await readSpectra(bytes, name);
    if (spectra.length === 0) throw new Error("no spectrum and no error");
    for (const spectrum of spectra) requireSound(spectrum);
    return spectra;
  } catch (error) {
    if (!(error instanceof ReadError)) throw new Error(`${name}: ${String(error)}`, { cause: error });
    if (/[\n\r\0]/.test(error.message) || error.message.length > 1000) throw new Error(error.message, { cause: error });
    return undefined;
  } finally {
    const took = performance.now() - started;
    if (took > LONGEST_MS) console.log(`slow: ${took.toFixed(0)} ms for ${bytes.length} bytes of ${name}`);
    slowest = Math.max(slowest, took);
  }
}

function requireSound({ frequencyHz, re, im, metadata, notes, warnings }: Spectrum): void {
  const isSound = frequencyHz.every(
    (frequency, index) =>
      frequency > 0 && Number.isFinite(re[index]) && Number.isFinite(im[index]) && (re[index] !== 0 || im[index] !== 0),
  );
  if (!isSound || frequencyHz.length === 0) throw new Error("a spectrum without its invariants");
  for (const said of [...notes, ...warnings, ...Object.values(metadata)]) {
    if (typeof said === "number" ? !Number.isFinite(said) : /[\n\r\0]/.test(said) || said.length > 10_000) {
      throw new Error(`said: ${String(said).slice(0, 200)} in ${JSON.stringify(metadata)}`);
    }
  }
}

describe("no content makes the readers fail with anything but ReadError", () => {
  it("own seeds of every format are read as what they are", async () => {
    const found = new Set<string>();
    for (const { name, bytes } of ownSeeds) found.add((await formatOf(bytes, name)).name);
    const missing = fileFormats.map(({ name }) => name).filter((name) => !found.has(name));
    if (missing.length > 0) console.log(`formats without a file in test/fixtures/io: ${missing.join(", ")}`);
    expect(found.size).toBeGreaterThan(8);
  });

  it("truncated at every byte; larger files at a hundred, the same each time", async () => {
    for (const { name, bytes } of seeds) {
      const step = bytes.length <= 1500 ? 1 : Math.ceil(bytes.length / 100);
      for (let length = 0; length < bytes.length; length += step) {
        const spectra = await readOrRefuse(bytes.subarray(0, length), name);
        if (length === 0) expect(spectra, name).toBeUndefined();
      }
    }
  });

  it("under a wrong extension, the same or nothing", async () => {
    const extensions = fileFormats.flatMap((format) => format.extensions);
    for (const { name, bytes } of seeds) {
      const right = pointsOf(await readOrRefuse(bytes, name));
      for (const extension of extensions) {
        const wrong = pointsOf(await readOrRefuse(bytes, `wrong.${extension}`));
        if (right !== undefined && wrong !== undefined) expect(wrong, `${name} as .${extension}`).toEqual(right);
      }
    }
  });

  it("in another encoding, or in two", async () => {
    for (const { name, bytes } of seeds.filter(({ bytes }) => !bytes.includes(0))) {
      const text = new TextDecoder("windows-1252").decode(bytes);
      const wide = new Uint8Array(Uint16Array.from(`\uFEFF${text}`, (letter) => letter.charCodeAt(0)).buffer);
      const half = bytes.length >> 1;
      const mixed = [concatenated(bytes.subarray(0, half), wide), concatenated(wide, bytes), wide.subarray(2)];
      for (const content of mixed) await readOrRefuse(content, name);
      await readOrRefuse(concatenated(bytes, Uint8Array.of(0xb0, 0xff, 10), bytes), name);
      await readOrRefuse(encoder.encode(text.replaceAll("\n", "\r")), name);
      const narrow = pointsOf(await readOrRefuse(encoder.encode(text), name));
      const wider = pointsOf(await readOrRefuse(wide, name));
      // Files with binary parts between their texts may not be text in UTF-16.
      if (wider !== undefined) expect(wider, name).toEqual(narrow);
    }
  });

  // EISFIT_FUZZ=10000000 npx vitest run test/io/fuzz.test.ts makes that many, for an hour's search.
  it("10^5 seeded mutations of all seeds together", async () => {
    const random = generator(20260101);
    // Small files more often: they take less time, and more of their bytes mean something.
    const weighted = seeds
      .filter(({ bytes }) => bytes.length < LARGEST_MUTATED)
      .flatMap((seed) => Array.from({ length: Math.ceil(3000 / (seed.bytes.length + 300)) }, () => seed));
    const trials = Number(process.env["EISFIT_FUZZ"] ?? 100_000);
    const longest = process.env["EISFIT_FUZZ"] === undefined ? 45_000 : Infinity;
    const started = performance.now();
    let done = 0;
    let read = 0;
    for (; done < trials; done++) {
      const { name, bytes } = weighted[done % weighted.length] ?? { name: "", bytes: new Uint8Array(0) };
      if ((await readOrRefuse(mutate(bytes, random), name)) !== undefined) read++;
      // A busy machine may not get through; the sequence up to there is the same everywhere.
      if (done % 1000 === 0 && performance.now() - started > longest) break;
    }
    if (done < trials) console.log(`mutations: stopped after ${done} of ${trials}, for want of time`);
    // Both outcomes must occur often, or the mutations test one branch only.
    expect(read).toBeGreaterThan(done / 10);
    expect(read).toBeLessThan((done * 9) / 10);
    expect(done).toBeGreaterThan(10_000);
  }, 86_400_000);

  it("headers that claim more than there is", async () => {
    const claims = [0xff, 0x7f, 0x80];
    for (const { name, bytes } of seeds.filter(({ bytes }) => bytes.includes(0) && bytes.length < 30_000)) {
      for (let at = 0; at < Math.min(bytes.length - 8, 120); at += 3) {
        for (const claim of claims) {
          const sparse = Uint8Array.from(bytes);
          sparse.fill(claim, at, at + 4);
          await readOrRefuse(sparse, name);
        }
      }
    }
  });

  it("long lines without structure are refused in linear time", async () => {
    const started = performance.now();
    const million = 1_000_000;
    for (const text of [
      "1".repeat(million),
      `${"1".repeat(million)}x`,
      "1,".repeat(million / 2),
      '"'.repeat(million),
      `a${" ".repeat(million)}b c\n1 2 3`,
      `${"(".repeat(million)},b,c\n1,2,3`,
      `f${" (".repeat(million / 2)} b c\n1 2 3`,
      "1 2 3x\n".repeat(million / 7),
      `# ${"-".repeat(million)}\n1 2 3 4`,
    ]) {
      await readOrRefuse(encoder.encode(text));
    }
    // Together about 1 s here; quadratic behaviour in any of them would take minutes.
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it("none took longer than it may", () => {
    expect(slowest).toBeLessThan(LONGEST_MS);
  });

  it("a million rows", () => {
    const lines = Array.from({ length: 1_000_000 }, (_, index) => `${1e6 - index / 2},${index}.5,-1`);
    const [spectrum] = parseSpectra(encoder.encode(`frequency_hz,z_re_ohm,z_im_ohm\n${lines.join("\n")}`), "big.csv");
    expect(spectrum?.frequencyHz).toHaveLength(1_000_000);
    expect(spectrum?.re[999_999]).toBe(999_999.5);
  });
});

function concatenated(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function pointsOf(spectra: readonly Spectrum[] | undefined): Float64Array[][] | undefined {
  return spectra?.map(({ frequencyHz, re, im }) => [frequencyHz, re, im]);
}
