/**
 * A term of a sum of impedances or, dually, of admittances, for a coefficient of 1; tau in s, omega in rad/s.
 * All are passive for any coefficient above 0.
 */
export type Term =
  /** 1 */
  | { readonly kind: "constant" }
  /** 1/s */
  | { readonly kind: "integral" }
  /** s */
  | { readonly kind: "derivative" }
  /** 1/(1 + s tau) */
  | { readonly kind: "lag"; readonly tau: number }
  /** s tau/(1 + s tau) */
  | { readonly kind: "lead"; readonly tau: number }
  /** (d + x)/(1 + d x + x^2), x = s/omega */
  | { readonly kind: "resonance"; readonly omega: number; readonly damping: number };

/** A term with its coefficient, in ohm (or in S), or in ohm/s, ohm s where s stands in it. */
export interface Section {
  readonly term: Term;
  readonly coefficient: number;
}

/** A two-terminal network of sections: impedances in series, or admittances in parallel. */
export interface Network {
  readonly domain: "impedance" | "admittance";
  readonly sections: readonly Section[];
}

/** The value of a term at omega in rad/s. */
export function termAt(term: Term, omega: number): readonly [re: number, im: number] {
  switch (term.kind) {
    case "constant":
      return [1, 0];
    case "integral":
      return [0, -1 / omega];
    case "derivative":
      return [0, omega];
    case "lag": {
      const x = omega * term.tau;
      return [1 / (1 + x * x), -x / (1 + x * x)];
    }
    case "lead": {
      const x = omega * term.tau;
      return [(x * x) / (1 + x * x), x / (1 + x * x)];
    }
    case "resonance": {
      const x = omega / term.omega;
      const re = 1 - x * x;
      const im = term.damping * x;
      const bottom = re * re + im * im;
      return [(term.damping * re + x * im) / bottom, (x * re - term.damping * im) / bottom];
    }
    default:
      return term satisfies never;
  }
}

/** The impedance of a network at omega in rad/s. */
export function networkImpedance({ domain, sections }: Network, omega: number): readonly [re: number, im: number] {
  let re = 0;
  let im = 0;
  for (const { term, coefficient } of sections) {
    const [x, y] = termAt(term, omega);
    re += coefficient * x;
    im += coefficient * y;
  }
  return domain === "impedance" ? [re, im] : reciprocal(re, im);
}

/** 1/(re + j im) */
export function reciprocal(re: number, im: number): readonly [re: number, im: number] {
  const bottom = re * re + im * im;
  return [re / bottom, -im / bottom];
}
