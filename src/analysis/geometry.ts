import type { CellKind } from "../circuit/roles.ts";
import { positiveIn, QuantityError, quantityIn, type Quantity } from "./physicalQuantity.ts";
import { told } from "./words.ts";
import { exactly, measured, times, type Uncertain } from "./uncertain.ts";

/** What is known of the sample besides its impedance: each as text such as `0.10(1) cm`, or a number with its unit. */
export interface SampleOptions {
  /** Distance between the electrodes. */
  readonly thickness?: string | Quantity;
  /** Of the pellet. */
  readonly area?: string | Quantity;
  /** Of a round pellet, instead of its area. */
  readonly diameter?: string | Quantity;
  /** Of one electrode, where it is not the pellet's. */
  readonly electrodeArea?: string | Quantity;
  readonly temperature?: string | Quantity;
  /** Guess of the relative permittivity of the bulk; 10 to 100 unless given. */
  readonly permittivity?: string | Quantity;
  /** Kind of the cell; the circuit's own unless given. */
  readonly cell?: CellKind;
  /** How many alike interfaces share an interfacial resistance; 2 in a symmetric cell. */
  readonly interfaces?: number;
}

/** The names of all that may be known of a sample. */
export const sampleOptionNames = [
  "thickness",
  "area",
  "diameter",
  "electrodeArea",
  "temperature",
  "permittivity",
  "cell",
  "interfaces",
] as const satisfies readonly (keyof SampleOptions)[];

/** The same in fixed units, as uncertain numbers. */
export interface Sample {
  /** cm */
  readonly thickness: Uncertain | undefined;
  /** cm2, through which the current flows: the smaller one of pellet and electrode. */
  readonly area: Uncertain | undefined;
  /** cm2, of one electrode */
  readonly electrodeArea: Uncertain | undefined;
  /** Which of them `area` is. */
  readonly areaOf: "pellet" | "electrode";
  /** cm2, where both were given. */
  readonly pelletArea: Uncertain | undefined;
  /** K */
  readonly temperature: Uncertain | undefined;
  /** Relative permittivities that the bulk may have. */
  readonly permittivity: readonly [low: number, high: number];
  /** As it was given. */
  readonly permittivityGuess: Uncertain | undefined;
}

/** Oxides, sulfides and halides that conduct ions, away from ferroelectric transitions. */
const USUAL_PERMITTIVITY = [10, 100] as const;
/** A guess may be wrong by this factor. */
const GUESS = 2;

/**
 * Refuses what cannot be a sample, before anything is fitted to it.
 * @throws {QuantityError} as {@link answers} does.
 */
export function checkSample(options: SampleOptions): void {
  readSample(options);
}

/** @throws {QuantityError} for a quantity of another kind, one that is not above 0, or both area and diameter. */
export function readSample(options: SampleOptions): Sample {
  if (options.area !== undefined && options.diameter !== undefined) {
    throw new QuantityError("Both area and diameter of the pellet are given; give one of them.");
  }
  const { interfaces } = options;
  if (interfaces !== undefined && !(Number.isInteger(interfaces) && interfaces >= 1)) {
    throw new QuantityError(`The number of alike interfaces is ${String(interfaces)}; it must be 1, 2 or more.`);
  }
  const pellet = positive("the area", options.area, "cm2") ?? discOf(positive("the diameter", options.diameter, "cm"));
  const electrode = positive("the electrode area", options.electrodeArea, "cm2");
  const byElectrode = electrode !== undefined && (pellet === undefined || electrode.value < pellet.value);
  return {
    thickness: positive("the thickness", options.thickness, "cm"),
    area: byElectrode ? electrode : pellet,
    electrodeArea: electrode ?? pellet,
    areaOf: byElectrode ? "electrode" : "pellet",
    pelletArea: electrode === undefined ? undefined : pellet,
    temperature: temperatureOf(options.temperature),
    permittivity: permittivityOf(options.permittivity),
    permittivityGuess: positive("the permittivity", options.permittivity, "-"),
  };
}

function positive(name: string, given: string | Quantity | undefined, unit: string): Uncertain | undefined {
  if (given === undefined) return undefined;
  const { value, stderr } = positiveIn(name, given, unit);
  return measured(value, stderr);
}

function discOf(diameter: Uncertain | undefined): Uncertain | undefined {
  return diameter === undefined ? undefined : times(exactly(Math.PI / 4), times(diameter, diameter));
}

function temperatureOf(given: string | Quantity | undefined): Uncertain | undefined {
  if (given === undefined) return undefined;
  const { value, stderr } = quantityIn("the temperature", given, "K");
  if (value > 0) return measured(value, stderr);
  throw new QuantityError(`The temperature is ${told(value, 6)} K; it must lie above absolute zero.`);
}

function permittivityOf(given: string | Quantity | undefined): readonly [low: number, high: number] {
  if (given === undefined) return USUAL_PERMITTIVITY;
  const { value, stderr } = positiveIn("the permittivity", given, "-");
  if (value < 1) throw new QuantityError(`The relative permittivity is ${String(value)}; it cannot be below 1.`);
  if (stderr === 0) return [Math.max(1, value / GUESS), value * GUESS];
  return [Math.max(1, value - 2 * stderr), value + 2 * stderr];
}
