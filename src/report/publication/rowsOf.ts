import { isConditionKind } from "../../analysis/series/conditions.ts";
import { CONDITION_COLUMNS, KNOWN_COLUMNS } from "./columns.ts";
import { isJson, numberOrNull, recordsOf, sampleOfFile, textsOf, type Json } from "./json.ts";
import { rowsOfTitration } from "./titration.ts";
import type { TableField, TableRow } from "./tableOf.ts";

/** Rows of a table, and the unit of each key that has one. */
export interface PublicationRows {
  readonly rows: readonly TableRow[];
  readonly units: ReadonlyMap<string, string>;
  /** What is to be said of a whole column, by key: the form of an activation energy. */
  readonly notes: ReadonlyMap<string, string>;
}

const ZERO_CELSIUS = 273.15;
/** Temperatures that differ by less, as those of a thermocouple, may stand in one row. */
const SAME_KELVIN = 0.5;

/**
 * The rows of what `eisfit fit`, `series`, `transference`, `diffusion`, `gitt` or `electronic` wrote as JSON: a row a spectrum, a row a series
 * over temperature with its values at 25 C, a row a titration with the mean of its D (with `each` a row a spectrum or a pulse), or what
 * belongs into a row of other files.
 *
 * @param sample name of the sample, instead of that of each file.
 * @param fallback the name where the document has none.
 * @returns undefined for a document of something else.
 */
export function publicationRows(
  document: unknown,
  { sample, fallback, each = false }: { readonly sample?: string; readonly fallback: string; readonly each?: boolean },
): PublicationRows | undefined {
  if (!isJson(document)) return undefined;
  const units = new Map<string, string>();
  const notes = new Map<string, string>();
  const single = (fields: TableRow): TableRow[] => [{ sample: sample ?? fallback, ...fields }];
  if (Array.isArray(document.fits)) {
    // Only over temperature is there a line that gives one value for all.
    const isEach = each || document.over !== "temperature";
    const rows = isEach ? rowsOfSpectra(document, sample, units) : single(rowOfSeries(document, units, notes));
    return { rows, units, notes };
  }
  if (Array.isArray(document.files)) {
    const files = document.files.filter(isJson);
    const titrations = files.filter((file) => Array.isArray(file.pulses));
    if (titrations.length > 0) {
      const rows = titrations.flatMap((file) => rowsOfTitration(file, sample, each));
      return { rows, units, notes };
    }
    const fits = files.filter((file) => Array.isArray(file.parameters));
    return fits.length === 0 ? undefined : { rows: fits.map((fit) => rowOfFit(fit, sample, units)), units, notes };
  }
  if (typeof document.transferenceNumber === "number") {
    const { transferenceNumber: value, stderr, warnings } = document;
    return { rows: single({ "t+": { value, stderr: numberOrNull(stderr), flags: textsOf(warnings) } }), units, notes };
  }
  const answer = isJson(document.answer) ? document.answer : document;
  if (typeof answer.name !== "string") return undefined;
  if (typeof answer.reason === "string")
    return { rows: single({ [keyOf(answer.name)]: { missing: answer.reason } }), units, notes };
  const fields = fieldsOf([answer], units);
  return Object.keys(fields).length === 0 ? undefined : { rows: single(fields), units, notes };
}

/**
 * One row of all that belong to one sample at one temperature and say nothing twice.
 *
 * @param keys of the columns that are shown: others are left out, so that nothing hidden keeps rows apart.
 */
export function mergedRows(rows: readonly TableRow[], keys: readonly string[]): TableRow[] {
  const shown = new Set(["sample", "pulse", ...Object.values(CONDITION_COLUMNS), ...keys]);
  const merged: TableRow[] = [];
  for (const row of rows) {
    const own = Object.fromEntries(Object.entries(row).filter(([key]) => shown.has(key)));
    const at = merged.findIndex((other) => belong(other, own));
    const other = merged[at];
    if (other === undefined) merged.push(own);
    else
      merged[at] = {
        ...own,
        ...other,
        ...Object.fromEntries(Object.entries(own).filter(([key]) => isMissing(other[key]))),
      };
  }
  return merged;
}

function belong(one: TableRow, other: TableRow): boolean {
  return Object.entries(one).every(([key, field]) => {
    const second = other[key];
    if (second === undefined || isMissing(field) || isMissing(second)) return true;
    if (key === "sample") return field === second;
    if (typeof field === "string" || typeof second === "string" || !("value" in field) || !("value" in second))
      return false;
    return key === "T" && Math.abs(field.value - second.value) < SAME_KELVIN;
  });
}

