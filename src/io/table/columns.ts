import { pow } from "../../../assembly/math/elementary.ts";
import { printable } from "../printable.ts";
import { isSpectrum, parseHeader, type ColumnHeader } from "./header.ts";
import { NAMINGS, type Quantity } from "./names.ts";
import { isNumeric, parseNumber, type DecimalSign } from "./number.ts";
import { inRadians, isPolar, REPRESENTATIONS, type Representation } from "./representation.ts";
import { parseUnit } from "./units.ts";

/** A column that is read. */
export interface Column {
  readonly index: number;
  /** As it stands in the file. */
  readonly name: string;
  readonly header: ColumnHeader;
}

/** The columns of one spectrum in a table. */
export interface SpectrumColumns {
  readonly frequency: Column;
  readonly first: Column;
  readonly second: Column;
  readonly representation: Representation;
  /** |Z| and phase beside Z' and Z'': they tell whether the sign of Z'' is what its header says. */
  readonly modulus?: Column;
  readonly phase?: Column;
  readonly sigmaRe?: Column;
  readonly sigmaIm?: Column;
  /** What tells it from other spectra of the same table. */
  readonly title?: string;
  readonly notes: readonly string[];
}

/** All that a header says about its table. */
export interface TablePlan {
  readonly spectra: readonly SpectrumColumns[];
  /** Its value changes from sweep to sweep. */
  readonly sweep?: Column;
  readonly temperature?: Column;
  /** Of the header. */
  readonly width: number;
}

/** Why a header makes no plan. */
export interface HeaderProblem {
  readonly found: string;
  readonly expected: string;
}

export const EXPECTED = "columns of frequency, Z' and Z'', such as frequency_hz,z_re_ohm,z_im_ohm";

/** The number of a field in Hz, ohm, S, F, H or the unit of its angle, with its true sign; undefined where there is none. */
export function readNumber(
  field: string,
  { header }: Column,
  decimal: DecimalSign,
  parse = parseNumber,
): number | undefined {
  const power = header.logarithmic ? 0 : header.power;
  let value = parse(field, decimal, power);
  if (value === undefined) return undefined;
  if (header.logarithmic) value = pow(10, value + header.power);
  if (header.dimension === "angularFrequency") value /= 2 * Math.PI;
  return header.negated ? -value : value;
}

/** The plan of the columns with the given names, and units where they stand in a row of their own. */
export function planOf(fields: readonly string[], units: readonly string[] = []): TablePlan | HeaderProblem {
  const plan = planOfColumns(columnsOf(fields, units), fields);
  if (!("expected" in plan)) return plan;
  const others = [numberedParts(fields, units), prefixedNames(fields, units)];
  const plans = others.map((columns) => (columns === undefined ? plan : planOfColumns(columns, fields)));
  return plans.find((other) => !("expected" in other)) ?? plan;
}

function columnsOf(fields: readonly string[], units: readonly string[]): Column[] {
  return fields.flatMap((name, index) => {
    const header = parseHeader(withUnit(name, units[index]));
    return header === undefined ? [] : [{ index, name, header }];
  });
}

const PARTS: readonly (readonly [RegExp, string])[] = [
  [/^\s*Z_?1(?=\W|$)/i, "Z'"],
  [/^\s*Z_?2(?=\W|$)/i, "Z''"],
];

/** Z1 and Z2 are the parts of one impedance where nothing else in the header could be: two spectra would have phases. */
function numberedParts(fields: readonly string[], units: readonly string[]): Column[] | undefined {
  const at = PARTS.map(([pattern]) => fields.flatMap((name, index) => (pattern.test(name) ? [index] : [])));
  if (!at.every((found) => found.length === 1)) return undefined;
  const isPart = (index: number) => at.some((found) => found.includes(index));
  const plain = PARTS.reduce<readonly string[]>(
    (names, [pattern, part]) => names.map((name) => name.replace(pattern, part)),
    fields,
  );
  const columns = columnsOf(plain, units).map((column) => ({ ...column, name: fields[column.index] ?? "" }));
  if (columns.some(({ index, header }) => !isPart(index) && header.quantity !== "frequency")) return undefined;
  const note = `read as ${PARTS.map(([, part]) => part).join(" and ")} of one impedance`;
  return columns.map((column) =>
    isPart(column.index) ? { ...column, header: { ...column.header, note: column.header.note ?? note } } : column,
  );
}

