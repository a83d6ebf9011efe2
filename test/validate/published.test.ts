import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { linearKramersKronig, readSpectrum } from "../../src/index.ts";

/** Circuit3_EIS_1.z of impedance.py, read in place. */
const file = join(import.meta.dirname, "../../../shared/data/spectra/imp-dummy3.csv");
const present = existsSync(file);
if (!present) console.log(`not run: published Kramers-Kronig tests, since ${file} is absent`);

/**
 * What the Lin-KK Tool of the Karlsruhe Institute of Technology (Schoenleber) gives for these data: fitted impedances at the first, the
 * 25th and the last point, as quoted to nine digits or so in impedance/tests/test_validation.py of impedance.py 1.7.1 (MIT).
 */
const published = [
  {
    name: "real, M = 10",
    options: { variant: "real", capacitance: false, terms: { criterion: "mu", threshold: 0.69 } },
    terms: 10,
    mu: 0.6843821117885378,
    fit: [
      [0, 1504.77272562, 22.1601785],
      [24, 5569.5736037, -1609.47048],
      [52, 6132.74662155, 32.8441808],
    ],
  },
  {
    name: "real with a capacitance, M = 10",
    options: { variant: "real", capacitance: true, terms: { criterion: "mu", threshold: 0.69 } },
    terms: 10,
    mu: 0.6843821117885381,
    fit: [
      [0, 1504.77272562, 22.1609593],
      [24, 5569.5736037, -1609.50978],
      [52, 6132.74662155, 9.37882405],
    ],
  },
  {
    name: "imaginary, M = 5",
    options: { variant: "imaginary", capacitance: false, terms: 5 },
    terms: 5,
    fit: [
      [0, 1892.16670857, -70.4776521],
      [24, 4038.84161501, -1721.03366501],
      [52, 5959.35300613, -73.57222491],
    ],
  },
  {
    name: "complex, M = 5",
    options: { variant: "complex", capacitance: false, terms: 5 },
    terms: 5,
    fit: [
      [0, 1636.99559739, 17.18695412],
      [24, 4106.63312453, -1816.50610085],
      [52, 6136.91206761, -120.94168923],
    ],
  },
] as const;

describe.skipIf(!present)("the Lin-KK Tool on Circuit3_EIS_1", () => {
  it.each(published.map((one) => [one.name, one] as const))("%s", async (_name, one) => {
    const spectrum = await readSpectrum(file);
    const found = linearKramersKronig(spectrum, { ...one.options, domain: "impedance", extension: 1 });
    expect(found?.terms).toBe(one.terms);
    if ("mu" in one) expect(Math.abs((found?.mu ?? 0) - one.mu)).toBeLessThan(1e-9);
    for (const [point, re, im] of one.fit) {
      // The last digits printed.
      expect(Math.abs((found?.fitRe[point] ?? 0) - re)).toBeLessThan(1e-7);
      expect(Math.abs((found?.fitIm[point] ?? 0) - im)).toBeLessThan(1e-5);
    }
  });
});
