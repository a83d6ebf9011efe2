import { ReadError, readFileBytes } from "../index.ts";
import { savedFits, type ValuedCircuit } from "../report/index.ts";
import { outputPrefix } from "./outputPrefix.ts";
import type { ParameterSettings } from "./settings.ts";
import { UsageError } from "./usageError.ts";

/** Options that say how to fit, and that nothing already fitted takes. */
export interface FittingOptions extends ParameterSettings {
  readonly circuit?: string;
}

/** Files of a document's fits are called after the document, or after the data where there are several fits, and each has its own. */
export function savedPrefixes(fits: readonly ValuedCircuit[], document: string): string[] {
  const own = outputPrefix(document.replace(/\.result\.json$/i, ".json"));
  if (fits.length === 1) return [own];
  const names = fits.map(({ file }) => outputPrefix(file ?? document));
  return new Set(names).size === names.length ? names : names.map((_, index) => `${own}${String(index + 1)}.`);
}

/** Undefined for a file of something else, which may be a spectrum. */
export async function readSavedFits(
  file: string,
  { circuit, set, fix, bound, tie }: FittingOptions,
): Promise<ValuedCircuit[] | undefined> {
  const text = new TextDecoder().decode(await readFileBytes(file));
  if (!/^\s*\{/.test(text)) return undefined;
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
  const fits = savedFits(document);
  if (fits === undefined) {
    if (circuit !== undefined) return undefined;
    throw new ReadError("bad-json", {
      file,
      foundWhat: "another document",
      expected: "JSON of eisfit fit or series, or a spectrum with -c CIRCUIT",
    });
  }
  const changes = [circuit, set, fix, bound, tie].some((option) => option !== undefined);
  if (!changes) return fits;
  throw new UsageError(`${file} holds a fit; -c, --set, --fix, --bound and --tie are for spectra and circuits.`);
}
