import type { CircuitElement } from "../circuit/circuit.ts";
import type { AssignedProcess } from "./assignment.ts";
import { brugBlocking, brugFaradaic, capacitanceOf, type Numbers } from "./effectiveCapacitance.ts";
import { parametersOfCapacitance, parametersOfProcess, type Derivation } from "./derivation.ts";
import { resistanceOf, sumText, type Parts } from "./resistances.ts";
import type { Uncertain } from "./uncertain.ts";

/** A constant phase element that is farther from a capacitor than this has no capacitance worth the name. */
const LEAST_EXPONENT = 0.7;

function noCapacitor(exponent: string): string {
  return `${exponent} lies below 0.7: this is no capacitor with some spread of its values, and the capacitance has little meaning.`;
}

/**
 * Effective capacitances in F: of every arc that of its time constant (Hsu-Mansfeld for a constant phase element), and of
 * constant phase elements at electrodes those after Brug, behind the resistance of the electrolyte and the leads: with charge
 * transfer beside them, or for a blocking electrode without.
 */
export function capacitances(
  processes: readonly AssignedProcess[],
  parts: Parts,
  tails: readonly CircuitElement[],
  numbers: Numbers,
): Derivation[] {
  const ohmic = [...parts("lead"), ...parts("electrolyte"), ...parts("bulk"), ...parts("grain-boundary")];
  const flagsOf = (exponent: string | undefined): string[] =>
    exponent !== undefined && numbers(exponent).value < LEAST_EXPONENT ? [noCapacitor(exponent)] : [];
  const ofArcs = processes.flatMap((process): Derivation[] => {
    const capacitance = capacitanceOf(process, numbers);
    if (capacitance === undefined || process.part === "lead") return [];
    const exponent = process.storage?.kind === "constant phase" ? process.storage.n : undefined;
    return [
      {
        name: `effective capacitance of ${process.name}`,
        unit: "F",
        formula: capacitance.formula,
        processes: [process],
        parameters: parametersOfCapacitance(process),
        isTotal: false,
        compute: (at) => orFail(capacitanceOf(process, at)?.value),
        flags: flagsOf(exponent),
      },
    ];
  });
  if (ohmic.length === 0) return ofArcs;
  const series = (at: Numbers): Uncertain => resistanceOf(ohmic, at);
  const seriesText = sumText(ohmic);
  const faradaic = parts("interface").flatMap((process): Derivation[] => {
    if (process.storage?.kind !== "constant phase") return [];
    const { q, n } = process.storage;
    return [
      {
        name: `Brug capacitance of ${process.name}`,
        unit: "F",
        formula: `C = ${q}^(1/${n}) (1/${seriesText} + 1/${process.resistance})^((${n} - 1)/${n}) (Brug, faradaic)`,
        processes: [process],
        parameters: [...parametersOfProcess(process, true), ...ohmic.map(({ resistance }) => resistance)],
        isTotal: false,
        compute: (at) => brugFaradaic(at(q), at(n), series(at), at(process.resistance)),
        flags: flagsOf(n),
      },
    ];
  });
  const blocking = tails.flatMap((tail): Derivation[] => {
    if (tail.record.symbol !== "CPE") return [];
    const [q, n] = [`${tail.name}.Q`, `${tail.name}.n`];
    return [
      {
        name: `Brug capacitance of ${tail.name}`,
        unit: "F",
        formula: `C = (${q} ${seriesText}^(1 - ${n}))^(1/${n}) (Brug, blocking)`,
        processes: [],
        parameters: [q, n, ...ohmic.map(({ resistance }) => resistance)],
        isTotal: false,
        compute: (at) => brugBlocking(at(q), at(n), series(at)),
        flags: flagsOf(n),
      },
    ];
  });
  return [...ofArcs, ...faradaic, ...blocking];
}

function orFail(value: Uncertain | undefined): Uncertain {
  if (value === undefined) throw new RangeError("An arc has lost its capacitance.");
  return value;
}
