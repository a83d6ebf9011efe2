import { drt, drtToCircuit, type SecondOpinion } from "../../index.ts";
import { circuitOutline } from "../../report/index.ts";
import type { Requests } from "./requests.ts";
import { maskOf, spectrumOf } from "./spectra.ts";

/** Of what the best number of arcs gains in BIC over none, fewer arcs must gain this share: the last of many tell little of a cell. */
const ENOUGH = 0.85;

/** A circuit to begin with: few arcs that describe most of the spectrum, with what its ends ask for. */
export function suggestionOf({ sweep, excluded }: Requests["suggest"]["ask"]): string {
  const result = drt(spectrumOf(sweep), maskOf(excluded));
  return fewArcs(result.secondOpinion) ?? circuitOutline(drtToCircuit(result));
}

/** The chain of arcs of the second method with no more of them than it takes; undefined where it found none. */
export function fewArcs({
  circuit,
  arcs,
  bic,
}: Pick<SecondOpinion, "circuit" | "bic"> & { readonly arcs: readonly unknown[] }): string | undefined {
  if (circuit === null) return undefined;
  const [none = 0, best = 0] = [bic[0], bic[arcs.length]];
  const count = bic.findIndex((value, place) => place > 0 && none - value >= ENOUGH * (none - best));
  const parts = circuitOutline(circuit).split("-");
  const isArc = (part: string): boolean => part.startsWith("(");
  const most = count < 0 ? arcs.length : Math.min(count, arcs.length);
  let kept = 0;
  return parts.filter((part) => !isArc(part) || kept++ < most).join("-");
}
