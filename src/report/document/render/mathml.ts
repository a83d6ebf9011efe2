import { escapeText, tag } from "../../svg/markup.ts";

/** Letters and signs that LaTeX has commands for. */
const LETTERS: ReadonlyMap<string, string> = new Map([
  ["alpha", "α"],
  ["beta", "β"],
  ["gamma", "γ"],
  ["omega", "ω"],
  ["phi", "φ"],
  ["varphi", "φ"],
  ["sigma", "σ"],
  ["tau", "τ"],
]);
const FUNCTIONS = new Set(["tanh", "coth", "sinh", "cosh", "exp", "ln"]);
const TOKENS = /\\[A-Za-z]+|\\.|[{}^_]|\d+(?:\.\d+)?|[A-Za-z]|[^\s]/g;
/** Between the formula and what it abbreviates. */
const PARTS = ",\\quad ";

/**
 * The formulas of `toLatex` as MathML, each an inline expression that begins with its sign, so that a long sum goes on in the next
 * line: one list for the impedance and one for each abbreviation.
 *
 * @throws {Error} for a command that is none of those that formulas of elements hold.
 */
export function mathmlOf(latex: string): readonly (readonly string[])[] {
  return latex
    .split(PARTS)
    .map((part) =>
      new Reader(part)
        .terms()
        .map((term) => tag("math", { display: "inline" }, tag("mstyle", { displaystyle: "true" }, term))),
    );
}

/** Reads the part of LaTeX that formulas of elements are written in. */
class Reader {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(latex: string) {
    this.#tokens = latex.match(TOKENS) ?? [];
  }

  /** The whole, divided before each `+` that stands in no brackets. */
  terms(): string[] {
    const terms: string[][] = [[]];
    while (this.#at < this.#tokens.length) {
      if (this.#tokens[this.#at] === "+") terms.push([]);
      terms.at(-1)?.push(this.#atom());
    }
    return terms.map((nodes) => nodes.join(""));
  }

  #next(): string {
    return this.#tokens[this.#at++] ?? "";
  }

  /** One thing with what is raised or lowered behind it. */
  #atom(): string {
    const base = this.#thing();
    let [lower, upper] = ["", ""];
    for (;;) {
      const mark = this.#tokens[this.#at];
      if (mark !== "^" && mark !== "_") break;
      this.#at++;
      if (mark === "^") upper = this.#thing();
      else lower = this.#thing();
    }
    if (lower !== "" && upper !== "") return tag("msubsup", {}, base + lower + upper);
    if (lower !== "") return tag("msub", {}, base + lower);
    return upper === "" ? base : tag("msup", {}, base + upper);
  }

  #thing(): string {
    const token = this.#next();
    if (token === "{") return this.#group("}");
    if (/^\d/.test(token)) return tag("mn", {}, token);
    if (/^[A-Za-z]$/.test(token)) return tag("mi", {}, token);
    if (token.startsWith("\\")) return this.#command(token.slice(1));
    if (token === "(" || token === ")") return fence(token);
    return operator(token === "-" ? "−" : token);
  }

  #group(end: string): string {
    const nodes: string[] = [];
    while (this.#at < this.#tokens.length && this.#tokens[this.#at] !== end) nodes.push(this.#atom());
    this.#at++;
    return tag("mrow", {}, nodes.join("") || tag("mi", {}, "\u200b"));
  }

  #command(name: string): string {
    const letter = LETTERS.get(name);
    if (letter !== undefined) return tag("mi", {}, letter);
    if (FUNCTIONS.has(name)) return tag("mi", {}, name) + operator("\u2061");
    if (name === "frac") return tag("mfrac", {}, this.#thing() + this.#thing());
    if (name === "sqrt") return tag("msqrt", {}, this.#thing());
    if (name === "mathrm") return tag("mi", { mathvariant: "normal" }, this.#word());
    if (name === "left") {
      const opening = this.#next();
      const nodes: string[] = [];
      while (this.#at < this.#tokens.length && this.#tokens[this.#at] !== "\\right") nodes.push(this.#atom());
      this.#at++;
      return tag("mrow", {}, fence(opening, true) + nodes.join("") + fence(this.#next(), true));
    }
    if (name === "," || name === " ") return tag("mspace", { width: "0.17em" });
    throw new Error(`Formulas of elements have no command \\${name}.`);
  }

  /** The letters of a word in braces. */
  #word(): string {
    if (this.#next() !== "{") throw new Error("A word of a formula stands in braces.");
    let word = "";
    for (let token = this.#next(); token !== "}" && token !== ""; token = this.#next()) {
      word += token === "\\_" ? "," : token;
    }
    return escapeText(word);
  }
}

/** A bracket in the middle of a row would be taken for an operator with space on both sides. */
function fence(sign: string, stretchy = false): string {
  const form = sign === ")" ? "postfix" : "prefix";
  return tag("mo", { form, stretchy: String(stretchy) }, escapeText(sign));
}

function operator(sign: string): string {
  return tag("mo", {}, escapeText(sign));
}
