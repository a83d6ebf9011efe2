import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { makeSpectrum, type Spectrum } from "../../src/spectrum.ts";

/** Measured spectra with reference fits by other programs, read in place; the project holds no copy of them. */
const folder = fileURLToPath(new URL("../../../shared/data/spectra/", import.meta.url));

/** Whether the measurements are there; without them their tests do not run. */
export const spectraPresent = existsSync(`${folder}index.csv`);

/** What every file that needs them prints in their absence. */
export const spectraAbsent = "Not run: measured spectra with reference fits (../shared/data/spectra is absent).";

export type ReferenceWeight = "modulus" | "unit";

/** A reference minimum of one circuit, spectrum and weight; arrays in the order of `ReferenceCase.parameters`. */
export interface ReferenceFit {
  readonly weight: ReferenceWeight;
  /** Interior minimum, exponents at 1, or parameters that run to 0 or infinity. */
  readonly status: "regular" | "bound" | "limit";
  readonly objective: number;
  readonly values: readonly number[];
  readonly stderr: readonly (number | null)[];
  readonly atBound: readonly string[];
  readonly atLimit: Readonly<Record<string, "0" | "inf">>;
  readonly freeParameters: number;
  readonly scaledCondition: number;
  /** Whether the reference engine itself reaches the minimum from the plain guess. */
  readonly reachedFromPlainGuess: boolean;
}

export interface ReferenceCase {
  /** Spectrum and number, as in `imp-liion#2`. */
  readonly id: string;
  readonly spectrum: Spectrum;
  readonly circuit: string;
  /** `R0`, or element and place for elements with several parameters: `CPE1_0`. */
  readonly parameters: readonly string[];
  readonly plainGuess: readonly number[];
  readonly fits: readonly ReferenceFit[];
}

/** Reads all cases, in alphabetical order of the spectra. Throws where the data are absent or of another layout. */
export function readReferenceCases(): readonly ReferenceCase[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return names.sort().flatMap((name) => readDocument(name));
}

function readDocument(name: string): ReferenceCase[] {
  const document: unknown = JSON.parse(readFileSync(folder + name, "utf8"));
  const at = new Reader(document, name);
  const spectrum = readSpectrumFile(at.field("csv").text());
  return at.field("cases").list((one) => ({
    id: one.field("case_id").text(),
    spectrum,
    circuit: one.field("circuit").text(),
    parameters: one.field("parameters").list((entry) => entry.text()),
    plainGuess: one.field("plain_guess").list((entry) => entry.number()),
    fits: (["modulus", "unit"] as const).map((weight) => readFit(one.field("fits").field(weight), weight)),
  }));
}

function readFit(fit: Reader, weight: ReferenceWeight): ReferenceFit {
  const status = fit.field("status").text();
  if (status !== "regular" && status !== "bound" && status !== "limit") throw fit.error(`has the status ${status}`);
  const atLimit = fit.field("at_limit").entries((entry) => {
    const end = entry.text();
    if (end !== "0" && end !== "inf") throw entry.error(`is the limit ${end}`);
    return end;
  });
  return {
    weight,
    status,
    objective: fit.field("S").number(),
    values: fit.field("values").list((entry) => entry.number()),
    stderr: fit.field("stderr").list((entry) => entry.numberOrNull()),
    atBound: fit.field("at_bound").list((entry) => entry.text()),
    atLimit,
    freeParameters: fit.field("n_free").number(),
    scaledCondition: fit.field("scaled_condition").number(),
    reachedFromPlainGuess: fit.field("same_engine_from_plain_guess").boolean(),
  };
}

function readSpectrumFile(name: string): Spectrum {
  const [header, ...lines] = readFileSync(folder + name, "utf8")
    .trim()
    .split(/\r?\n/);
  if (header !== "frequency_hz,z_re_ohm,z_im_ohm") throw new Error(`${name} has the header ${header}.`);
  const rows = lines.map((line) => line.split(",").map(Number));
  const column = (index: number): number[] => rows.map((row) => row[index] ?? Number.NaN);
  return makeSpectrum({ frequencyHz: column(0), re: column(1), im: column(2), name });
}

/** A place in a JSON document, which says where something is not as expected. */
class Reader {
  private readonly value: unknown;
  private readonly path: string;

  constructor(value: unknown, path: string) {
    this.value = value;
    this.path = path;
  }

  error(problem: string): Error {
    return new Error(`${this.path} ${problem}.`);
  }

  field(name: string): Reader {
    const { value } = this;
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) throw this.error(`has no ${name}`);
    const found: unknown = Reflect.get(value, name);
    return new Reader(found, `${this.path}/${name}`);
  }

  list<T>(read: (entry: Reader) => T): T[] {
    if (!Array.isArray(this.value)) throw this.error("is no list");
    return this.value.map((entry: unknown, index) => read(new Reader(entry, `${this.path}/${index}`)));
  }

  entries<T>(read: (entry: Reader) => T): Record<string, T> {
    if (typeof this.value !== "object" || this.value === null) throw this.error("is no object");
    return Object.fromEntries(
      Object.entries(this.value).map(([name, entry]: [string, unknown]) => [
        name,
        read(new Reader(entry, `${this.path}/${name}`)),
      ]),
    );
  }

  text(): string {
    if (typeof this.value !== "string") throw this.error("is no text");
    return this.value;
  }

  number(): number {
    if (typeof this.value !== "number") throw this.error("is no number");
    return this.value;
  }

  numberOrNull(): number | null {
    return this.value === null ? null : this.number();
  }

  boolean(): boolean {
    if (typeof this.value !== "boolean") throw this.error("is neither true nor false");
    return this.value;
  }
}
