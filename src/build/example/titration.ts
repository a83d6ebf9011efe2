import { exp } from "../../../assembly/math/elementary.ts";
import { NormalGenerator } from "../../cli/random.ts";

/** A film of 10 um, 1 cm2, with D = 2e-10 cm2/s: L^2/D is 5000 s. */
const DIFFUSION = 2e-10;
const LENGTH = 1e-3;
const RATE = DIFFUSION / LENGTH ** 2;
const PULSE = 250;
const REST = 9750;
const PULSES = 14;
/** By how much a pulse changes the composition. */
const STEP = 0.01;
const CURRENT = 20e-6;
const OHMS = 600;
const NOISE = 2e-5;
/** The potential of a solid solution over its composition. */
const POTENTIAL = [3.5, 0.9, -0.9, 1.1] as const;
const TERMS = 60;
const SHORT = 0.04;

/** Composition of the surface after a constant flux of L^2/D for one (Carslaw, Jaeger, Conduction of Heat in Solids, 2nd ed., section 3.8). */
function surface(tau: number): number {
  if (tau <= 0) return 0;
  if (tau < SHORT) return 2 * Math.sqrt(tau / Math.PI);
  let sum = 0;
  for (let n = 1; n <= TERMS; n++) sum += exp(-n * n * Math.PI * Math.PI * tau) / (n * n);
  return tau + 1 / 3 - (2 / (Math.PI * Math.PI)) * sum;
}

/** A titration by pulses of a plane film of constant D, exact but for its noise, as CSV: charge, in mA. */
export function titrationFile(seed: number): string {
  const normal = new NormalGenerator(seed);
  const period = PULSE + REST;
  const lines = [
    `# Simulated, not measured: film of 10 um and 1 cm2 with D = 2e-10 cm2/s, pulses of ${String(PULSE)} s, rests of ${String(REST)} s`,
    "time_s,current_mA,voltage_V",
  ];
  const record = (t: number, isOn: boolean): void => {
    let x = 0.2;
    for (let k = 0; k < PULSES; k++) {
      const since = t - REST - k * period;
      x += (STEP / (RATE * PULSE)) * (surface(RATE * since) - surface(RATE * (since - PULSE)));
    }
    const [a, b, c, d] = POTENTIAL;
    const voltage = a + x * (b + x * (c + x * d)) + (isOn ? CURRENT * OHMS : 0) + NOISE * normal.next();
    lines.push(`${String(t)},${isOn ? String(1e3 * CURRENT) : "0"},${voltage.toFixed(5)}`);
  };
  const rest = (from: number): void => {
    for (let t = from + 10, wait = 10; t < from + REST; wait = Math.min(500, Math.round(1.5 * wait)), t += wait) record(t, false);
    record(from + REST, false);
  };
  rest(0);
  for (let k = 0; k < PULSES; k++) {
    const start = REST + k * period;
    for (let t = 10; t <= PULSE; t += 10) record(start + t, true);
    rest(start + PULSE);
  }
  return `${lines.join("\n")}\n`;
}
