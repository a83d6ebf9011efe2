import { biologicMprFormat } from "./biologicMpr.ts";
import { impedancePyFormat, zahnerModelFormat } from "./circuitFiles.ts";
import { csvFormat } from "./csv.ts";
import type { FileFormat } from "./format.ts";
import { jsonFormat } from "./json.ts";
import { palmsensFormat } from "./palmsens.ts";
import { pyimpspecFormat } from "./pyimpspec.ts";
import { sweepTableFormat } from "./sweepTable.ts";
import { zahnerIsmFormat } from "./zahnerIsm.ts";

/** What can be read, the most telling content first. */
export const fileFormats: readonly FileFormat[] = [
  biologicMprFormat,
  zahnerIsmFormat,
  zahnerModelFormat,
  palmsensFormat,
  pyimpspecFormat,
  impedancePyFormat,
  jsonFormat,
  sweepTableFormat,
  csvFormat,
];
