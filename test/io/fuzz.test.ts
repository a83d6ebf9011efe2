import { describe, expect, it } from "vitest";
import { parseSpectra } from "../../src/io/read.ts";
import { ReadError } from "../../src/io/readError.ts";

const encoder = new TextEncoder();

const rows = Array.from({ length: 12 }, (_, index) => `${10 ** (6 - index)},${100.25 + index},${-10.5 * index - 1}`);
const csv = `# a comment\nfrequency_hz,z_re_ohm,z_im_ohm\n${rows.join("\n")}\n`;
const table = `Freq (Hz)\tZ' (ohm)\t-Z'' (\u03a9)\tRange\n${rows.map((row) => `${row.replaceAll(",", "\t").replaceAll(".", ",")}\t1 uA`).join("\r\n")}`;
const json = JSON.stringify({
  sweeps: [{ frequencyHz: [1e3, 10], re: [1, 2], im: [-1, -2], sigma: { re: [1, 1], im: [1, 1] } }],
});
const seeds = [csv, table, json].map((text) => encoder.encode(text));

/** Reads what may be anything: a spectrum with its invariants, or a ReadError of one line. */
function readOrRefuse(bytes: Uint8Array): boolean {
  try {
    for (const { frequencyHz, re, im } of parseSpectra(bytes, "fuzz")) {
      const sound = frequencyHz.every(
        (frequency, index) =>
          frequency > 0 &&
          Number.isFinite(re[index]) &&
          Number.isFinite(im[index]) &&
          (re[index] !== 0 || im[index] !== 0),
      );
      if (!sound || frequencyHz.length === 0) throw new Error("a spectrum without its invariants");
    }
    return true;
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    expect(error.message).not.toMatch(/[\n\r\0]/);
    expect(error.message.length).toBeLessThan(600);
    return false;
  }
}

/** Linear congruential generator: a test must fail or pass the same way everywhere. */
function generator(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function mutate(original: Uint8Array, random: (below: number) => number): Uint8Array {
  let bytes = [...original];
  const interesting = [0, 9, 10, 13, 32, 34, 35, 44, 45, 46, 48, 57, 59, 69, 91, 93, 101, 123, 125, 0xc3, 0xef, 0xff];
  for (let count = 1 + random(3); count > 0; count--) {
    const at = random(bytes.length + 1);
    const kind = random(5);
    if (kind === 0) bytes[at] = random(256);
    else if (kind === 1) bytes.splice(at, 1 + random(20));
    else if (kind === 2) bytes.splice(at, 0, interesting[random(interesting.length)] ?? 0);
    else if (kind === 3) bytes.splice(at, 0, ...bytes.slice(random(bytes.length + 1)).slice(0, 60));
    else bytes = bytes.slice(0, at).concat(bytes.slice(random(bytes.length + 1)));
  }
  return Uint8Array.from(bytes);
}

describe("no content makes the readers fail with anything but ReadError", () => {
  it("truncated at every byte", () => {
    for (const bytes of seeds) {
      const outcomes = Array.from({ length: bytes.length }, (_, length) => readOrRefuse(bytes.subarray(0, length)));
      expect(outcomes[0]).toBe(false);
      expect(readOrRefuse(bytes)).toBe(true);
    }
  });

  it("10 000 seeded mutations", () => {
    const random = generator(20260101);
    let read = 0;
    for (let trial = 0; trial < 10_000; trial++) {
      if (readOrRefuse(mutate(seeds[trial % seeds.length] ?? new Uint8Array(), random))) read++;
    }
    // Both outcomes must occur often, or the mutations test one branch only.
    expect(read).toBeGreaterThan(1000);
    expect(read).toBeLessThan(9000);
  });

  it("long lines without structure are refused in linear time", () => {
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
      readOrRefuse(encoder.encode(text));
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
