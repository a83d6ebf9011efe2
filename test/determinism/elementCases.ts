/** Fits of every element in series with a resistor, with data and starts drawn around the records' defaults. */

import { Random } from "../../bench/random.ts";
import { elementRecords, type ElementParameter, type ElementRecord, type Weight } from "../../src/index.ts";
import type { FitCase } from "./fitCase.ts";

const WEIGHTS: readonly Weight[] = ["modulus", "unit", "proportional", "sigma"];

function drawTruth(parameter: ElementParameter, random: Random): number {
  if (parameter.fixedByDefault) return parameter.default;
  if (parameter.scale === "logarithmic") return parameter.default * random.uniform(0.5, 2);
  return Math.min(Math.max(parameter.default + random.uniform(-0.15, 0.08), parameter.lower), parameter.upper);
}

function drawStart(parameter: ElementParameter, truth: number, random: Random): number {
  if (parameter.scale === "logarithmic") return truth * random.uniform(0.6, 1.6);
  return Math.min(Math.max(truth + random.uniform(-0.05, 0.05), parameter.lower), parameter.upper);
}

/** One fit from starting values, and one whose starts are sought from the spectrum. */
function casesOf(record: ElementRecord, index: number): FitCase[] {
  const random = new Random(1000 + index);
  const circuit = `R0-${record.symbol}1`;
  const truth: Record<string, number> = { R0: random.uniform(5, 50) };
  const initial: Record<string, number> = { R0: 20 };
  for (const parameter of record.parameters) {
    const name = record.parameters.length === 1 ? `${record.symbol}1` : `${record.symbol}1.${parameter.name}`;
    const value = drawTruth(parameter, random);
    truth[name] = value;
    if (!parameter.fixedByDefault) initial[name] = drawStart(parameter, value, random);
  }
  const weight = WEIGHTS[index % WEIGHTS.length] ?? "modulus";
  const next = WEIGHTS[(index + 1) % WEIGHTS.length] ?? "modulus";
  return [
    { name: `${circuit} from values, ${weight}`, circuit, truth, options: { weight, search: false, initial } },
    { name: `${circuit} searched, ${next}`, circuit, truth, options: { weight: next } },
  ];
}

export const elementCases: readonly FitCase[] = elementRecords.flatMap(casesOf);
