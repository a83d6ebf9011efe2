import type { Metadata } from "../format.ts";
import { MetadataCollector } from "./metadata.ts";

/** What the header of a ZPlot file tells, old (free lines) or new (`Key: value`). */
export class ZplotHeader {
  private readonly collected = new MetadataCollector();
  private count = 0;
  private isComment = false;
  private isOld = false;
  private mayEnd = false;
  private lines = 0;
  private hasRow = false;

  /** True behind the line after which rows begin, should the file have no names. */
  get isComplete(): boolean {
    return this.mayEnd;
  }

  /** How many points the header announces, 0 where it does not. */
  get points(): number {
    return this.count;
  }

  get metadata(): Metadata {
    return this.collected.all;
  }

  line(text: string): void {
    if (text.trim() === "") return;
    const plain = text.trim().replace(/^"|"$/g, "").trim();
    // In old files the number stands alone above the names.
    const isCount = /^\d{1,9}$/.test(plain);
    if (isCount) this.count = Number(plain);
    this.mayEnd = isCount || /^End Comments/i.test(plain);
    this.lines++;
    if (this.lines === 1) this.isOld = /Data File/i.test(plain);
    if (this.isOld && this.lines === 5) this.collected.text("comment", plain);
    const { collected } = this;
    if (/^End User Comments/i.test(plain)) this.isComment = false;
    else if (this.isComment) collected.text("comment", plain);
    else if (/^Begin User Comments/i.test(plain)) this.isComment = true;
    else if (/^Sweep Frequency/i.test(plain)) collected.text("technique", plain);
    else this.pair(plain);
  }

  private pair(text: string): void {
    const colon = text.indexOf(":");
    if (colon <= 0) return;
    const key = text.slice(0, colon).trim();
    const value = text.slice(colon + 1).trim();
    const { collected } = this;
    if (/^Date$/i.test(key)) {
      const time = value.search(/\s+Time:/i);
      collected.text("date", time < 0 ? value : value.slice(0, time));
      if (time >= 0) collected.text("time", value.slice(time).replace(/^\s*Time:/i, ""));
    } else if (/^Time$/i.test(key)) collected.text("time", value);
    else if (/^Experiment Type$/i.test(key)) collected.text("technique", value);
    else if (/^Open Circuit Potential/i.test(key)) collected.number("open_circuit_V", value);
    else if (/^(?:Surface |Electrode )?Area\b/i.test(key)) collected.positive("area_cm2", value);
    else if (/^Data Points$/i.test(key) && /^\d{1,9}$/.test(value)) this.count = Number(value);
  }

  /** Amplitude and bias stand in the rows; those of the first are told, in the unit of the controlled quantity. */
  row(names: readonly string[], fields: readonly string[]): void {
    const unit = /Control(?:led)?\s+(Voltage|Current)/i.exec(String(this.collected.all["technique"] ?? ""))?.[1];
    if (unit === undefined || this.hasRow) return;
    this.hasRow = true;
    const suffix = unit.toLowerCase() === "voltage" ? "V" : "A";
    const field = (name: string) => fields[names.findIndex((text) => text.toLowerCase() === name)]?.trim();
    this.collected.positive(`amplitude_${suffix}`, field("ampl"));
    this.collected.number(`dc_${suffix}`, field("bias"));
  }
}
