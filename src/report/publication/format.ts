/** How a table is written. */
export type TableFormat = "markdown" | "latex" | "siunitx" | "csv";

/** The marks of one format. */
export interface Markup {
  /** Words of people, with what the format would take for its own. */
  text(words: string): string;
  /** `2.857(18)` with a power of ten. */
  number(digits: string, exponent: number): string;
  /** A symbol such as `sigma_b`. */
  symbol(name: string): string;
  /** A unit such as `S/cm`, behind a power of ten where that is not 0. */
  unit(unit: string, exponent: number): string;
  mark(letter: string): string;
  /** From one number to another, as `number` writes them. */
  range(low: string, high: string): string;
  infinity(sign: "" | "-"): string;
  readonly missing: string;
}

const SUPERSCRIPTS: Readonly<Record<string, string>> = Object.fromEntries(
  [..."-0123456789"].map((letter, index) => [
    letter,
    [..."\u207b\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079"][index] ?? "",
  ]),
);
const GREEK: Readonly<Record<string, string>> = { sigma: "\u03c3", eps: "\u03b5", tau: "\u03c4" };
const LATEX_GREEK: Readonly<Record<string, string>> = { sigma: "\\sigma", eps: "\\varepsilon", tau: "\\tau" };

const markdown: Markup = {
  text: (words) => words.replace(/[\\|*_<>`]/g, "\\$&"),
  number: (digits, exponent) => typographic(digits) + (exponent === 0 ? "" : ` \u00d7 10${raised(String(exponent))}`),
  symbol: (name) => {
    const [head = "", index] = splitSymbol(name);
    const main = GREEK[head] ?? head.replace("+", "\u208a");
    return index === "" ? main : `${main}<sub>${index}</sub>`;
  },
  unit: (unit, exponent) =>
    [
      ...(exponent === 0 ? [] : [`10${raised(String(exponent))}`]),
      ...factorsOf(unit).map(
        ({ name, power }) => name.replace(/^(\w?)ohm$/, "$1\u03a9") + (power === "1" ? "" : raised(power)),
      ),
    ].join(" "),
  mark: (letter) => `<sup>${letter}</sup>`,
  range: (low, high) => `${low} to ${high}`,
  infinity: (sign) => `${typographic(sign)}\u221e`,
  missing: "\u2013",
};

const LATEX_SPECIAL: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "<": "$<$",
  ">": "$>$",
};

const LATEX_UNITS: Readonly<Record<string, string>> = { "\u00b0C": "{}^\\circ\\mathrm{C}", "%": "\\%" };
const SIUNITX_UNITS: Readonly<Record<string, string>> = { "\u00b0C": "\\degreeCelsius", "%": "\\percent" };

const latex: Markup = {
  text: (words) => words.replace(/[\\~^<>&%$#_{}]/g, (letter) => LATEX_SPECIAL[letter] ?? `\\${letter}`),
  number: (digits, exponent) => `$${digits}${exponent === 0 ? "" : `\\times10^{${String(exponent)}}`}$`,
  symbol: (name) => {
    const [head = "", index] = splitSymbol(name);
    const main = LATEX_GREEK[head] ?? head.replace(/^(\w)\+$/, "$1_+").replace(/^\w{2,}$/, "\\mathrm{$&}");
    return index === "" ? `$${main}$` : `$${main}_\\mathrm{${index}}$`;
  },
  unit: (unit, exponent) => {
    const factors = factorsOf(unit).map(({ name, power }) => {
      const main = /^\w?ohm$/.test(name)
        ? `${name === "ohm" ? "" : `\\mathrm{${name.charAt(0)}}`}\\Omega`
        : (LATEX_UNITS[name] ?? `\\mathrm{${name}}`);
      return power === "1" ? main : `${main}^{${power}}`;
    });
    return `$${[...(exponent === 0 ? [] : [`10^{${String(exponent)}}`]), ...factors].join("\\,")}$`;
  },
  mark: (letter) => `$^\\mathrm{${letter}}$`,
  range: (low, high) => `${low} to ${high}`,
  infinity: (sign) => `$${sign}\\infty$`,
  missing: "--",
};

const siunitx: Markup = {
  ...latex,
  number: (digits, exponent) => `\\num{${digits}${exponent === 0 ? "" : `e${String(exponent)}`}}`,
  range: (low, high) => {
    const [from, to] = [low, high].map((end) => /^\\num\{(.*)\}$/.exec(end)?.[1]);
    return from === undefined || to === undefined ? `${low} to ${high}` : `\\numrange{${from}}{${to}}`;
  },
  unit: (unit, exponent) => {
    const factors = factorsOf(unit).map(({ name, power }) => {
      const main = SIUNITX_UNITS[name] ?? name.replace(/^(\w?)ohm$/, "$1\\ohm");
      return power === "1" ? main : `${main}^{${power}}`;
    });
    return `${exponent === 0 ? "" : `\\num{e${String(exponent)}}\\,`}\\unit{${factors.join(".")}}`;
  },
};

export const MARKUPS: Readonly<Record<Exclude<TableFormat, "csv">, Markup>> = { markdown, latex, siunitx };

/** `sigma_b` is sigma with the index b, `R_gb,app` R with gb,app. */
function splitSymbol(name: string): [head: string, index: string] {
  if (name.startsWith("Ea_")) return ["E", `a,${name.slice(3)}`];
  const at = name.indexOf("_");
  return at < 0 ? [name, ""] : [name.slice(0, at), name.slice(at + 1)];
}

/** A unit such as `mohm`, `cm` or `s` with its power, which may be a formula as in `s^(n-1)`. */
interface UnitFactor {
  readonly name: string;
  readonly power: string;
}

function factorsOf(unit: string): UnitFactor[] {
  let isBelow = false;
  return unit.split(/([/ ])(?![^(]*\))/).flatMap((part) => {
    if (part === "/") isBelow = true;
    if (part === "" || part === "/" || part === " " || part === "-") return [];
    const [, name = part, formula, digits] = /^([^\d^]+)(?:\^\(?([^()]+)\)?|(\d+))?$/.exec(part) ?? [];
    const power = formula ?? digits ?? "1";
    return [{ name, power: isBelow ? negative(power) : power }];
  });
}

function negative(power: string): string {
  if (!/^-?[\w.]+$/.test(power)) return `-(${power})`;
  return power.startsWith("-") ? power.slice(1) : `-${power}`;
}

function raised(power: string): string {
  if (!/^-?\d+$/.test(power)) return `<sup>${typographic(power)}</sup>`;
  return [...power].map((letter) => SUPERSCRIPTS[letter] ?? "").join("");
}

function typographic(digits: string): string {
  return digits.replaceAll("-", "\u2212");
}
