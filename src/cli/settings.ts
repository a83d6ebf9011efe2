import { amendCircuit, type Circuit } from "../index.ts";

/** The options that say something about parameters; each may be given several times. */
export interface ParameterSettings {
  /** `R0=20`, `CPE1.Q=10n`. */
  readonly set?: readonly string[];
  /** `CPE1.n` or `CPE1.n=0.9`. */
  readonly fix?: readonly string[];
  /** `CPE1.n=0.6..1`. */
  readonly bound?: readonly string[];
  /** `tau(R_gb, CPE_gb) < tau(R_int, CPE_int)`. */
  readonly order?: readonly string[];
  /** `R_b + R_gb`, `sigma = 0.1/(R_b + R_gb) "S/cm"`. */
  readonly derive?: readonly string[];
}

/**
 * Applies `--set`, `--fix`, `--bound`, `--order` and `--derive` to a circuit. They are statements of the circuit language, so that values may have
 * prefixes and units and errors point into the option.
 *
 * @throws {CircuitSyntaxError} for an option that cannot be understood or names an unknown parameter.
 */
export function applySettings(
  circuit: Circuit,
  { set = [], fix = [], bound = [], order = [], derive = [] }: ParameterSettings,
): Circuit {
  const statements = [
    ...bound.map((text) => text.replace(/\s*=\s*/, " in ")),
    ...set,
    ...fix.map((text) => `${text} fixed`),
    ...order.map((text) => `order ${text}`),
    ...derive.map((text) => `derive ${text}`),
  ];
  return statements.reduce(amendCircuit, circuit);
}
