import type { CircuitElement } from "./circuit.ts";
import { clip, CircuitSyntaxError } from "./diagnostics.ts";
import { familiarElementName } from "./foreignNames.ts";
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
  const suggestion = suggestionFor(reader, token);
  throw new CircuitSyntaxError(reader.source, token, `There is no element \`${clip(token.text)}\``, {
    ...(suggestion === undefined ? {} : { suggestion }),
    hint:
      token.text === "s" && reader.isNext("(")
        ? "Elements in series are joined by `-`, as in `R1-C1`."
        : `A name is a symbol with digits or a label, as in R1 or CPE_gb. Symbols: ${knownSymbols.join(" ")}.`,
  });
}

/** What was meant: the same word in another case, else what it is called elsewhere, else the nearest name. */
function suggestionFor(reader: TokenReader, { text }: Token): string | undefined {
  if (/^p$/i.test(text) && (reader.isNext("(") || reader.isNext("{"))) return "p(";
  const near = nearestElementName(text);
  return near?.toLowerCase() === text.toLowerCase() ? near : (familiarElementName(text) ?? near);
}

function positionOf({ offset, line, column, length }: Token): CircuitElement["position"] {
  return { offset, line, column, length };
}