function isMissing(field: TableField | undefined): boolean {
  return field === undefined || (typeof field === "object" && "missing" in field);
}

function rowOfFit(fit: Json, sample: string | undefined, units: Map<string, string>): TableRow {
  const file = typeof fit.file === "string" ? fit.file : "";
  const answers = isJson(fit.answers) ? fit.answers : {};
  const temperature = isJson(answers.sample) ? answers.sample.temperatureK : undefined;
  const parameters = recordsOf(fit.parameters);
  const derived = recordsOf(fit.derived);
  const refused = Object.fromEntries(
    recordsOf(answers.refused).flatMap(({ name, reason }): [string, TableField][] =>
      typeof name === "string" && typeof reason === "string" ? [[keyOf(name), { missing: reason }]] : [],
    ),
  );
  return {
    sample: sample ?? sampleOfFile(file),
    ...(typeof temperature === "number" ? { T: celsius(temperature) } : {}),
    ...fieldsOf([...parameters, ...derived], units),
    ...refused,
    ...fieldsOf(recordsOf(answers.answers), units),
  };
}

/** Of each spectrum of a series: its condition, and the numbers of the joint fit where there is one. */
function rowsOfSpectra(series: Json, sample: string | undefined, units: Map<string, string>): TableRow[] {
  const over = typeof series.over === "string" && isConditionKind(series.over) ? series.over : "number";
  const joint = isJson(series.joint) ? recordsOf(series.joint.spectra) : [];
  const quantities = recordsOf(series.quantities);
  return recordsOf(series.fits).map((fit, place) => {
    const own = rowOfFit(fit, sample, units);
    const numbers = quantities.map(({ values, ...quantity }): Json => ({ ...quantity, ...recordsOf(values)[place] }));
    const ofSeries = fieldsOf([...recordsOf(joint[place]?.parameters), ...numbers], units);
    const { condition } = fit;
    return {
      ...own,
      ...Object.fromEntries(Object.entries(ofSeries).map(([key, field]) => [key, withFlagsOf(field, own[key])])),
      ...(typeof condition === "number" ? { [CONDITION_COLUMNS[over]]: { value: condition, stderr: null } } : {}),
    };
  });
}

/** A spectrum's own fit tells what its data do not bear, whichever fit the number comes from. */
function withFlagsOf(field: TableField, own: TableField | undefined): TableField {
  if (typeof field === "string" || !("value" in field)) return field;
  return typeof own === "object" && "value" in own ? { ...field, flags: own.flags ?? [] } : field;
}

/** Of a series: activation energies, and what its lines give at 25 C. */
function rowOfSeries(series: Json, units: Map<string, string>, notes: Map<string, string>): TableRow {
  const lines = recordsOf(series.arrhenius);
  const room = ZERO_CELSIUS + 25;
  const atRoom = lines.flatMap((line): Json[] => {
    const value = recordsOf(line.values).find(
      ({ temperature }) => typeof temperature === "number" && Math.abs(temperature - room) < SAME_KELVIN,
    );
    return value === undefined ? [] : [{ ...value, name: line.name }];
  });
  const energies = lines.flatMap((line): Json[] => {
    const energy = line.activationEnergy;
    if (!isJson(energy) || typeof line.name !== "string") return [];
    const name = `Ea of ${line.name}`;
    if (typeof energy.formula === "string") notes.set(keyOf(name), energy.formula);
    return [{ ...energy, name, flags: [...textsOf(energy.flags), ...textsOf(line.warnings)] }];
  });
  return {
    ...(atRoom.length === 0 ? {} : { T: celsius(room) }),
    ...fieldsOf([...atRoom, ...energies], units),
  };
}

function fieldsOf(entries: readonly Json[], units: Map<string, string>): TableRow {
  return Object.fromEntries(
    entries.flatMap(({ name, value, stderr, unit, flags }): [string, TableField][] => {
      if (typeof name !== "string" || typeof value !== "number") return [];
      const key = keyOf(name);
      if (typeof unit === "string") units.set(key, unit);
      return [[key, { value, stderr: numberOrNull(stderr), flags: textsOf(flags) }]];
    }),
  );
}

function keyOf(name: string): string {
  return KNOWN_COLUMNS.find(({ names }) => names.includes(name))?.key ?? name;
}

function celsius(kelvin: number): TableField {
  return { value: Number((kelvin - ZERO_CELSIUS).toPrecision(12)), stderr: null };
}
