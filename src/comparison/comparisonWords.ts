import { printTopology } from "../circuit/print.ts";
import type { ComparedCircuit } from "./compareCircuits.ts";

/** Akaike weights from which the data speak clearly, or with some doubt. */
const CLEAR = 0.95;
const PROBABLE = 0.75;
const LEVEL = 0.05;

/** Elements and connections of a compared circuit. */
function outline({ circuit }: ComparedCircuit): string {
  return printTopology(circuit.root);
}

/** Which circuit the data support, and how far to believe it. */
export function comparisonVerdict(
  ranked: readonly ComparedCircuit[],
  equivalent: readonly (readonly number[])[],
  asked: number,
): string {
  const early =
    ranked.length < asked
      ? `The comparison was ended early: ${String(ranked.length)} of ${String(asked)} circuits were fitted. `
      : "";
  return early + verdictOf(ranked, equivalent);
}

function verdictOf(ranked: readonly ComparedCircuit[], equivalent: readonly (readonly number[])[]): string {
  const [best] = ranked;
  if (best?.deltaAicc === null || best === undefined) {
    return "There are too few points for any of these circuits: the data cannot choose.";
  }
  const twins = equivalent.find((group) => group.includes(best.index)) ?? [best.index];
  const rivals = ranked.filter(({ index, akaikeWeight }) => !twins.includes(index) && akaikeWeight > 0.05);
  const sentences = [ranked.length > 1 ? choice(best, rivals) : `There is nothing to compare ${outline(best)} with.`];
  for (const group of equivalent) {
    const names = ranked.filter(({ index }) => group.includes(index)).map(outline);
    const both = names.length === 2 ? "are the same circuit in two forms" : "are the same circuit in several forms";
    sentences.push(`${enumerate(names)} ${both}; no data can tell them apart.`);
  }
  sentences.push(quality(best));
  return sentences.join(" ");
}

function choice(best: ComparedCircuit, rivals: readonly ComparedCircuit[]): string {
  const weight = `Akaike weight ${best.akaikeWeight.toFixed(2)}`;
  if (best.akaikeWeight >= CLEAR) return `The data support ${outline(best)} (${weight}).`;
  const share = (rival: ComparedCircuit): string => `${outline(rival)} (${rival.akaikeWeight.toFixed(2)})`;
  if (best.akaikeWeight >= PROBABLE)
    return `The data favour ${outline(best)} (${weight}) over ${enumerate(rivals.map(share))}.`;
  const open = [best, ...rivals];
  const least = Math.min(...open.map(({ parameters }) => parameters));
  const fewest = open.filter(({ parameters }) => parameters === least);
  const simplest =
    fewest.length === open.length
      ? "all have equally many parameters"
      : `${enumerate(fewest.map(outline))} ${fewest.length === 1 ? "has" : "have"} the fewest parameters of these`;
  return `The data do not decide between ${enumerate(open.map(share))} by their Akaike weights; ${simplest}.`;
}

/** `a, b and c` */
function enumerate(items: readonly string[]): string {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1) ?? ""}`;
}

/** Whether even the best circuit is good. */
function quality({ lackOfFit, residualTests }: ComparedCircuit): string {
  const misfits = lackOfFit.pValue !== null && lackOfFit.pValue < LEVEL;
  if (misfits) return `But even the best of them is not right. ${lackOfFit.text}`;
  if (residualTests.independent === false) {
    return `But its residuals are not noise. ${residualTests.verdict}`;
  }
  if (residualTests.independent === null) return residualTests.verdict;
  return `It leaves nothing out that can be seen: ${lowerFirst(residualTests.verdict)}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
