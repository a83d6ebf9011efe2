/** What a unit measures. `unreadable` stands for a sign that an export lost, such as `?` for the Greek omega. */
export type Dimension =
  | "frequency"
  | "angularFrequency"
  | "impedance"
  | "admittance"
  | "capacitance"
  | "inductance"
  | "degrees"
  | "radians"
  | "kelvin"
  | "celsius"
  | "voltage"
  | "unreadable";

/** A unit by its power of ten to Hz, rad/s, ohm, S, F, H, V. */
export interface Unit {
  readonly dimension: Dimension;
  readonly power: number;
  /** The same as a factor, which has one rounding more than a shift of the exponent in the text of a number. */
  readonly factor: number;
  /** A remark for the notes, where the unit is more than a power of ten. */
  readonly note?: string;
}

/** Powers of ten. */
export const UNIT_PREFIXES: Readonly<Record<string, number>> = {
  p: -12,
  n: -9,
  u: -6,
  "\u00b5": -6,
  "\u03bc": -6,
  m: -3,
  "": 0,
  k: 3,
  K: 3,
  M: 6,
  G: 9,
};
const PREFIX = "([pnu\u00b5\u03bcmkKMG]?)";
const TIMES = "[\\s.*\u00b7\u22c5-]?";
const PER_AREA = `(${TIMES}\\s*(?:/\\s*cm(?:\\^?2|\u00b2)|cm(?:\\^?-2|\u207b\u00b2)))?`;
// Written in small letters throughout, "mhz" could be millihertz or megahertz, so it is not understood.
const HERTZ = /^(?:([mkKMG]?)Hz|([kKG]?)hz|([KMG]?)HZ|hertz)$/;
const RADIANS_PER_SECOND = /^rad\s*(?:\/\s*s(?:ec)?|(?:[.*\u00b7\u22c5]?\s*s(?:\^?-1|\u207b\u00b9)))$/i;
const OHM = new RegExp(
  `^${PREFIX}\\s*(?:ohms?|Ohms?|OHMS?|\u03a9|\u2126)\\s*(${TIMES}\\s*cm(?:\\^?2|\u00b2|\\*\\*2))?$`,
);
const SIEMENS = new RegExp(
  `^(?:${PREFIX}(?:S|siemens|Siemens|mhos?|(?:ohm|Ohm|\u03a9|\u2126)(?:\\^?-1|\u207b\u00b9))|1/(?:ohm|Ohm|\u03a9|\u2126))\\s*${PER_AREA}$`,
);
const FARAD = new RegExp(`^${PREFIX}(?:F|farads?|Farads?)\\s*${PER_AREA}$`);
const HENRY = new RegExp(`^${PREFIX}(?:H|henr(?:y|ies)|Henry)$`);
const VOLT = new RegExp(`^${PREFIX}(?:V|volts?|Volts?)$`);

const PLAIN: readonly (readonly [RegExp, Dimension, number])[] = [
  [/^(?:deg\.?|degrees?|\u00b0|\u00ba)$/i, "degrees", 0],
  [/^rad(?:ians?|\.)?$/i, "radians", 0],
  [/^mrad$/, "radians", -3],
  [/^K$/, "kelvin", 0],
  [/^(?:\u00b0\s*C|\u00ba\s*C|\u2103|deg\.?\s*C|C)$/i, "celsius", 0],
  [/^\?+$|^\ufffd+$/, "unreadable", 0],
];
const LONGEST_UNIT = 24;

/** The unit that a header gives, or undefined for anything that is not one of those known. */
export function parseUnit(text: string): Unit | undefined {
  if (text.length > LONGEST_UNIT) return undefined;
  const unit = text.trim();
  const hertz = HERTZ.exec(unit);
  if (hertz) return unitOf("frequency", powerOf(hertz[1] ?? hertz[2] ?? hertz[3]));
  if (RADIANS_PER_SECOND.test(unit)) {
    const note = "angular frequency was divided by 2 pi";
    return { dimension: "angularFrequency", power: 0, factor: 1 / (2 * Math.PI), note };
  }
  const [, dimension, power] = PLAIN.find(([pattern]) => pattern.test(unit)) ?? [];
  if (dimension !== undefined) return unitOf(dimension, power ?? 0);
  return (
    ofArea(OHM.exec(unit), "impedance", "ohm cm^2 was read as ohm: fitted values are area-specific") ??
    ofArea(SIEMENS.exec(unit), "admittance", "S/cm^2 was read as S: fitted values are area-specific") ??
    ofArea(FARAD.exec(unit), "capacitance", "F/cm^2 was read as F: fitted values are area-specific") ??
    ofArea(HENRY.exec(unit), "inductance") ??
    ofArea(VOLT.exec(unit), "voltage")
  );
}

function ofArea(match: RegExpExecArray | null, dimension: Dimension, note?: string): Unit | undefined {
  if (match === null) return undefined;
  const unit = unitOf(dimension, powerOf(match[1]));
  return match[2] === undefined || note === undefined ? unit : { ...unit, note };
}

function unitOf(dimension: Dimension, power: number): Unit {
  return { dimension, power, factor: power < 0 ? 1 / Number(`1e${-power}`) : Number(`1e${power}`) };
}

function powerOf(prefix = ""): number {
  return UNIT_PREFIXES[prefix] ?? 0;
}
