import { anomalousOpen } from "./anomalousOpen.ts";
import { anomalousShort } from "./anomalousShort.ts";
import { capacitor } from "./capacitor.ts";
import { makeElementCatalogue } from "./catalogue.ts";
import { constantPhaseElement } from "./constantPhaseElement.ts";
import { cylindricalDiffusion } from "./cylindricalDiffusion.ts";
import { finiteGerischer } from "./finiteGerischer.ts";
import { fractalGerischer } from "./fractalGerischer.ts";
import { gerischer } from "./gerischer.ts";
import { havriliakNegami } from "./havriliakNegami.ts";
import { inductor } from "./inductor.ts";
import { modifiedInductor } from "./modifiedInductor.ts";
import { paasch } from "./paasch.ts";
import { porousBlockingEnded } from "./porousBlockingEnded.ts";
import { porousBlockingOpen } from "./porousBlockingOpen.ts";
import { porousBlockingShort } from "./porousBlockingShort.ts";
import { porousReactiveEnded } from "./porousReactiveEnded.ts";
import { porousReactiveOpen } from "./porousReactiveOpen.ts";
import { porousReactiveShort } from "./porousReactiveShort.ts";
import { resistor } from "./resistor.ts";
import { sphericalDiffusion } from "./sphericalDiffusion.ts";
import { twoRailBlocking } from "./twoRailBlocking.ts";
import { twoRailReactive } from "./twoRailReactive.ts";
import { voigt } from "./voigt.ts";
import { warburg } from "./warburg.ts";
import { warburgOpen } from "./warburgOpen.ts";
import { warburgShort } from "./warburgShort.ts";
import { zarc } from "./zarc.ts";

const catalogue = makeElementCatalogue([
  resistor,
  capacitor,
  inductor,
  modifiedInductor,
  constantPhaseElement,
  warburg,
  warburgShort,
  warburgOpen,
  gerischer,
  fractalGerischer,
  finiteGerischer,
  voigt,
  zarc,
  havriliakNegami,
  porousBlockingOpen,
  porousBlockingShort,
  porousBlockingEnded,
  porousReactiveOpen,
  porousReactiveShort,
  porousReactiveEnded,
  twoRailBlocking,
  twoRailReactive,
  paasch,
  sphericalDiffusion,
  cylindricalDiffusion,
  anomalousOpen,
  anomalousShort,
]);

/** Every element, in the order of the documentation. */
export const elementRecords = catalogue.records;
/** The element of a symbol or alias, or undefined. */
export const findElement = catalogue.find;
/** The element with the longest symbol or alias that a text has at an offset (default 0). */
export const longestMatchingSymbol = catalogue.longestMatch;
