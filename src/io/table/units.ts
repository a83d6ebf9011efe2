/** A unit as a factor to Hz or ohm. */
export interface Unit {
  readonly dimension: "frequency" | "impedance";
  readonly factor: number;
  /** A remark for the notes, where the unit is more than a power of ten. */
  readonly note?: string;
}

const PREFIXES: Readonly<Record<string, number>> = { "": 1, m: 1e-3, k: 1e3, K: 1e3, M: 1e6, G: 1e9 };
// Written in small letters throughout, "mhz" could be millihertz or megahertz, so it is not understood.
const HERTZ = /^(?:([mkKMG]?)Hz|([kKG]?)hz|([KMG]?)HZ)$/;
const OHM = /^([mkKMG]?)\s*(?:ohms?|Ohms?|OHMS?|\u03a9|\u2126)\s*(?:[.*\u00b7\u22c5]?\s*cm(?:\^?2|\u00b2))?$/;
const RADIANS = /^rad\s*(?:\/\s*s(?:ec)?|(?:[.*\u00b7\u22c5]?\s*s\^?-1))$/i;

/** The unit that a header gives, or undefined for anything that is neither a frequency nor an impedance. */
export function parseUnit(text: string): Unit | undefined {
  const unit = text.trim();
  const hertz = HERTZ.exec(unit);
  if (hertz) return { dimension: "frequency", factor: PREFIXES[hertz[1] ?? hertz[2] ?? hertz[3] ?? ""] ?? 1 };
  if (RADIANS.test(unit)) {
    return { dimension: "frequency", factor: 1 / (2 * Math.PI), note: "angular frequency was divided by 2 pi" };
  }
  const ohm = OHM.exec(unit);
  if (!ohm) return undefined;
  const factor = PREFIXES[ohm[1] ?? ""] ?? 1;
  return unit.includes("cm")
    ? { dimension: "impedance", factor, note: "ohm cm^2 was read as ohm: fitted values are area-specific" }
    : { dimension: "impedance", factor };
}
