import { formatOf, makeSpectrum, readSpectra, type MaskOptions, type Spectrum } from "../../index.ts";
import type { Sweep } from "../session/session.ts";
import type { Requests } from "./requests.ts";

/** Why points are missing, as results tell it. */
export const BY_HAND = "by hand";

/** The sweeps of a file as plain data. @throws {ReadError} where the file cannot be read. */
export async function readFile({ name, bytes }: Requests["read"]["ask"]): Promise<readonly Sweep[]> {
  const [spectra, format, sha256] = await Promise.all([
    readSpectra(bytes, name),
    formatOf(bytes, name),
    sha256Of(bytes),
  ]);
  const several = spectra.length > 1;
  return spectra.map((spectrum, place): Sweep => {
    const { sigma } = spectrum;
    return {
      id: "",
      name: spectrum.name ?? name,
      file: name,
      sweep: place + 1,
      several,
      format: format.name,
      sha256,
      frequencyHz: Array.from(spectrum.frequencyHz),
      re: Array.from(spectrum.re),
      im: Array.from(spectrum.im),
      ...(sigma === undefined ? {} : { sigma: { re: Array.from(sigma.re), im: Array.from(sigma.im) } }),
      metadata: spectrum.metadata,
      notes: spectrum.notes,
      // Those that the points themselves give come again with each spectrum made of them.
      warnings: spectrum.warnings,
    };
  });
}

/** Empty where the host has no digests, as a page that came over plain http from another machine. */
export async function sha256Of(bytes: Uint8Array): Promise<string> {
  const { subtle } = crypto as { readonly subtle?: SubtleCrypto };
  if (subtle === undefined) return "";
  const digest = await subtle.digest("SHA-256", new Uint8Array(bytes));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The spectrum that a sweep came from. */
export function spectrumOf({ frequencyHz, re, im, sigma, name, metadata, notes }: Sweep): Spectrum {
  return makeSpectrum({ frequencyHz, re, im, ...(sigma === undefined ? {} : { sigma }), name, metadata, notes });
}

export function maskOf(excluded: readonly number[]): MaskOptions {
  return { exclude: excluded.map((index) => ({ index, reason: BY_HAND })) };
}
