import { leadingNumber } from "./fieldNumbers.ts";
import { prefixFactor, type MetadataCollector } from "./metadata.ts";

/** Names of numbers whose unit stands in the description, such as `AC &Voltage (mV rms)`. */
const QUANTITIES: Readonly<Record<string, { readonly name: string; readonly unit: string; readonly usual: number }>> = {
  VDC: { name: "dc_V", unit: "V", usual: 1 },
  IDC: { name: "dc_A", unit: "A", usual: 1 },
  VAC: { name: "amplitude_rms_V", unit: "V", usual: 1e-3 },
  IAC: { name: "amplitude_rms_A", unit: "A", usual: 1 },
  EOC: { name: "open_circuit_V", unit: "V", usual: 1 },
};

/** The last frequency, which belongs to the settings rather than to what was measured. */
export function gamryFinalHz(key: string, value: string): number | undefined {
  return key === "FREQFINAL" ? leadingNumber(value) : undefined;
}

/** Keeps what a header line of a Gamry file tells: a key, a type, a value, a description. */
export function gamryMetadata(
  metadata: MetadataCollector,
  key: string,
  value: string,
  fields: readonly string[],
): void {
  const quantity = QUANTITIES[key];
  if (quantity !== undefined) {
    const unit = /\(([^\s()]+)/.exec(fields.at(-1) ?? "")?.[1] ?? "";
    metadata.number(quantity.name, value, prefixFactor(unit, quantity.unit) ?? quantity.usual);
    const reference = fields[3]?.trim();
    if (key === "VDC" && (reference === "T" || reference === "F")) {
      metadata.text("dc_reference", reference === "T" ? "open circuit" : "reference electrode");
    }
  } else if (key === "TAG") metadata.text("technique", fields[1]);
  else if (key === "TITLE") metadata.text("title", value);
  else if (key === "DATE") metadata.text("date", value);
  else if (key === "TIME") metadata.text("time", value);
  else if (key === "PSTAT") metadata.text("instrument", value);
  else if (key === "AREA") metadata.positive("area_cm2", value);
}
