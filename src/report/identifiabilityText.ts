import type { Identifiability } from "../uncertainty/identifiability.ts";
import { labelledLines } from "./textTable.ts";

/** Which parameters the data determine, in lines for people: the verdict, then what is to be said of each. */
export function identifiabilityText({ verdict, parameters, directions }: Identifiability): string {
  const sentences = [
    ...parameters.flatMap(({ sentence }) => (sentence === null ? [] : [sentence])),
    ...directions.map(({ sentence }) => sentence),
  ];
  const lines = sentences.map((sentence) => ["", sentence] satisfies [string, string]);
  return `${labelledLines([["identifiability", verdict], ...lines])}\n`;
}
