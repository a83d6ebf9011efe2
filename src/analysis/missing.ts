import type { RefusedAnswer } from "./answer.ts";
import type { Sample } from "./geometry.ts";
import type { Parts } from "./resistances.ts";

/** What cannot be computed because something is not there, with what would help. */
export function missingAnswers(parts: Parts, { thickness, area, permittivityGuess }: Sample): RefusedAnswer[] {
  const bulk = parts("bulk");
  const boundary = parts("grain-boundary");
  const hasArc = bulk.some(({ storage }) => storage !== undefined);
  const isPelletKnown = thickness !== undefined && area !== undefined;
  const refused: RefusedAnswer[] = [];
  if (bulk.length === 0 && parts("electrolyte").length === 0) {
    refused.push({
      name: "bulk resistance",
      reason: "No resistance of the circuit is that of the bulk.",
      settledBy:
        "A circuit with a bulk resistance, or the role bulk on one; higher frequencies or a lower temperature to see it.",
    });
  }
  if (!isPelletKnown && bulk.length + boundary.length > 0) {
    const missing = [...(thickness === undefined ? ["thickness"] : []), ...(area === undefined ? ["area"] : [])];
    refused.push({
      name: "conductivity",
      reason: `The ${missing.join(" and ")} of the sample ${missing.length > 1 ? "are" : "is"} not known.`,
      settledBy: "Measure and give thickness and area or diameter.",
    });
  }
  if (isPelletKnown && bulk.length > 0 && !hasArc) {
    refused.push({
      name: "bulk permittivity",
      reason: "The circuit has no capacitance of the bulk.",
      settledBy: "Frequencies that reach the arc of the bulk, or a lower temperature, which moves it into range.",
    });
    if (boundary.length > 0 && permittivityGuess === undefined) {
      refused.push({
        name: "grain-boundary conductivity, brick layer",
        reason: "It needs the capacitance of the bulk, which the circuit does not have.",
        settledBy: "Frequencies or a temperature that show the arc of the bulk, or the permittivity, if it is known.",
      });
    }
  }
  return refused;
}
