import { quantityText } from "./quantity.ts";

/** What a result is of, as a line for people: `cell.csv: 63 points, 7 MHz .. 100 mHz`. */
export function spectrumHeading(file: string, frequencyHz: ArrayLike<number>): string {
  const { length } = frequencyHz;
  const hertz = (place: number): string => quantityText(frequencyHz[place] ?? Number.NaN, "Hz");
  const range = length === 1 ? `at ${hertz(0)}` : `${hertz(0)} .. ${hertz(length - 1)}`;
  return length === 1 ? `${file}: 1 point ${range}` : `${file}: ${String(length)} points, ${range}`;
}
