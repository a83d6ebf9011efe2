import { roleDescriptions, type Role } from "../circuit/index.ts";
import { originOf } from "../fit/origin.ts";
import type { FitResult } from "../fit/result.ts";
import { fittedNumbers } from "./fittedNumbers.ts";
import { QuantityError } from "./physicalQuantity.ts";
import { processesOf } from "./processes.ts";
import { plus, type Uncertain } from "./uncertain.ts";

/**
 * The resistance of a part of a fitted cell, in ohm, with its error: the sum of the resistors that have one of the roles, or of the
 * parameters that are named, each with their covariances.
 *
 * @param parts roles such as `interface`, or names such as `R_int`.
 * @param numbers of the parameters, where they are not those of the fit itself: of a joint fit with others, by which they share errors.
 * @throws {QuantityError} for a part that the circuit does not have; {FitError} `not-a-result` for a copy of a result.
 */
export function fittedResistance(
  result: FitResult,
  parts: readonly string[],
  numbers: ReadonlyMap<string, Uncertain> = fittedNumbers(result),
): Uncertain {
  const { circuit } = originOf(result);
  const { processes } = processesOf(circuit);
  const names = new Set(
    parts.flatMap((part) => {
      const named = result.parameters.find(({ name, unit }) => name === part && unit === "ohm");
      if (named !== undefined) return [named.name];
      const found = processes.filter(({ role }) => role === part).map(({ resistance }) => resistance);
      if (found.length > 0) return found;
      const known = processes.map(({ resistance, role }) =>
        role === undefined ? resistance : `${resistance} (${role})`,
      );
      const what = Object.hasOwn(roleDescriptions, part) ? `role ${part}` : `name ${part}, nor any with that role`;
      throw new QuantityError(`The circuit has no resistance of the ${what}; it has ${known.join(", ") || "none"}.`);
    }),
  );
  return plus(...[...names].flatMap((name) => numbers.get(name) ?? []));
}

/** Those of the roles that the circuit of a fit has. */
export function presentRoles(result: FitResult, roles: readonly Role[]): Role[] {
  const present = new Set(processesOf(originOf(result).circuit).processes.map(({ role }) => role));
  return roles.filter((role) => present.has(role));
}
