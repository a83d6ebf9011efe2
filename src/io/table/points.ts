/** What a table may give beside frequency and impedance: standard deviations (ohm), |Z| (ohm), phase as it stands in the file, degrees Celsius. */
export type Extra = "sigmaRe" | "sigmaIm" | "modulus" | "phase" | "temperature";

/** Points of one spectrum by columns. */
export interface Points {
  readonly line: number[];
  readonly frequency: number[];
  readonly re: number[];
  readonly im: number[];
  /** Of the columns that the table has; NaN where a field holds no number. */
  readonly extras: Readonly<Partial<Record<Extra, number[]>>>;
}

export function noPoints(extras: readonly Extra[]): Points {
  return {
    line: [],
    frequency: [],
    re: [],
    im: [],
    extras: Object.fromEntries(extras.map((name) => [name, [] as number[]])),
  };
}

export function dropLastPoint(points: Points): void {
  for (const column of columnsOf(points)) column.pop();
}

export function slicePoints(points: Points, start: number, end?: number): Points {
  const { line, frequency, re, im, extras } = points;
  const slice = (column: number[]): number[] => column.slice(start, end);
  return {
    line: slice(line),
    frequency: slice(frequency),
    re: slice(re),
    im: slice(im),
    extras: Object.fromEntries(Object.entries(extras).map(([name, column]) => [name, slice(column)])),
  };
}

function columnsOf({ line, frequency, re, im, extras }: Points): number[][] {
  return [line, frequency, re, im, ...Object.values(extras)];
}
