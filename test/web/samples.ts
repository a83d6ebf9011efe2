import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseCircuit, simulate } from "../../src/index.ts";
import type { DroppedFile } from "./browser.ts";

const fixtures = new URL("../fixtures/io", import.meta.url).pathname;

/** Every sample of every format. */
export function samples(): DroppedFile[] {
  // Two folders hold circuits of other programs rather than spectra.
  const isSample = (name: string): boolean => !/\.ts$|^impedance\.py|^isfx/.test(name);
  return readdirSync(fixtures, { recursive: true, encoding: "utf8" })
    .filter((name) => isSample(name) && statSync(join(fixtures, name)).isFile())
    .sort()
    .map((name) => ({ name: name.replaceAll("/", "-"), content: readFileSync(join(fixtures, name)) }));
}

/** A CSV of `R0-(R1|C1)` with the values given. */
export function csv(r1: number, points = 31, seed = 0): string {
  const circuit = parseCircuit("R0-(R1|C1)");
  const frequencies = Array.from({ length: points }, (_, k) => 1e5 * 1e-6 ** (k / (points - 1)));
  const { re, im } = simulate(circuit, frequencies, { R0: 10, R1: r1, C1: 1e-5 });
  const noise = (k: number): number => 1 + 0.002 * Math.sin(12.9898 * (k + 1) + seed) * Math.cos(78.233 * k);
  const rows = frequencies.map(
    (f, k) => `${String(f)},${String((re[k] ?? 0) * noise(k))},${String((im[k] ?? 0) * noise(k + 7))}`,
  );
  return ["frequency_hz,z_re_ohm,z_im_ohm", ...rows, ""].join("\n");
}