/** Names such as `25C Z'` and `cell 3 -Im(Z) (ohm)`: what stands before tells several spectra apart. */
function prefixedNames(fields: readonly string[], units: readonly string[]): Column[] | undefined {
  const columns = fields.flatMap((name, index) => {
    const text = withUnit(name, units[index]);
    const header = parseHeader(text) ?? prefixedHeader(text);
    return header === undefined ? [] : [{ index, name, header }];
  });
  return columns.some(({ header }) => header.label !== "") ? columns : undefined;
}

function prefixedHeader(text: string): ColumnHeader | undefined {
  for (const { index } of text.slice(0, LONGEST_PREFIX).matchAll(/(?<=\S)[\s_]+(?=\S)/g)) {
    const [before, behind] = [text.slice(0, index), text.slice(index).replace(/^[\s_]+/, "")];
    const header = isSpectrum(before) ? parseHeader(behind) : undefined;
    // "Data Trace A Real" is one of anything that an analyser shows.
    const isNamed = /z/i.test(behind) || header?.quantity === "phase" || header?.quantity === "frequency";
    if (header !== undefined && isNamed && PREFIXED.includes(header.quantity)) {
      return { ...header, label: before.trim() };
    }
  }
  return undefined;
}

const LONGEST_PREFIX = 60;
const PREFIXED: readonly Quantity[] = ["frequency", "re", "im", "modulus", "phase"];

function planOfColumns(columns: readonly Column[], fields: readonly string[]): TablePlan | HeaderProblem {
  const of = (quantity: Quantity): Column[] => {
    const all = columns.filter(({ header }) => header.quantity === quantity);
    // Logarithms that stand beside the numbers themselves are for plots.
    const plain = all.filter(({ header }) => !header.logarithmic);
    return plain.length > 0 ? plain : all;
  };
  const hertz = of("frequency").filter(({ header }) => header.dimension !== "angularFrequency");
  const frequencies = hertz.length > 0 ? hertz : of("frequency");
  const representation = REPRESENTATIONS.find(({ quantities }) => quantities.every((name) => of(name).length > 0));
  const found = fields.join(", ");
  if (frequencies.length === 0 || representation === undefined) {
    return { found, expected: EXPECTED + missing(columns, frequencies.length > 0, representation !== undefined) };
  }
  const [first, second] = representation.quantities.map(of) as [Column[], Column[]];
  const count = first.length;
  for (const several of [first, second, frequencies]) {
    const fits = several === frequencies ? several.length === 1 || several.length === count : several.length === count;
    if (fits && (several.length === 1 || areToldApart(several, frequencies.length))) continue;
    const crowded = several.length > 1 ? several : first;
    return {
      found: crowded.map(({ name }) => name).join(", "),
      expected: "one column only for this quantity; remove or rename the other",
    };
  }
  const at = (several: readonly Column[], index: number, like: Column): Column | undefined =>
    several.length === 1 && count > 1 && several !== frequencies
      ? undefined
      : several.length === count || several === frequencies
        ? matching(several, index, like)
        : undefined;
  const spectra = first.map((column, index) => {
    const pick = (quantity: Quantity) => at(of(quantity), index, column);
    const partner = matching(second, index, column);
    const frequency = frequencies.length === 1 ? frequencies[0] : matching(frequencies, index, column);
    return spectrumColumns(frequency ?? column, column, partner ?? column, representation, pick, count > 1);
  });
  const [sweep, temperature] = [of("sweep")[0], of("temperature")[0]];
  return {
    spectra,
    ...(sweep === undefined ? {} : { sweep }),
    ...(temperature === undefined ? {} : { temperature }),
    width: fields.length,
  };
}

/** What is not there, where something else is. */
function missing(columns: readonly Column[], hasFrequency: boolean, hasImpedance: boolean): string {
  if (hasImpedance) return "; no column of frequency was found";
  const named = columns.filter(({ header }) => !["sweep", "temperature", "frequency"].includes(header.quantity));
  const names = named.slice(0, 3).map(({ name }) => `"${printable(name.slice(0, 30))}"`);
  if (named.length === 0) return hasFrequency ? "; only a frequency was found" : "";
  return `; ${names.join(", ")} alone do${names.length === 1 ? "es" : ""} not make an impedance`;
}

