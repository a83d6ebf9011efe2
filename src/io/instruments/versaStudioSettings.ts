import type { MetadataCollector } from "./metadata.ts";

/** What the blocks of a VersaStudio file tell besides the segments. Of several actions, the first with frequencies is told. */
export class VersaStudioSettings {
  private readonly metadata: MetadataCollector;
  private block = "";
  private action = new Map<string, string>();

  constructor(metadata: MetadataCollector) {
    this.metadata = metadata;
  }

  /** Begins a block; the name is empty after the end of one. */
  open(block: string): void {
    if (this.action.has("Start Frequency (Hz)")) this.takeAction(this.action);
    this.action = new Map();
    this.block = block;
  }

  line(text: string): void {
    const equals = text.indexOf("=");
    if (equals <= 0) return;
    const key = text.slice(0, equals);
    const value = text.slice(equals + 1);
    const { metadata, block } = this;
    if (block === "Instrument" && key === "Type") metadata.text("instrument", value);
    else if (key === "DateAcquired") metadata.text("date", value);
    else if (key === "TimeAcquired") metadata.text("time", value);
    else if (key === "Measured Open Circuit") metadata.number("open_circuit_V", value, value.endsWith("mV") ? 1e-3 : 1);
    else if (key === "Working Electrode Area (cm2)") metadata.positive("area_cm2", value);
    else if (key === "Comment") metadata.text("comment", value);
    else if (block.startsWith("Action")) this.action.set(key, value);
  }

  private takeAction(action: ReadonlyMap<string, string>): void {
    const { metadata } = this;
    metadata.text("technique", action.get("Name"));
    metadata.number("dc_V", action.get("Potential (V),Value"));
    metadata.text("dc_reference", action.get("Potential (V),Versus")?.replace(/^vs\.?\s*/i, ""));
    metadata.positive("amplitude_rms_V", action.get("Amplitude (mV RMS)"), 1e-3);
    metadata.positive("amplitude_rms_A", action.get("Amplitude (mA RMS)"), 1e-3);
  }
}
