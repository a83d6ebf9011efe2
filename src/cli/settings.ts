import { amendCircuit, type Circuit } from "../index.ts";

/** The options that say something about parameters; each may be given several times. */
export interface ParameterSettings {
  /** `R0=20`, `CPE1.Q=10n`. */
  readonly set?: readonly string[];
  /** `CPE1.n` or `CPE1.n=0.9`. */
  readonly fix?: readonly string[];
  /** `CPE1.n=0.6..1`, or `CPE.n=0.6..1` for all elements of the kind. */
  readonly bound?: readonly string[];
  /** `tau(R_gb, CPE_gb) < tau(R_int, CPE_int)`. */
  readonly order?: readonly string[];
  /** `R_b + R_gb`, `sigma = 0.1/(R_b + R_gb) "S/cm"`. */
  readonly derive?: readonly string[];
  /** `CPE2.n=CPE1.n`, `R2=2*R1`. */
  readonly tie?: readonly string[];
}

/** Limits for all elements of a kind: a symbol without digits or label. */
const OF_KIND = /^\s*[A-Za-z]+\s*(?:\.\s*\w+\s*)?=/;

/**
 * Applies `--set`, `--fix`, `--bound`, `--tie`, `--order` and `--derive` to a circuit. They are statements of the
 * circuit language, so that values may have
 * prefixes and units and errors point into the option.
 *
 * @throws {CircuitSyntaxError} for an option that cannot be understood or names an unknown parameter.
 */
export function applySettings(
  circuit: Circuit,
  { set = [], fix = [], bound = [], tie = [], order = [], derive = [] }: ParameterSettings,
): Circuit {
  // What is said of one parameter must not be overridden by what is said of its kind.
  const bounds = [...bound.filter((text) => OF_KIND.test(text)), ...bound.filter((text) => !OF_KIND.test(text))];
  const statements = [
    ...bounds.map((text) => text.replace(/\s*=\s*/, " in ")),
    ...set,
    ...tie,
    ...fix.map((text) => `${text} fixed`),
    ...order.map((text) => `order ${text}`),
    ...derive.map((text) => `derive ${text}`),
  ];
  return statements.reduce(amendCircuit, circuit);
}
