import { describe, expect, it } from "vitest";

import { parseCircuit } from "../../src/circuit/index.ts";
import { simulate } from "../../src/fit/simulate.ts";
import { elementRecords } from "../../src/elements/index.ts";
import { engineColumns } from "./engine.ts";
import { type ColumnError, readPoints, worstErrors } from "./fixtures.ts";

/**
 * What the issue asks for. Beside the kernels' own error there are the roundings of f = omega/2pi, of 2 pi f and of
 * parameters scaled by way of their logarithms, some 2e-15 together, which grow 13-fold near the poles of Wo and Ws.
 */
const IMPEDANCE_TOLERANCE = 1e-13;
/** As for the kernels alone (kernels.test.ts), of whose errors these consist. */
const DERIVATIVE_TOLERANCE = 1e-12;

/**
 * The element as a circuit: this proves the powers of ohm and second in its record as well, since the engine scales
 * the parameters by them.
 */
describe.each(elementRecords.map((element) => [element.symbol, element] as const))(
  "%s in the engine",
  (_symbol, element) => {
    const errors: readonly ColumnError[] = worstErrors(readPoints(element), engineColumns(element));

    it("gives the impedance", () => {
      expect(errors[0]?.error, errors[0]?.where).toBeLessThanOrEqual(IMPEDANCE_TOLERANCE);
    });

    it.each(element.parameters.map(({ name }, index) => [name, index] as const))("gives dZ/d%s", (_name, index) => {
      const found = errors[index + 1];
      expect(found?.error, found?.where).toBeLessThanOrEqual(DERIVATIVE_TOLERANCE);
    });
  },
);

/** How far from zero and infinite frequency a spectrum's points can be. */
const OUTSIDE = 1e140;
const INSIDE = 1e90;

describe.each(elementRecords.map((element) => [element.symbol, element] as const))(
  "%s far outside",
  (symbol, element) => {
    const circuit = parseCircuit(`${symbol}1`);
    const values = Object.fromEntries(element.parameters.map(({ name, default: typical }) => [name, typical]));
    const moduli = (frequencies: readonly number[]): number[] => {
      const { re, im } = simulate(circuit, frequencies);
      return Array.from(re, (x, k) => Math.hypot(x, im[k] ?? NaN));
    };

    it.each([
      ["zero", element.limitAtZero(values), [1 / OUTSIDE, 1 / INSIDE]],
      ["infinite", element.limitAtInfinity(values), [OUTSIDE, INSIDE]],
    ] as const)("tends to its limit at %s frequency", (_, limit, frequencies) => {
      const [outer = NaN, inner = NaN] = moduli(frequencies);
      if (limit === Infinity) expect(outer).toBeGreaterThanOrEqual(inner);
      else if (limit === 0) expect(outer).toBeLessThanOrEqual(inner);
      // Beyond omega tau = 1e20 what is left of the way to a finite limit is below rounding, for exponents of at least 0.8.
      else expect(Math.abs(outer - limit) / limit).toBeLessThan(1e-14);
    });
  },
);
