import { describe, expect, it } from "vitest";
import { fileFormats } from "../../src/io/formats.ts";
import { formatOf, parseSpectra } from "../../src/io/read.ts";
import type { Spectrum } from "../../src/spectrum.ts";
import { Judge, readOrRefuse } from "../fuzz/judge.ts";
import { ownSamples, samples as allSamples, sharedPresent } from "../fuzz/samples.ts";
import { MUTATIONS, runSequence } from "../fuzz/sequence.ts";
import { targets } from "../fuzz/targets.ts";

const encoder = new TextEncoder();
if (!sharedPresent) console.log("not fuzzed: files of ../shared/data/instrument (the folder is absent)");

const LARGEST = 70_000;
const samples = allSamples.filter(({ bytes }) => bytes.length <= LARGEST);

/** For all samples together; a busy machine gets through fewer mutations. CI gives less to the versions of Node that come second. */
const TIME_MS = 1000 * Number(process.env["EISFIT_FUZZ_SECONDS"] ?? 45);
const FEWEST_MUTATIONS = 300;

describe("no content makes the readers fail with anything but ReadError", () => {
  it("every format has a sample in test/fixtures/io, whatever the name of the file", async () => {
    const found = new Set<string>();
    for (const { name, bytes } of ownSamples) {
      const { name: format } = await formatOf(bytes, name);
      expect((await formatOf(bytes, "renamed")).name, name).toBe(format);
      found.add(format);
    }
    expect([...found].sort()).toEqual(fileFormats.map(({ name }) => name).sort());
  });

  it("truncated at every byte; larger files at a hundred, the same each time", async () => {
    for (const { name, bytes } of samples) {
      const step = bytes.length <= 1500 ? 1 : Math.ceil(bytes.length / 100);
      for (let length = 0; length < bytes.length; length += step) {
        const spectra = await readOrRefuse(bytes.subarray(0, length), name);
        if (length === 0) expect(spectra, name).toBeUndefined();
      }
    }
  });

  it("under a wrong extension, the same or nothing", async () => {
    const extensions = fileFormats.flatMap((format) => format.extensions);
    for (const { name, bytes } of samples) {
      const right = pointsOf(await readOrRefuse(bytes, name));
      for (const extension of extensions) {
        const wrong = pointsOf(await readOrRefuse(bytes, `wrong.${extension}`));
        if (right !== undefined && wrong !== undefined) expect(wrong, `${name} as .${extension}`).toEqual(right);
      }
    }
  });

  it("in another encoding, or in two", async () => {
    for (const { name, bytes } of samples.filter(({ bytes }) => !bytes.includes(0))) {
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

  // The same sequences as those of `npm run fuzz`, which goes through all of them.
  it("each sample's own mutations, as many as fit its share of the time", async () => {
    const end = performance.now() + TIME_MS;
    let [done, read] = [0, 0];
    let fewest = { name: "", done: Infinity };
    for (const [index, { name, prepare }] of targets.entries()) {
      // What a sample leaves of its share goes to those behind it.
      const until = performance.now() + (end - performance.now()) / (targets.length - index);
      const target = await prepare();
      const judge = await Judge.of(target);
      const goesOn = (mutation: number): boolean =>
        mutation <= FEWEST_MUTATIONS || (mutation <= MUTATIONS && performance.now() < until);
      const tally = await runSequence(target, judge, { first: 1, goesOn });
      expect(tally.failures).toEqual([]);
      // Both outcomes must occur, or the mutations test one branch only.
      if (judge.isReadable) expect(tally.read, name).toBeGreaterThan(0);
      expect(tally.refused, name).toBeGreaterThan(0);
      done += tally.done;
      read += tally.read;
      if (tally.done < fewest.done) fewest = { name, done: tally.done };
    }
    const least = `${String(fewest.done)} of ${fewest.name} at least`;
    console.log(`mutations: ${String(done)} of ${String(targets.length)} samples, ${String(read)} read; ${least}`);
    expect(read).toBeGreaterThan(done / 10);
    expect(read).toBeLessThan((done * 9) / 10);
  }, 600_000);

  it("headers that claim more than there is", async () => {
    const claims = [0xff, 0x7f, 0x80];
    for (const { name, bytes } of samples.filter(({ bytes }) => bytes.includes(0) && bytes.length < 30_000)) {
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
