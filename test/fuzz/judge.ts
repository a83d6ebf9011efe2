import { readSpectra } from "../../src/io/read.ts";
import { ReadError } from "../../src/io/readError.ts";
import type { Spectrum } from "../../src/spectrum.ts";
import { SignReference } from "./signs.ts";
import type { Target } from "./targets.ts";

/** No file of the samples' size takes longer, however it is damaged, though the rest of the machine may be busy. */
const LONGEST_MS = 5000;
const LONGEST_MESSAGE = 1000;
const LONGEST_TEXT = 10_000;

/**
 * Reads what may be anything: sound spectra, or undefined for what is refused in one line that names the file and what was
 * expected.
 *
 * @throws {Error} for anything else, and for what takes too long.
 */
export async function readOrRefuse(bytes: Uint8Array, name = "fuzz"): Promise<Spectrum[] | undefined> {
  return (await readTimed(bytes, name)).spectra;
}

interface Outcome {
  readonly spectra: Spectrum[] | undefined;
  readonly tookMs: number;
}

async function readTimed(bytes: Uint8Array, name: string): Promise<Outcome> {
  const started = performance.now();
  let spectra: Spectrum[] | undefined;
  try {
    spectra = await readSpectra(bytes, name);
  } catch (error) {
    requireClear(error, name);
  }
  const tookMs = performance.now() - started;
  if (tookMs > LONGEST_MS) throw new Error(`${name}: ${tookMs.toFixed(0)} ms for ${String(bytes.length)} bytes`);
  if (spectra?.length === 0) throw new Error(`${name}: no spectrum and no error`);
  for (const spectrum of spectra ?? []) requireSound(spectrum);
  return { spectra, tookMs };
}

function requireClear(error: unknown, name: string): void {
  if (!(error instanceof ReadError)) throw new Error(`${name}: ${String(error)}`, { cause: error });
  const { message } = error;
  const isClear = message.startsWith(name) && message.includes("expected ") && message.length <= LONGEST_MESSAGE;
  if (!isClear || /[\n\r\0]/.test(message)) throw new Error(`${name} is refused with: ${message}`, { cause: error });
}

function requireSound({ name, frequencyHz, re, im, metadata, notes, warnings }: Spectrum): void {
  const isSound = frequencyHz.every(
    (frequency, index) =>
      frequency > 0 && Number.isFinite(re[index]) && Number.isFinite(im[index]) && (re[index] !== 0 || im[index] !== 0),
  );
  if (!isSound || frequencyHz.length === 0) throw new Error(`${name}: a spectrum without its invariants`);
  for (const said of [...notes, ...warnings, ...Object.values(metadata)]) {
    if (typeof said === "number" ? !Number.isFinite(said) : /[\n\r\0]/.test(said) || said.length > LONGEST_TEXT) {
      throw new Error(`${name} says: ${String(said).slice(0, 200)} in ${JSON.stringify(metadata)}`);
    }
  }
}

/** Judges what becomes of a target's damaged copies. */
export class Judge {
  slowestMs = 0;
  private readonly file: string;
  private readonly signs: SignReference;
  /** Whether the undamaged target can be read. */
  readonly isReadable: boolean;

  private constructor(file: string, bytes: Uint8Array, spectra: readonly Spectrum[] | undefined) {
    this.file = file;
    this.isReadable = spectra !== undefined;
    this.signs = new SignReference(bytes, spectra ?? []);
  }

  static async of({ file, bytes }: Target): Promise<Judge> {
    return new Judge(file, bytes, await readOrRefuse(bytes, file));
  }

  /**
   * Whether a damaged copy was read.
   *
   * @throws {Error} for what must never happen: a crash, an unclear refusal, an unsound spectrum, a silently wrong sign.
   */
  async isRead(damaged: Uint8Array): Promise<boolean> {
    const { spectra, tookMs } = await readTimed(damaged, this.file);
    this.slowestMs = Math.max(this.slowestMs, tookMs);
    for (const spectrum of spectra ?? []) {
      const fault = this.signs.fault(spectrum, damaged);
      if (fault !== undefined) throw new Error(`${spectrum.name}: ${fault}`);
    }
    return spectra !== undefined;
  }
}
