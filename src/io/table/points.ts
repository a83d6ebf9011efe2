const NAMES = [
  ...(["line", "frequency", "re", "im"] as const),
  // Standard deviations, ohm; |Z|, ohm, and phase as it stands in the file; degrees Celsius.
  ...(["sigmaRe", "sigmaIm", "modulus", "phase", "temperature"] as const),
];

type Name = (typeof NAMES)[number];

/** A point of a table; what the table does not give is left out at every point, and NaN where it is missing at one. */
export type Point = Readonly<Partial<Record<Name, number>>> &
  Readonly<Record<"line" | "frequency" | "re" | "im", number>>;

/** Points by columns; columns that the table does not have are empty. */
export type Points = Readonly<Record<Name, number[]>>;

export function noPoints(): Points {
  return Object.fromEntries(NAMES.map((name) => [name, [] as number[]])) as Points;
}

export function addPoint(points: Points, point: Point): void {
  for (const name of NAMES) {
    const value = point[name];
    if (value !== undefined) points[name].push(value);
  }
}

export function dropLastPoint(points: Points): void {
  for (const name of NAMES) points[name].pop();
}

export function slicePoints(points: Points, start: number, end?: number): Points {
  return Object.fromEntries(NAMES.map((name) => [name, points[name].slice(start, end)])) as Points;
}
