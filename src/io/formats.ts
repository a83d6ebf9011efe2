import { biologicMprFormat } from "./biologicMpr.ts";
import { impedancePyFormat, zahnerModelFormat } from "./circuitFiles.ts";
import { csvFormat } from "./csv.ts";
import type { FileFormat } from "./format.ts";
import { autolabDfrFormat } from "./instruments/autolabDfr.ts";
import { bode100Format } from "./instruments/bode100.ts";
import { chInstrumentsFormat } from "./instruments/chInstruments.ts";
import { ecLabFormat } from "./instruments/ecLab.ts";
import { elchemeaFormat } from "./instruments/elchemea.ts";
import { gamryFormat } from "./instruments/gamry.ts";
import { iviumFormat } from "./instruments/ivium.ts";
import { keysightFormat } from "./instruments/keysight.ts";
import { novaFormat } from "./instruments/nova.ts";
import { novocontrolFormat } from "./instruments/novocontrol.ts";
import { powerSuiteFormat } from "./instruments/powerSuite.ts";
import { pstraceFormat } from "./instruments/pstrace.ts";
import { relaxisFormat } from "./instruments/relaxis.ts";
import { touchstoneFormat } from "./instruments/touchstone.ts";
import { versaStudioFormat } from "./instruments/versaStudio.ts";
import { zplotFormat } from "./instruments/zplot.ts";
import { jsonFormat } from "./json.ts";
import { odsFormat } from "./ods.ts";
import { palmsensFormat } from "./palmsens.ts";
import { pyimpspecFormat } from "./pyimpspec.ts";
import { reportFormat } from "./report.ts";
import { xlsxFormat } from "./xlsx.ts";
import { zahnerIsmFormat } from "./zahnerIsm.ts";

/** What can be read, the most telling content first: `[Version]` of Touchstone might be taken for the start of JSON. */
export const fileFormats: readonly FileFormat[] = [
  xlsxFormat,
  odsFormat,
  biologicMprFormat,
  zahnerIsmFormat,
  zahnerModelFormat,
  reportFormat,
  palmsensFormat,
  touchstoneFormat,
  pyimpspecFormat,
  impedancePyFormat,
  jsonFormat,
  gamryFormat,
  ecLabFormat,
  zplotFormat,
  iviumFormat,
  autolabDfrFormat,
  versaStudioFormat,
  chInstrumentsFormat,
  elchemeaFormat,
  relaxisFormat,
  novocontrolFormat,
  novaFormat,
  pstraceFormat,
  powerSuiteFormat,
  bode100Format,
  keysightFormat,
  csvFormat,
];
