import { hasText, localDate, viewOf } from "./binary/bytes.ts";
import type { FileContent } from "./content.ts";
import type { FileFormat, Sweep } from "./format.ts";
import { zahnerMetadata } from "./zahnerTexts.ts";
import { fromPolar } from "./polar.ts";
import { ReadError } from "./readError.ts";

const COUNT_AT = 6;
const ARRAYS_AT = 12;
/** Seconds count from 1980-01-01. */
const EPOCH = Date.UTC(1980, 0, 1);

/**
 * Binary files of Zahner's Thales, big-endian: i6 version, i6 index of the last point, then f8 arrays of frequency, |Z|, phase
 * (rad) and time, i2 significances, and texts.
 */
export const zahnerIsmFormat: FileFormat = {
  name: "zahner-ism",
  title: "Zahner Thales (.ism)",
  extensions: ["ism"],
  reads:
    "|Z| and phase, from which Z' and Z'' follow. A sweep that runs to an end of the frequencies and back is read from its " +
    "turning point on, as Zahner's own programs do. Date, system, temperature, potential, comments.",
  sniff: looksLikeIsm,
  sweeps: readIsm,
};

/** The files have no magic words, so their first numbers must make sense. */
function looksLikeIsm({ head, size }: FileContent): boolean {
  if (head.length < ARRAYS_AT + 16 || !hasText(head, 0, "\0\0")) return false;
  const view = viewOf(head);
  const points = pointsOf(view);
  if (points < 1 || ARRAYS_AT + 24 * points > size) return false;
  const known = Math.min(points, Math.floor((head.length - ARRAYS_AT) / 8));
  for (let index = 0; index < known; index++) {
    const frequency = view.getFloat64(ARRAYS_AT + 8 * index);
    if (!(frequency > 1e-9 && frequency < 1e12)) return false;
  }
  return true;
}

function pointsOf(view: DataView): number {
  return view.getUint16(COUNT_AT) * 2 ** 32 + view.getUint32(COUNT_AT + 2) + 1;
}

function readIsm(file: FileContent): Sweep[] {
  const bytes = file.bytes();
  const fail = (foundWhat: string, expected: string): never => {
    throw new ReadError("bad-data", { file: file.name, foundWhat, expected });
  };
  if (bytes.length < ARRAYS_AT)
    return fail("the end of the file within its first 12 bytes", "version and count of points");
  const view = viewOf(bytes);
  const points = pointsOf(view);
  // The third array is needed at least at its beginning.
  const atHand = Math.min(points, Math.floor((bytes.length - ARRAYS_AT - 16 * points) / 8));
  if (atHand < 1) {
    return fail(
      `${String(bytes.length)} bytes`,
      `frequency, |Z| and phase of ${String(points)} points, ${String(ARRAYS_AT + 24 * points)} bytes`,
    );
  }
  const value = (array: number, index: number) => view.getFloat64(ARRAYS_AT + 8 * (array * points + index));
  const { first, last } = returningPart(points, (index) => value(0, index));
  const frequencyHz: number[] = [];
  const re: number[] = [];
  const im: number[] = [];
  let skipped = 0;
  for (let index = first; index <= last && index < atHand; index++) {
    const frequency = value(0, index);
    const modulus = value(1, index);
    const phase = value(2, index);
    if (frequency <= 0) {
      skipped++;
      continue;
    }
    if (!(modulus > 0 && Math.abs(phase) <= 2 * Math.PI)) {
      return fail(
        `|Z| = ${String(modulus)} ohm, phase = ${String(phase)} rad at point ${String(index + 1)}`,
        "a modulus above 0 and a phase within a full turn",
      );
    }
    const parts = fromPolar(modulus, phase);
    frequencyHz.push(frequency);
    re.push(parts.re);
    im.push(parts.im);
  }
  if (frequencyHz.length === 0) {
    return fail("no point with a frequency above 0 Hz", "frequency, |Z| and phase of at least one point");
  }
  const begun = localDate(EPOCH + Math.round(1000 * timeOf(bytes, view, points)));
  return [
    {
      frequencyHz,
      re,
      im,
      metadata: zahnerMetadata(bytes, ARRAYS_AT + 34 * points, begun),
      notes: [
        "Z' and Z'' were computed from |Z| and phase, which has its true sign",
        ...partNotes(points, first, last),
      ],
      warnings: [
        ...(atHand < points ? [`the file ends early: ${String(atHand)} of ${String(points)} points are there`] : []),
        ...(skipped > 0 ? [`left out ${String(skipped)} point(s) whose frequency is not above 0 Hz`] : []),
      ],
    },
  ];
}

/** From the last turning point on: between the largest and the smallest frequency, whichever comes first. */
function returningPart(points: number, frequency: (index: number) => number): { first: number; last: number } {
  let highest = 0;
  let lowest = 0;
  for (let index = 1; index < points; index++) {
    if (frequency(index) > frequency(highest)) highest = index;
    if (frequency(index) < frequency(lowest)) lowest = index;
  }
  return { first: Math.min(highest, lowest), last: Math.max(highest, lowest) };
}

function partNotes(points: number, first: number, last: number): string[] {
  const left = points - (last - first + 1);
  if (left === 0) return [];
  return [
    `${String(left)} points before or behind the sweep between its extreme frequencies were left out: they repeat frequencies of it`,
  ];
}

function timeOf(bytes: Uint8Array, view: DataView, points: number): number {
  const at = ARRAYS_AT + 24 * points;
  return at + 8 <= bytes.length ? view.getFloat64(at) : Number.NaN;
}
