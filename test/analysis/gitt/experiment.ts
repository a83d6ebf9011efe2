import { NormalGenerator } from "../../../src/cli/random.ts";
import type { Recording } from "../../../src/io/recording/recording.ts";

/** A simulated titration of a plane layer of thickness L that ions enter from one side. */
export interface Experiment {
  /** cm2/s */
  readonly diffusion: number;
  /** cm */
  readonly length: number;
  /** s */
  readonly pulse: number;
  readonly rest: number;
  readonly pulses: number;
  /** s between points; in a rest the interval grows tenfold over it. */
  readonly interval: number;
  /** By how much a pulse changes the composition; negative for discharge. */
  readonly step: number;
  /** V */
  readonly ohmicDrop: number;
  readonly noise: number;
  /** V/s */
  readonly drift: number;
  /** Part of the pulse's current that scatters. */
  readonly currentNoise: number;
}

export const USUAL: Experiment = {
  diffusion: 2e-10,
  length: 1e-3,
  pulse: 250,
  rest: 10_000,
  pulses: 6,
  interval: 5,
  step: 0.005,
  ohmicDrop: 0.012,
  noise: 0,
  drift: 0,
  currentNoise: 0,
};

const CURRENT = 1e-4;
const TERMS = 400;

/** Open-circuit potential over composition: curved, as of a solid solution. */
export function potential(x: number): number {
  return 3.4 + 0.7 * x + 0.12 * x * x;
}

/**
 * Composition of the surface after a constant flux that would change the mean by 1 within L^2/D, began at time 0 (Carslaw, Jaeger,
 * Conduction of Heat in Solids, 2nd ed., section 3.8): tau + 1/3 - 2/pi^2 sum exp(-n^2 pi^2 tau)/n^2; its form for small tau
 * is 2 sqrt(tau/pi), where the sum converges slowly.
 */
export function surface(tau: number): number {
  if (tau <= 0) return 0;
  // Its next term is 4 sqrt(tau) ierfc(1/sqrt(tau)), 1e-11 at 0.04.
  if (tau < 0.04) return 2 * Math.sqrt(tau / Math.PI);
  let sum = 0;
  for (let n = 1; n <= TERMS; n++) sum += Math.exp(-n * n * Math.PI ** 2 * tau) / (n * n);
  return tau + 1 / 3 - (2 / Math.PI ** 2) * sum;
}

/** The experiment as an instrument records it: rest, pulse, rest, ...; the end of each step is recorded. */
export function simulate(change: Partial<Experiment> = {}): Recording {
  const given = { ...USUAL, ...change };
  const { diffusion, length, pulse, rest, pulses, interval, step, ohmicDrop, noise, drift, currentNoise } = given;
  const normal = new NormalGenerator(5);
  const scale = diffusion / length ** 2;
  const period = pulse + rest;
  const composition = (t: number): number => {
    let x = step < 0 ? 0.9 : 0.1;
    for (let k = 0; k < pulses; k++) {
      const since = t - rest - k * period;
      const dose = step / (scale * pulse);
      x += dose * (surface(scale * since) - surface(scale * (since - pulse)));
    }
    return x;
  };
  const [time, current, voltage]: [number[], number[], number[]] = [[], [], []];
  const record = (t: number, isOn: boolean): void => {
    time.push(t);
    const sign = Math.sign(step);
    current.push(
      (isOn ? sign * CURRENT * (1 + currentNoise * normal.next()) : 0) + 0.1 * currentNoise * CURRENT * normal.next(),
    );
    voltage.push(potential(composition(t)) + (isOn ? sign * ohmicDrop : 0) + drift * t + noise * normal.next());
  };
  const resting = (from: number): void => {
    let t = from;
    for (let wait = interval; t + wait < from + rest; wait = Math.min(10 * interval, 1.2 * wait))
      record((t += wait), false);
    record(from + rest, false);
  };
  record(0, false);
  resting(0);
  for (let k = 0; k < pulses; k++) {
    const start = rest + k * period;
    for (let t = interval; t < pulse + interval / 2; t += interval) record(start + t, true);
    resting(start + pulse);
  }
  return {
    name: "gitt.csv",
    time: Float64Array.from(time),
    current: Float64Array.from(current),
    voltage: Float64Array.from(voltage),
    breaks: [],
    notes: [],
  };
}

/** A part of a recording, as where it was begun late or ended early, or joined from two. */
export function keep(recording: Recording, keeps: (t: number, index: number) => boolean): Recording {
  const pick = (values: Float64Array): Float64Array =>
    values.filter((_, index) => keeps(recording.time[index] ?? Number.NaN, index));
  const { current = new Float64Array(), voltage = new Float64Array() } = recording;
  return { ...recording, time: pick(recording.time), current: pick(current), voltage: pick(voltage) };
}
