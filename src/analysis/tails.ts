import type { Circuit, CircuitElement } from "../circuit/circuit.ts";
import type { CellKind } from "../circuit/roles.ts";
import type { FitResult, FittedParameter } from "../fit/result.ts";
import type { RefusedAnswer } from "./answer.ts";
import { refitWith } from "./refit.ts";
import { told } from "./words.ts";

/** The exponent of the impedance of a diffusion tail, 45 degrees. */
const HALF = 0.5;
/** So many standard errors are no chance. */
const BEYOND = 3;
/** A blocking electrode with an exponent above this is no diffusion to anybody. */
const BLOCKING_EXPONENT = 0.65;

/** A tail with an exponent of its own. */
interface Tail {
  readonly element: CircuitElement;
  readonly exponent: FittedParameter;
}

/**
 * Diffusion coefficients that a tail does not support, because its exponent differs from 1/2 beyond its error: that of a
 * constant phase element or a free p; where the element holds it at 1/2, of the same fit with the exponent set free.
 */
export function refusedDiffusion(
  result: FitResult,
  circuit: Circuit,
  tails: readonly CircuitElement[],
  cell: CellKind | undefined,
): RefusedAnswer[] {
  const all = [
    ...tails.flatMap((tail) => ownExponent(result, tail)),
    ...circuit.elements.flatMap((each) => freed(result, each)),
  ];
  return all.flatMap(({ element, exponent }): RefusedAnswer[] => {
    const { value, stderr } = exponent;
    if (stderr === null || !(Math.abs(value - HALF) > BEYOND * stderr)) return [];
    const role = circuit.roles.get(element.name);
    const isBlocking = cell === "blocking" || role === "electrode" || role === "double-layer";
    if (element.record.symbol === "CPE" && role !== "diffusion" && (isBlocking || value > BLOCKING_EXPONENT)) return [];
    return [
      {
        name: `diffusion coefficient from ${element.name}`,
        reason: `The tail has the exponent ${told(value, 3)} with a standard error of ${told(stderr)}, not 1/2: it does not rise at 45 degrees and is no plain diffusion.`,
        settledBy:
          "Lower frequencies, where a tail of diffusion reaches 45 degrees or bends, a smooth electrode, or a pulse method such as GITT.",
      },
    ];
  });
}

function ownExponent({ parameters }: FitResult, element: CircuitElement): Tail[] {
  const exponent = parameters.find(({ name }) => name === `${element.name}.n`);
  return exponent?.status === "free" ? [{ element, exponent }] : [];
}

/** W, Ws and Wo with the exponent that the data want. */
function freed(result: FitResult, element: CircuitElement): Tail[] {
  const { name, record } = element;
  const named = (from: FitResult, wanted: string): FittedParameter | undefined =>
    from.parameters.find((parameter) => parameter.name === wanted);
  const found = ((): FittedParameter | undefined => {
    if (record.symbol === "W") {
      const sigma = named(result, name)?.value ?? Number.NaN;
      const q = 1 / (sigma * Math.SQRT2);
      if (!(q > 0 && q < Infinity)) return undefined;
      const again = refitWith(result, name, () => `CPE_tail{Q = ${String(q)}, n = 0.5}`);
      return again === undefined ? undefined : named(again, "CPE_tail.n");
    }
    if (record.symbol !== "Ws" && record.symbol !== "Wo") return undefined;
    const own = named(result, `${name}.p`);
    if (own?.status !== "fixed" || own.value !== HALF) return own;
    const free = "p = 0.5 free";
    const again = refitWith(result, name, (written) =>
      written.endsWith("}") ? `${written.slice(0, -1)}, ${free}}` : `${written}{${free}}`,
    );
    return again === undefined ? undefined : named(again, `${name}.p`);
  })();
  return found?.status === "free" ? [{ element, exponent: found }] : [];
}
