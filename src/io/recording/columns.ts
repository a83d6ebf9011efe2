/** What a column of a recording holds. */
export type RecordedQuantity = "time" | "current" | "voltage";

/** A column of a recording, with what brings its numbers to s, A or V. */
export interface RecordedColumn {
  readonly index: number;
  /** As it stands in the file. */
  readonly name: string;
  readonly quantity: RecordedQuantity;
  /** Power of ten to s, A or V, after `factor`. */
  readonly power: number;
  /** Of minutes, hours and days. */
  readonly factor: number;
  readonly unitGiven: boolean;
  /** Place of the name in the list of names: of several columns of one quantity the smallest is read. */
  readonly rank: number;
}

/** The names that programs give to columns, in small letters, without blanks, points, underscores and brackets; the best first. */
const NAMES: Readonly<Record<RecordedQuantity, readonly string[]>> = {
  time: [
    ...["totaltime", "testtime", "elapsedtime", "runtime", "time", "t", "zeit", "testzeit", "temps", "tiempo"],
    ...["correctedtime", "relativetime", "timestamp"],
  ],
  current: ["current", "<i>", "i", "im", "strom", "courant", "corriente", "cellcurrent", "we1current", "currentavg"],
  voltage: [
    ...["ecell", "cellvoltage", "cellpotential", "ewe-ece", "ewe", "<ewe>", "voltage", "potential", "we1potential"],
    ...["vf", "v", "e", "u", "spannung", "tension", "potentiel", "voltaje", "workingelectrode"],
  ],
};

interface UnitOf {
  readonly quantity: RecordedQuantity;
  readonly power: number;
  readonly factor: number;
}

const PREFIXES: Readonly<Record<string, number>> = {
  p: -12,
  n: -9,
  u: -6,
  "\u00b5": -6,
  "\u03bc": -6,
  m: -3,
  "": 0,
  k: 3,
};
const SECONDS = /^(?:s|sec|secs|seconds?|sekunden?)$/i;
const TIMES: readonly (readonly [RegExp, number])[] = [
  [SECONDS, 1],
  [/^(?:min|mins|minutes?|minuten?)$/i, 60],
  [/^(?:h|hr|hrs|hours?|stunden?)$/i, 3600],
  [/^(?:d|days?|tage?)$/i, 86400],
];
// Names such as current_ma are in small letters throughout.
const AMPERE = /^([pnu\u00b5\u03bcm]?)(?:A|amps?|amperes?|a)$/;
const VOLT = /^([nu\u00b5\u03bcm]?)(?:V|volts?|v)(?:\s+vs\b.*)?$/i;
const PER_AREA = /^[pnu\u00b5\u03bcm]?A\s*[*.\u00b7 ]?\s*(?:\/\s*cm|cm\s*\^?[-\u207b])/;
const LONGEST_HEADER = 80;

function unitOf(text: string): UnitOf | undefined {
  const unit = text.trim();
  if (unit === "ms") return { quantity: "time", power: -3, factor: 1 };
  const time = TIMES.find(([pattern]) => pattern.test(unit));
  if (time !== undefined) return { quantity: "time", power: 0, factor: time[1] };
  for (const [pattern, quantity] of [
    [AMPERE, "current"],
    [VOLT, "voltage"],
  ] as const) {
    const [found, prefix = ""] = pattern.exec(unit) ?? [];
    const power = PREFIXES[prefix] ?? PREFIXES[prefix.toLowerCase()];
    if (found !== undefined && power !== undefined) return { quantity, power, factor: 1 };
  }
  return undefined;
}

/** True for a text that is a unit of time, current or voltage. */
export function isUnit(text: string): boolean {
  return unitOf(bare(text)) !== undefined || PER_AREA.test(bare(text));
}

/** True for a current by area, which is no current of the cell. */
export function isPerArea(text: string): boolean {
  return splits(text).some(([, unit]) => PER_AREA.test(unit.trim()));
}

function bare(text: string): string {
  return text.trim().replace(/^[([](.*)[)\]]$/, "$1");
}

/** Reads a name such as `Ecell/V`, `<I>/mA`, `Test_Time(s)`, `time_s`; undefined for what is none of the three quantities. */
export function columnOf(text: string, index: number, unitBelow = ""): RecordedColumn | undefined {
  if (text.length > LONGEST_HEADER) return undefined;
  const below = unitOf(bare(unitBelow));
  const candidates: (readonly [string, UnitOf | undefined])[] = [
    ...splits(text).flatMap(([name, unit]) => {
      const found = unitOf(unit);
      return found === undefined ? [] : [[name, found] as const];
    }),
    [text, below],
  ];
  for (const [name, unit] of candidates) {
    const key = name.toLowerCase().replace(/[\s_.()[\]#"]/g, "");
    for (const quantity of ["time", "current", "voltage"] as const) {
      const rank = NAMES[quantity].indexOf(key);
      if (rank < 0 || (unit !== undefined && unit.quantity !== quantity)) continue;
      const { power, factor } = unit ?? { power: 0, factor: 1 };
      return { index, name: text.trim(), quantity, power, factor, unitGiven: unit !== undefined, rank };
    }
  }
  return undefined;
}

/** What may be name and unit: `name (unit)`, `name/unit`, `name in unit`, `name, unit`, `name_unit`, `name unit`. */
function splits(text: string): (readonly [name: string, unit: string])[] {
  const found: (readonly [string, string])[] = [];
  const bracketed = /^(.*?)[\s_/]*[([]([^()[\]]*)[)\]]$/.exec(text.trim());
  if (bracketed !== null) found.push([bracketed[1] ?? "", bracketed[2] ?? ""]);
  for (const sign of ["/", " in ", ","]) {
    const at = text.indexOf(sign);
    if (at > 0) found.push([text.slice(0, at), text.slice(at + sign.length)]);
  }
  for (const sign of ["_", " "]) {
    const at = text.trim().lastIndexOf(sign);
    if (at > 0) found.push([text.trim().slice(0, at), text.trim().slice(at + 1)]);
  }
  return found;
}
