import { wideEncoding } from "../../src/io/decode.ts";
import type { Spectrum } from "../../src/spectrum.ts";

/**
 * When is a sign silently wrong? A damaged file is read, and at half of its points or more, at least three, frequency, |Z'|
 * and |Z''| are those of the undamaged file, to 1e-9 of |Z|, which leaves room for another way of rounding and no more. The
 * sign of Z'' (or of Z') is turned at most of these. Then one of the following must hold:
 *
 * - A note or warning that the undamaged file does not give says that the sign was changed or kept against the header, that
 *   the phase or the course of |Z| contradicts it, or which sign was assumed for want of a header.
 * - The damage met what states the sign, so that the file states something else: in a text, the fields that name Z'', the
 *   phase or a capacitance, compared in their order; in a file of EC-Lab, the list of column ids. Numbers state the sign of
 *   their own point, which is why turned points count only where they are the most. Files without names, such as those of
 *   Thales or Elchemea, state nothing that could be damaged.
 */
export class SignReference {
  private readonly points = new Map<number, Part[]>();
  private readonly said: ReadonlySet<string>;
  private readonly statement: string;

  /** @param spectra what the undamaged file is read as. */
  constructor(bytes: Uint8Array, spectra: readonly Spectrum[]) {
    this.statement = statementOf(bytes);
    this.said = new Set(spectra.flatMap(({ notes, warnings }) => [...notes, ...warnings]));
    for (const { frequencyHz, re, im } of spectra) {
      frequencyHz.forEach((frequency, index) => {
        const there = this.points.get(frequency) ?? [];
        there.push({ re: re[index] ?? 0, im: im[index] ?? 0 });
        this.points.set(frequency, there);
      });
    }
  }

  /** What is wrong with the sign of a spectrum read from a damaged file, or undefined. */
  fault(spectrum: Spectrum, damaged: Uint8Array): string | undefined {
    const turned = this.turnedPart(spectrum);
    if (turned === undefined) return undefined;
    const added = [...spectrum.notes, ...spectrum.warnings].filter((text) => !this.said.has(text));
    if (added.some((text) => TELLS.test(text)) || statementOf(damaged) !== this.statement) return undefined;
    return `the sign of ${turned} is turned and nothing says so: ${JSON.stringify(added)}`;
  }

  private turnedPart({ frequencyHz, re, im }: Spectrum): "Z'" | "Z''" | undefined {
    let [known, turnedRe, turnedIm] = [0, 0, 0];
    frequencyHz.forEach((frequency, index) => {
      const [x, y] = [re[index] ?? 0, im[index] ?? 0];
      const alike = (this.points.get(frequency) ?? []).filter((point) => isAlike(point, x, y));
      if (alike.length === 0) return;
      known++;
      if (alike.every((point) => point.re * x < 0)) turnedRe++;
      if (alike.every((point) => point.im * y < 0)) turnedIm++;
    });
    if (known < FEWEST || known < frequencyHz.length / 2) return undefined;
    if (turnedIm > known / 2) return "Z''";
    return turnedRe > known / 2 ? "Z'" : undefined;
  }
}

interface Part {
  readonly re: number;
  readonly im: number;
}

const FEWEST = 3;
const ROUNDING = 1e-9;
const TELLS =
  /contradicts|wrong sign|its sign (?:was changed|kept)|with its sign changed|looks flipped|^no header: .*negative if capacitive/;

function isAlike({ re, im }: Part, x: number, y: number): boolean {
  const tolerance = ROUNDING * (Math.abs(x) + Math.abs(y));
  return Math.abs(Math.abs(re) - Math.abs(x)) <= tolerance && Math.abs(Math.abs(im) - Math.abs(y)) <= tolerance;
}

const NAMES_SIGN = /z[sp]?\s*(?:''|"|\u2033)|im\b|imag|zim|img|im\(|phase|phz|theta|phi|\bcp\b|\bcs\b/i;
const COLUMN_LIST = "VMP data";
/** From the name of the module up to the first rows of the shortest header. */
const COLUMN_LIST_LENGTH = 150;

/** What of a file states the sign of its Z''. */
function statementOf(bytes: Uint8Array): string {
  const isWide = wideEncoding(bytes) === "utf-16le";
  const text = Buffer.from(bytes).toString(isWide ? "utf16le" : "latin1");
  const list = text.indexOf(COLUMN_LIST);
  if (list >= 0) return text.slice(list, list + COLUMN_LIST_LENGTH);
  return text
    .split(/[\t\r\n,;|{}[\]<>=]/)
    .filter((field) => NAMES_SIGN.test(field))
    .join("\n");
}
