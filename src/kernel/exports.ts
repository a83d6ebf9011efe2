import type { ArenaExports } from "./arena.ts";
import type { JointExports } from "./jointMemory.ts";
import type { QuestionExports } from "./questions.ts";

/** What examiner.wasm exports, see assembly/index.ts and assembly/questions.ts; engine.wasm has the former. Addresses are bytes. */
export interface KernelExports extends ArenaExports, JointExports, QuestionExports {
  programFormat(): number;
  layout(
    points: number,
    parameters: number,
    variables: number,
    registers: number,
    scratch: number,
    forward: number,
    backward: number,
    expressions: number,
    constants: number,
    combinations: number,
  ): number;
  address(buffer: number): number;
  /** Index in the spectrum of the point that stands at a place in memory. */
  sourceOf(place: number): number;
  prepareFrequencies(scaled: number): void;
  prepareImpedances(
    scaled: number,
    weight: number,
    objective: number,
    loss: number,
    noiseCoefficients: number,
    residualScale: number,
  ): void;
  runFit(search: number, seed: number, tolerance: number, most: number, polish: number, level: number): number;
  runNatural(): number;
  runLocal(tolerance: number, most: number): number;
  runForward(): number;
  runJacobian(): number;
  runStatistics(level: number): number;
  errorStructureNumbers(count: number, terms: number): number;
  placeTable(numbers: number): number;
  fitErrorStructure(table: number, count: number, terms: number): number;
}

/** What core.wasm alone exports besides: assembly/math/elementary.ts, bit by bit. */
export interface ElementaryExports {
  exp(x: number): number;
  ln(x: number): number;
  log10(x: number): number;
  pow(x: number, y: number): number;
}
