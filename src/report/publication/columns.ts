import type { ConditionKind } from "../../analysis/series/conditions.ts";
import { factorBetween, QuantityError } from "../../analysis/physicalQuantity.ts";
import type { TableColumn, TableField, TableRow } from "./tableOf.ts";

/** A column that is known by a symbol, with the names of the answers that stand in it. */
export interface KnownColumn extends TableColumn {
  readonly names: readonly string[];
  /** Whether it stands in a table for which no columns are chosen. */
  readonly isUsual: boolean;
}

function symbol(key: string, unit: string, isUsual: boolean, ...names: readonly string[]): KnownColumn {
  return { key, title: key, isSymbol: true, unit, names, isUsual };
}

/** In the order of a table. */
export const KNOWN_COLUMNS: readonly KnownColumn[] = [
  { key: "sample", title: "sample", names: [], isUsual: true },
  symbol("T", "\u00b0C", true),
  { key: "pulse", title: "pulse", names: [], isUsual: true },
  symbol("SOC", "%", true),
  symbol("t", "s", true),
  symbol("E", "V", true),
  symbol("E_bias", "V", true),
  symbol("I", "A", true),
  { key: "number", title: "number", names: [], isUsual: true },
  symbol("R_b", "ohm", true, "bulk resistance"),
  symbol("R_gb", "ohm", true, "grain-boundary resistance"),
  symbol("R_el", "ohm", false, "electrolyte resistance"),
  symbol("R_int", "ohm", true, "interfacial resistance"),
  symbol("R_total", "ohm", false, "total resistance"),
  symbol("sigma_b", "S/cm", true, "bulk conductivity"),
  symbol("sigma_gb", "S/cm", false, "grain-boundary conductivity, brick layer"),
  symbol("sigma_gb,app", "S/cm", false, "apparent grain-boundary conductivity"),
  symbol("sigma_total", "S/cm", true, "total conductivity"),
  symbol("eps_r", "-", false, "bulk permittivity"),
  symbol("ASR", "ohm cm2", true, "area-specific interfacial resistance"),
  symbol("Ea_b", "eV", true, "Ea of bulk conductivity"),
  symbol(
    "Ea_gb",
    "eV",
    false,
    "Ea of grain-boundary conductivity, brick layer",
    "Ea of apparent grain-boundary conductivity",
  ),
  symbol("Ea_total", "eV", true, "Ea of total conductivity"),
  symbol("Ea_int", "eV", true, "Ea of area-specific interfacial resistance", "Ea of interfacial resistance"),
  symbol("t+", "-", true, "transference number"),
  symbol("sigma_e", "S/cm", true, "electronic conductivity", "electronic conductivity, upper limit"),
  symbol("t_pulse", "s", false),
  symbol("dE_s", "V", false),
  symbol("dE_t", "V", false),
  symbol("D", "cm2/s", true, "diffusion coefficient"),
];

/** What a spectrum or a pulse was measured at: rows that differ in one of these are none of one row. */
export const CONDITION_COLUMNS = {
  temperature: "T",
  soc: "SOC",
  time: "t",
  voltage: "E",
  bias: "E_bias",
  current: "I",
  number: "number",
} as const satisfies Readonly<Record<ConditionKind, string>>;

/** The known columns that the rows have something in. */
export function usualColumns(rows: readonly TableRow[]): TableColumn[] {
  return KNOWN_COLUMNS.filter(({ key, isUsual }) => isUsual && rows.some((row) => isFilled(row[key])));
}

function isFilled(field: TableField | undefined): boolean {
  return field !== undefined && (typeof field === "string" || !("missing" in field));
}

/**
 * Columns as a person names them: a symbol such as `sigma_total`, the name of an answer or a parameter, either with another unit
 * behind `in`: `sigma_total in mS/cm`.
 *
 * @param units of the names that the rows hold, by key.
 * @returns the columns, and the rows with their numbers in those units.
 * @throws {QuantityError} for a name that no row has, and for a unit of another kind.
 */
export function chosenColumns(
  texts: readonly string[],
  rows: readonly TableRow[],
  units: ReadonlyMap<string, string>,
): { readonly columns: readonly TableColumn[]; readonly rows: readonly TableRow[] } {
  let converted = rows;
  const columns = texts.map((text): TableColumn => {
    const [name = "", wanted] = text.split(/ in (?=[^ ]+(?: [^ ]+)*$)/).map((part) => part.trim());
    const known = KNOWN_COLUMNS.find(({ key, names }) => key === name || names.includes(name));
    const key = known?.key ?? name;
    if (!rows.some((row) => key in row)) {
      const there = [...new Set(rows.flatMap((row) => Object.keys(row)))].join(", ");
      throw new QuantityError(`No row has ${JSON.stringify(name)}; there are ${there}.`);
    }
    const unit = known?.unit ?? units.get(key) ?? "-";
    const column = known ?? { key, title: name, unit };
    if (wanted === undefined || wanted === unit) return column;
    const factor = factorBetween(name, unit, wanted);
    converted = converted.map((row) => ({ ...row, ...inUnit(row, key, factor) }));
    return { ...column, unit: wanted };
  });
  return { columns, rows: converted };
}

function inUnit(row: TableRow, key: string, factor: number): TableRow {
  const field = row[key];
  if (field === undefined || typeof field === "string" || !("value" in field)) return {};
  const { value, stderr } = field;
  return { [key]: { ...field, value: value * factor, stderr: stderr === null ? null : stderr * factor } };
}