/** A field of a row of units is put behind its name. */
function withUnit(name: string, unit: string | undefined): string {
  const text = unit?.replace(/^\s*[([](.*)[)\]]\s*$/, "$1") ?? "";
  return parseUnit(text) === undefined ? name : `${name} (${text})`;
}

/** Several spectra side by side: by numbers or labels in the names, or by the same names over and over. */
function areToldApart(columns: readonly Column[], frequencies: number): boolean {
  if (frequencies === columns.length) return true;
  const labels = new Set(columns.map(({ header }) => header.label));
  const names = new Set(columns.map(({ name }) => name.trim().toLowerCase()));
  return names.size === 1 || labels.size === columns.length;
}

function matching(columns: readonly Column[], index: number, like: Column): Column | undefined {
  const alike = columns.filter(({ header }) => header.label === like.header.label && header.label !== "");
  return alike.length === 1 ? alike[0] : columns[index];
}

function spectrumColumns(
  frequency: Column,
  first: Column,
  second: Column,
  chosen: Representation,
  pick: (quantity: Quantity) => Column | undefined,
  isOneOfSeveral: boolean,
): SpectrumColumns {
  const representation = second.header.dimension === "radians" ? inRadians(chosen) : chosen;
  const isCartesian = chosen.note === undefined;
  const [modulus, phase] = isCartesian ? [pick("modulus"), pick("phase")] : [];
  const sigmaRe = isCartesian ? (pick("sigmaRe") ?? pick("sigma")) : undefined;
  const sigmaIm = isCartesian ? (pick("sigmaIm") ?? pick("sigma")) : undefined;
  const used = [frequency, first, second].concat(
    sigmaRe === undefined || sigmaIm === undefined ? [] : [...new Set([sigmaRe, sigmaIm])],
  );
  const title = first.header.label;
  return {
    frequency,
    first,
    second,
    representation,
    ...(modulus === undefined ? {} : { modulus }),
    ...(phase === undefined ? {} : { phase }),
    ...(sigmaRe === undefined || sigmaIm === undefined ? {} : { sigmaRe, sigmaIm }),
    ...(isOneOfSeveral && title !== "" ? { title } : {}),
    notes: notesOn(used, representation, isOneOfSeveral),
  };
}

function notesOn(used: readonly Column[], representation: Representation, isOneOfSeveral: boolean): string[] {
  const notes: string[] = [];
  const assumed: string[] = [];
  if (isOneOfSeveral) {
    notes.push(`one of several spectra side by side: columns ${used.map(({ index }) => index + 1).join(", ")}`);
  }
  for (const { name, header } of used) {
    const quoted = `"${printable(name)}"`;
    if (header.negated) {
      const whole = header.quantity === "im" ? "read as -Z'': its sign was changed" : "read with its sign changed";
      notes.push(`column ${quoted} was ${whole}`);
    }
    if (header.note !== undefined) notes.push(`column ${quoted}: ${header.note}`);
    if (header.logarithmic) notes.push(`column ${quoted} was read as decimal logarithms`);
    if (!header.unitGiven) assumed.push(`${quoted} in ${NAMINGS[header.quantity].assumed ?? "?"}`);
  }
  if (assumed.length > 0) notes.push(`the header gives no unit: read ${assumed.join(", ")}`);
  if (representation.note !== undefined) notes.push(representation.note);
  return notes;
}

/** True where the phase has no unit and its values must show that they are degrees. */
export function isPhaseWithoutUnit({ representation, second }: SpectrumColumns): boolean {
  return isPolar(representation) && !second.header.unitGiven;
}

/** A number that stands among the names before the last column that is read: the header may be damaged. */
export function numberAmong(names: readonly string[], { spectra }: TablePlan): string | undefined {
  const last = Math.max(
    ...spectra.flatMap(({ frequency, first, second }) => [frequency.index, first.index, second.index]),
  );
  return names.slice(0, last).find((name) => isNumeric(name, undefined));
}
