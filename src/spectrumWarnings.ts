/** The arrays of a spectrum, by falling frequency. */
interface Points {
  readonly frequencyHz: Float64Array;
  readonly re: Float64Array;
  readonly im: Float64Array;
}

const LISTED = 5;

/** What looks wrong in a spectrum, in sentences for people; empty for an inconspicuous one. */
export function findSpectrumWarnings(points: Points): string[] {
  return [
    warnOfDuplicates(points),
    warnOfEqualImpedances(points),
    warnOfNegativeResistance(points),
    warnOfFlippedSign(points),
    warnOfAngularFrequency(points),
  ].filter((warning) => warning !== undefined);
}

function warnOfDuplicates({ frequencyHz }: Points): string | undefined {
  const repeated: number[] = [];
  for (let index = 1; index < frequencyHz.length; index++) {
    const frequency = frequencyHz[index] ?? 0;
    if (frequency === frequencyHz[index - 1] && frequency !== repeated.at(-1)) repeated.push(frequency);
  }
  if (repeated.length === 0) return undefined;
  const listed = repeated.slice(0, LISTED).map((frequency) => `${frequency} Hz`);
  const more = repeated.length > LISTED ? ` and ${repeated.length - LISTED} more` : "";
  return (
    `${repeated.length === 1 ? "One frequency occurs" : `${repeated.length} frequencies occur`} more than once ` +
    `(${listed.join(", ")}${more}); all points are kept. If the file holds several sweeps, fit them apart.`
  );
}

function warnOfEqualImpedances({ re, im }: Points): string | undefined {
  if (re.length < 2) return undefined;
  for (let index = 1; index < re.length; index++) {
    if (re[index] !== re[0] || im[index] !== im[0]) return undefined;
  }
  return (
    `All ${re.length} impedances are equal (${re[0]} ohm, ${im[0]} ohm); such a spectrum determines ` +
    `at most a resistance. Check that the right columns were read.`
  );
}

/** Passive cells have Z' > 0; a few negative points are noise or drift, most of them a column with the wrong sign. */
function warnOfNegativeResistance({ re }: Points): string | undefined {
  let negative = 0;
  for (const value of re) if (value < 0) negative++;
  if (negative <= 0.5 * re.length) return undefined;
  return `Z' is negative at ${negative} of ${re.length} points: its sign looks flipped, or the columns are not what they seem.`;
}

/**
 * A capacitive spectrum has Z'' < 0 and |Z| that falls with frequency, an inductive one the opposite of both, because
 * the phase is about pi/2 times d ln|Z| / d ln omega (Bode's relation). Mostly positive Z'' with falling |Z| therefore
 * means a column of -Z'' that was taken for Z''.
 */
function warnOfFlippedSign({ re, im }: Points): string | undefined {
  const points = re.length;
  let positive = 0;
  for (const value of im) if (value > 0) positive++;
  if (points < 5 || positive <= 0.5 * points) return undefined;
  let agreement = 0;
  for (let index = 1; index < points; index++) {
    const high = magnitude(re[index - 1], im[index - 1]);
    const low = magnitude(re[index], im[index]);
    const slope = (high - low) / (high + low);
    agreement += (slope * ((im[index - 1] ?? 0) + (im[index] ?? 0))) / (high + low);
  }
  if (agreement >= 0) return undefined;
  return (
    `Z'' is positive at ${positive} of ${points} points although |Z| falls with frequency: the sign of Z'' looks flipped. ` +
    `If the column holds -Z'', name it so in the header, or change its sign.`
  );
}

function magnitude(re: number | undefined, im: number | undefined): number {
  const x = re ?? 0;
  const y = im ?? 0;
  return Math.sqrt(x * x + y * y);
}

/** Sweeps start and end on round frequencies; if both ends are round only after division by 2 pi, they are in rad/s. */
function warnOfAngularFrequency({ frequencyHz }: Points): string | undefined {
  const highest = frequencyHz[0] ?? 0;
  const lowest = frequencyHz.at(-1) ?? 0;
  if (highest === lowest || isRound(highest) || isRound(lowest)) return undefined;
  const turn = 2 * Math.PI;
  if (!isRound(highest / turn) || !isRound(lowest / turn)) return undefined;
  return (
    `The frequencies look like angular frequencies: ${highest} and ${lowest} are 2 pi times round numbers. ` +
    `eisfit expects Hz; divide by 2 pi if they are in rad/s.`
  );
}

/** One significant digit, to within the rounding of files that give five or more digits. */
function isRound(value: number): boolean {
  return Math.abs(Number(value.toExponential(0)) / value - 1) < 2e-5;
}
