import { ELECTRIC_CONSTANT } from "./constants.ts";
import { capacitanceOf, type Numbers } from "./effectiveCapacitance.ts";
import { parametersOfCapacitance, parametersOfProcess, type Derivation } from "./derivation.ts";
import type { AssignedProcess } from "./assignment.ts";
import { resistanceOf, sumText, titleOf, type Parts } from "./resistances.ts";
import { over, scaled, times, type Uncertain } from "./uncertain.ts";

/** eps0 in F/cm. */
export const ELECTRIC_CONSTANT_CM = ELECTRIC_CONSTANT / 100;

/** A pellet of which both is known: cm and cm2. */
export interface Pellet {
  readonly thickness: Uncertain;
  readonly area: Uncertain;
  readonly permittivityGuess: Uncertain | undefined;
}

/** L/(A R) in S/cm. */
export function conductivity({ thickness, area }: Pellet, resistance: Uncertain): Uncertain {
  return over(over(thickness, area), resistance);
}

/**
 * Conductivities in S/cm: of the electrolyte, the bulk, and of grain boundaries the apparent one, which takes them to be as thick as
 * the sample, and that of the brick-layer model, L/(A R_gb) C_b/C_gb, where bulk and boundary have the same permittivity
 * (Haile, West, Campbell, J. Mater. Res. 13 (1998) 1576; Fleig, Maier, J. Electrochem. Soc. 145 (1998) 2081).
 */
export function conductivities(pellet: Pellet, parts: Parts): Derivation[] {
  const bulk = parts("bulk");
  const boundary = parts("grain-boundary");
  const of = (name: string, symbol: string, processes: readonly AssignedProcess[], isTotal: boolean): Derivation => ({
    name,
    unit: "S/cm",
    formula: `${symbol} = L/(A ${sumText(processes)})`,
    processes,
    parameters: processes.map(({ resistance }) => resistance),
    isTotal,
    compute: (numbers) => conductivity(pellet, resistanceOf(processes, numbers)),
  });
  const apparent = "Apparent: grain boundaries are much thinner than the sample.";
  return [
    ...(bulk.length > 0 && boundary.length > 0
      ? [of("total conductivity", "sigma_total", [...bulk, ...boundary], true)]
      : []),
    ...(bulk.length > 0 ? [of("bulk conductivity", "sigma_b", bulk, false)] : []),
    ...(boundary.length > 0
      ? [{ ...of("apparent grain-boundary conductivity", "sigma_gb,app", boundary, false), notes: [apparent] }]
      : []),
    ...boundary.flatMap((one) => brickLayer(pellet, bulk, one, boundary.length > 1)),
  ];
}

function brickLayer(
  pellet: Pellet,
  bulk: readonly AssignedProcess[],
  boundary: AssignedProcess,
  isNamed: boolean,
): Derivation[] {
  const arc = bulk.find(({ storage }) => storage !== undefined);
  const guess = pellet.permittivityGuess;
  if (boundary.storage === undefined || (arc === undefined && guess === undefined)) return [];
  const bulkCapacitance = (numbers: Numbers): Uncertain | undefined =>
    arc !== undefined
      ? capacitanceOf(arc, numbers)?.value
      : guess === undefined
        ? undefined
        : geometricCapacitance(pellet, guess);
  const compute = (numbers: Numbers): Uncertain => {
    const own = capacitanceOf(boundary, numbers)?.value;
    const other = bulkCapacitance(numbers);
    if (own === undefined || other === undefined) throw new RangeError("A brick layer needs both capacitances.");
    return times(conductivity(pellet, numbers(boundary.resistance)), over(other, own));
  };
  const notes = [
    "Brick-layer model: cubic grains, boundaries of the bulk's permittivity, current across them only.",
    ...(arc === undefined ? ["C_b is eps0 eps_r A/L with the permittivity that was given, not a measured one."] : []),
  ];
  const ofBoth = arc === undefined ? [boundary] : [arc, boundary];
  return [
    {
      name: `grain-boundary conductivity, brick layer${isNamed ? `, of ${titleOf(boundary)}` : ""}`,
      unit: "S/cm",
      formula: `sigma_gb = L/(A ${boundary.resistance}) C_b/C_gb`,
      processes: ofBoth,
      parameters: ofBoth.flatMap((one) => parametersOfProcess(one, true)),
      isTotal: false,
      compute,
      notes,
    },
  ];
}

/** eps0 eps_r A/L in F. */
export function geometricCapacitance({ thickness, area }: Pellet, permittivity: Uncertain): Uncertain {
  return scaled(ELECTRIC_CONSTANT_CM, over(times(permittivity, area), thickness));
}

/** The relative permittivity of the bulk, C_b L/(eps0 A), of each of its arcs. */
export function permittivities({ thickness, area }: Pellet, parts: Parts): Derivation[] {
  const arcs = parts("bulk").filter(({ storage }) => storage !== undefined);
  return arcs.map((arc): Derivation => {
    const compute = (numbers: Numbers): Uncertain => {
      const capacitance = capacitanceOf(arc, numbers);
      if (capacitance === undefined) throw new RangeError("A permittivity needs a capacitance.");
      return scaled(1 / ELECTRIC_CONSTANT_CM, over(times(capacitance.value, thickness), area));
    };
    return {
      name: `bulk permittivity${arcs.length > 1 ? ` of ${titleOf(arc)}` : ""}`,
      unit: "-",
      formula: "eps_r = C_b L/(eps0 A)",
      processes: [arc],
      parameters: parametersOfCapacitance(arc),
      isTotal: false,
      compute,
      notes: ["Leads and cell add their own capacitance, some pF, to that of the sample."],
    };
  });
}
