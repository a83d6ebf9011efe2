import type { CircuitElement } from "./circuit.ts";
import { clip, CircuitSyntaxError } from "./diagnostics.ts";
import { knownSymbols, LONGEST_NAME, nearestElementName, splitName } from "./names.ts";
import type { Token, TokenReader } from "./tokens.ts";

/** The element that a word names. @throws CircuitSyntaxError with the nearest name where there is none. */
export function resolveElement(reader: TokenReader, token: Token): CircuitElement {
  if (token.kind !== "word") {
    const hint =
      token.text === "["
        ? "Square brackets belong to other programs' notations, which have importers of their own."
        : undefined;
    throw reader.unexpected(token, ["an element as in `R1` or `CPE_gb`", "`p(`", "`(`"], hint);
  }
  if (token.length > LONGEST_NAME) {
    throw new CircuitSyntaxError(reader.source, token, `The name \`${clip(token.text)}\` is too long`, {
      expected: [`at most ${String(LONGEST_NAME)} characters`],
    });
  }
  const name = splitName(token.text);
  if (name !== undefined) return { ...name, position: positionOf(token) };
  if (token.text.endsWith("_") && splitName(token.text.replace(/_+$/, "")) !== undefined) {
    throw new CircuitSyntaxError(reader.source, token, "A label is missing after the underscore", {
      expected: ["a name as in `R_gb`"],
      hint: "Labels hold the letters a to z in either case, digits and underscores.",
    });
  }
  const suggestion = nearestElementName(token.text);
  throw new CircuitSyntaxError(reader.source, token, `There is no element \`${clip(token.text)}\``, {
    ...(suggestion === undefined ? {} : { suggestion }),
    hint: `A name is a symbol with digits or a label, as in R1 or CPE_gb. Symbols: ${knownSymbols.join(" ")}.`,
  });
}

function positionOf({ offset, line, column, length }: Token): CircuitElement["position"] {
  return { offset, line, column, length };
}
