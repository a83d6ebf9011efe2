import { describe, expect, it } from "vitest";

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
