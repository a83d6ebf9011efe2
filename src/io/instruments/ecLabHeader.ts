import type { Metadata } from "../format.ts";
import { parseUnit } from "../table/units.ts";
import { leadingNumber } from "./fieldNumbers.ts";
import { areaFactor, MetadataCollector, prefixFactor } from "./metadata.ts";

const HEADER_LENGTH = /^\s*Nb header lines\s*:\s*(\d{1,9})/i;

/** What the header of an EC-Lab file tells, line by line. */
export class EcLabHeader {
  /** The number of the line with the column names, where the header gives it. */
  length: number | undefined;
  private readonly collected = new MetadataCollector();
  private readonly table = new Map<string, string>();
  private lines = 0;

  /** The last frequency by the settings, Hz. */
  get finalHz(): number | undefined {
    const final = leadingNumber(this.table.get("ff") ?? "");
    const unit = parseUnit(this.table.get("unit ff") ?? "");
    return final === undefined || unit?.dimension !== "frequency" ? undefined : final * unit.factor;
  }

  get metadata(): Metadata {
    this.collectTable();
    return this.collected.all;
  }

  line(text: string): void {
    this.lines++;
    const announced = HEADER_LENGTH.exec(text)?.[1];
    if (announced !== undefined && this.length === undefined) {
      this.length = Number(announced);
      return;
    }
    const colon = text.indexOf(" : ");
    if (colon > 0) this.pair(text.slice(0, colon).trim(), text.slice(colon + 3).trim());
    else if (this.lines > 2 && !text.includes(":")) this.words(text);
  }

  private pair(key: string, value: string): void {
    if (/^Acquisition started on$/i.test(key)) this.collected.text("date", value);
    else if (/^Device$/i.test(key)) this.collected.text("instrument", value);
    else if (/^Comments$/i.test(key)) this.collected.text("comment", value);
    else if (/^Electrode material$/i.test(key)) this.collected.text("electrode_material", value);
    else if (/^Electrolyte$/i.test(key)) this.collected.text("electrolyte", value);
    else if (/^(?:Cell )?Temperature\b/i.test(key)) this.collected.number("temperature_C", value);
    else if (/^Electrode surface area$/i.test(key)) {
      const unit = areaFactor(value.replace(/^[^\s]*\s*/, ""));
      if (unit !== undefined) this.collected.positive("area_cm2", value, unit);
    }
  }

  /** The name of the technique, or a row of the table of settings: a name, and a column of values for each sequence. */
  private words(text: string): void {
    const [, name = "", value = ""] = /^(.{1,19}\S|\S.{0,19}) {2,}(\S.*)$/.exec(text.trimEnd()) ?? [];
    if (name !== "") {
      const values = new Set(value.trim().split(/\s{2,}/));
      // Sequences with other settings cannot be told apart in the rows.
      if (values.size === 1) this.table.set(name.trim().replace(/ +/g, " "), value.trim().split(/\s{2,}/)[0] ?? "");
    } else if (text.trim() !== "") this.collected.text("technique", text);
  }

  private collectTable(): void {
    const { table, collected } = this;
    const current = (name: string, setting: string): void => {
      const factor = prefixFactor(table.get(`unit ${setting}`) ?? "", "A");
      if (factor === undefined) return;
      if (name === "dc_A") collected.number(name, table.get(setting), factor);
      else collected.positive(name, table.get(setting), factor);
    };
    const dcVolts = table.get("E (V)");
    if (dcVolts !== undefined) {
      collected.number("dc_set_V", dcVolts);
      collected.text("dc_reference", table.get("vs."));
    }
    collected.positive("amplitude_V", table.get("Va (mV)"), 1e-3);
    current("amplitude_A", "Ia");
    current("dc_A", "Is");
  }
}
