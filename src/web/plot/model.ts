/** A colour of the theme by its name in the style sheet, without the two hyphens. */
export type Token = string;

/** Points, one a place in the arrays. */
export interface PointSeries {
  readonly label: string;
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly shape: "circle" | "square";
  readonly colour: Token;
  /** What each point is called in the spectrum; its own place if absent. */
  readonly index?: readonly number[];
  /** Standard errors along y. */
  readonly error?: readonly (number | null)[];
}

export interface CurveSeries {
  readonly label: string;
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly colour: Token;
  readonly width?: number;
  readonly dash?: readonly number[];
}

/** What lies between two curves. */
export interface BandSeries {
  readonly x: ArrayLike<number>;
  readonly low: ArrayLike<number>;
  readonly high: ArrayLike<number>;
  readonly colour: Token;
}

/** A word at a place. */
export interface Mark {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

/** What an axis is of. */
export interface AxisWords {
  readonly label: string;
  readonly unit: string;
  readonly log: boolean;
}

/** All that a plot shows. */
export interface PlotModel {
  readonly x: AxisWords;
  readonly y: AxisWords;
  /** Whether x is 1000/T in 1/K, with the degrees Celsius on top. */
  readonly celsius?: boolean;
  /** Both axes to one scale. */
  readonly equal?: boolean;
  readonly points: readonly PointSeries[];
  readonly curves: readonly CurveSeries[];
  readonly bands?: readonly BandSeries[];
  readonly marks?: readonly Mark[];
  /** Points left out, by their index in the spectrum. */
  readonly excluded?: ReadonlySet<number>;
  /** Points of the first series with a name beside them, by index. */
  readonly named?: ReadonlyMap<number, string>;
  /** Points with a ring of warning. */
  readonly flagged?: ReadonlySet<number>;
  /** A line at y = 0. */
  readonly zero?: boolean;
  /** Whether y has the same range above and below 0, with wild points on its edge. */
  readonly symmetric?: boolean;
  /** Whether curves have a say in the range; points always do. */
  readonly fitCurves?: boolean;
}
