import { createHash } from "node:crypto";
import { answers, fit, readFileBytes, type Spectrum } from "../../index.ts";
import { isExpected, isWrongUsage } from "../expectedErrors.ts";
import { fitInput } from "../fitFile.ts";
import { withViolations } from "../maskOptions.ts";
import { chosenSweeps } from "../sweeps.ts";
import type { Item } from "./item.ts";
import { failedRecord, fittedRecord, fullRecord, type RecordContext } from "./record.ts";
import { SettingsOfSpectra, type BatchSettings } from "./settings.ts";
import { readSpectrumLine } from "./spectrumLine.ts";

/** A record as a line of JSON, and how its fit ended. */
export interface ItemRecord {
  readonly text: string;
  readonly kind: "fitted" | "unsound" | "failed";
}

/** Makes records of items, in whatever thread or process; the same item gives the same bytes in each. */
export class ItemFitter {
  readonly #settings: BatchSettings;
  readonly #ofSpectra: SettingsOfSpectra;

  constructor(settings: BatchSettings) {
    this.#settings = settings;
    this.#ofSpectra = new SettingsOfSpectra(settings);
  }

  /** A record for each sweep of an item, or one that says why there is none. It does not throw. */
  async *records(item: Item): AsyncGenerator<ItemRecord> {
    const { content, overrides = {} } = item;
    try {
      switch (content.kind) {
        case "failed":
          yield failed(content, { item, sweep: null, overrides });
          return;
        case "line":
          yield this.#recordOfLine(item, content.text);
          return;
        case "file":
          yield* this.#recordsOfFile(item, await readFileBytes(content.path), content.path);
          return;
        case "bytes":
          yield* this.#recordsOfFile(item, Buffer.from(content.base64, "base64"), content.path);
      }
    } catch (error) {
      yield failed(error, { item, sweep: null, overrides });
    }
  }

  #recordOfLine(item: Item, text: string): ItemRecord {
    const { spectrum, overrides } = readSpectrumLine(text, item.source);
    return this.#record(spectrum, text, { item, sweep: null, overrides });
  }

  async *#recordsOfFile(item: Item, bytes: Uint8Array, path: string): AsyncGenerator<ItemRecord> {
    const { overrides = {}, done = 0 } = item;
    const choice = overrides.sweep ?? this.#settings.sweep;
    for await (const { spectrum, sweep } of chosenSweeps(bytes, path, choice)) {
      if (sweep <= done) continue;
      yield this.#record(() => spectrum, bytes, { item, sweep, overrides });
    }
  }

  #record(spectrum: () => Spectrum, content: Uint8Array | string, context: RecordContext): ItemRecord {
    try {
      return this.#fit(spectrum(), content, context);
    } catch (error) {
      return failed(error, context);
    }
  }

  #fit(spectrum: Spectrum, content: Uint8Array | string, context: RecordContext): ItemRecord {
    const { circuit, fitOptions, mask, sample } = this.#ofSpectra.of(context.overrides);
    const begin = performance.now();
    const timed = (): RecordContext =>
      this.#settings.times ? { ...context, milliseconds: performance.now() - begin } : context;
    if (!this.#settings.full) {
      const result = fit(spectrum, circuit, { ...fitOptions, ...withViolations(spectrum, fitOptions, mask) });
      const found = sample === undefined ? undefined : answers(result, sample);
      return { text: fittedRecord(result, found, timed()), kind: kindOf(result.termination.outcome) };
    }
    const input = {
      file: spectrum.name ?? context.item.source,
      sha256: createHash("sha256").update(content).digest("hex"),
      spectra: [spectrum],
    };
    const fitted = fitInput(input, circuit, fitOptions, { method: this.#settings.intervals }, mask);
    const found = sample === undefined ? {} : { answers: answers(fitted.result, sample) };
    return { text: fullRecord({ ...fitted, extra: found }, timed()), kind: kindOf(fitted.result.termination.outcome) };
  }
}

function kindOf(outcome: string): ItemRecord["kind"] {
  return outcome === "not-converged" ? "unsound" : "fitted";
}

/** The record of an error. A fault of the program is told as one; it must not end a run of a hundred thousand others. */
function failed(error: unknown, context: RecordContext): ItemRecord {
  const { place } = context.item;
  const { name, message } =
    error instanceof Error || isNamed(error) ? error : { name: "Error", message: String(error) };
  const told = isExpected(error) || isNamed(error) ? message : `A fault of eisfit, please report it: ${message}`;
  const placed = place !== undefined && isWrongUsage(error) ? `${place}: ${told}` : told;
  return { text: failedRecord({ name, message: placed }, context), kind: "failed" };
}

function isNamed(error: unknown): error is { name: string; message: string } {
  return typeof error === "object" && error !== null && "kind" in error && "name" in error && "message" in error;
}
