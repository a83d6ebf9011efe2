import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { drt, drtToCircuit, fit, parseCircuit, readSpectrum } from "../../src/index.ts";
import { spectraAbsent, spectraPresent } from "../spectra/referenceFits.ts";

const folder = fileURLToPath(new URL("../../../shared/data/spectra/", import.meta.url));
const files = spectraPresent ? readdirSync(folder).filter((name) => name.endsWith(".csv") && name !== "index.csv") : [];
if (!spectraPresent) console.log(spectraAbsent);

describe.skipIf(!spectraPresent)("measured spectra", () => {
  it.each(files)("%s: finite numbers, and a circuit that fit takes as start", async (file) => {
    const spectrum = await readSpectrum(`${folder}${file}`);
    const result = drt(spectrum);
    for (const values of [
      result.gamma,
      result.band.lower,
      result.band.upper,
      result.residuals.fitRe,
      result.residuals.fitIm,
    ]) {
      expect(values.every(Number.isFinite)).toBe(true);
    }
    expect(result.polarisationResistance).toBeGreaterThanOrEqual(0);
    for (const { resistanceInterval, resistance } of result.peaks) {
      expect(resistance).toBeGreaterThan(0);
      expect(resistanceInterval[0]).toBeLessThanOrEqual(resistance);
    }
    const started = fit(spectrum, parseCircuit(drtToCircuit(result)), { search: false });
    expect(Number.isFinite(started.objective)).toBe(true);
  });
});
