import { csvFormat } from "./csv.ts";
import type { FileFormat } from "./format.ts";
import { chInstrumentsFormat } from "./instruments/chInstruments.ts";
import { ecLabFormat } from "./instruments/ecLab.ts";
import { gamryFormat } from "./instruments/gamry.ts";
import { versaStudioFormat } from "./instruments/versaStudio.ts";
import { zplotFormat } from "./instruments/zplot.ts";
import { jsonFormat } from "./json.ts";

/** What can be read, the most telling content first. */
export const fileFormats: readonly FileFormat[] = [
  jsonFormat,
  gamryFormat,
  ecLabFormat,
  zplotFormat,
  versaStudioFormat,
  chInstrumentsFormat,
  csvFormat,
];
