import type { Answering } from "./answering.ts";
import { detailsOf, fitted, lackOfFitOf, outcomeOf } from "./fits.ts";
import { checkOf, compareOf, drtOf } from "./quality.ts";
import { seriesOf } from "./series.ts";
import { readFile } from "./spectra.ts";
import { suggestionOf } from "./suggest.ts";

/** All that the page needs but files to save: those have a script of their own, which is loaded with the first of them. */
export const answering: Answering = {
  read: readFile,
  fit: (job) => {
    const { result, milliseconds } = fitted(job);
    return outcomeOf(result, milliseconds);
  },
  details: detailsOf,
  lackOfFit: lackOfFitOf,
  check: checkOf,
  drt: drtOf,
  suggest: suggestionOf,
  compare: compareOf,
  series: seriesOf,
};
