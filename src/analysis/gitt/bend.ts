import type { GittPulse } from "./evaluatePulse.ts";

/** D is wrong by about as much as the slope of the titration curve changes over what the surface goes through. */
const TOLERATED = 0.05;
const SIGNIFICANT = 3;

/**
 * The formula takes dE/dx to be constant over the composition that the surface reaches within the pulse, which is |dE_t/dE_s| times
 * the pulse's own. Neighbouring pulses tell how fast dE/dx changes.
 */
export function withBend(pulses: readonly GittPulse[]): GittPulse[] {
  return pulses.map((pulse, index) => {
    const { diffusionCoefficient, steadyChange, transientChange, flags } = pulse;
    if (diffusionCoefficient === null || steadyChange === null || transientChange === null) return pulse;
    const slopes = [pulses[index - 1], pulse, pulses[index + 1]].flatMap((each) => slopeOf(each, pulse));
    const [first, last] = [slopes[0], slopes.at(-1)];
    const steps = slopes.length - 1;
    if (first === undefined || last === undefined || steps === 0) return pulse;
    const change = Math.abs(last.value - first.value);
    if (change <= SIGNIFICANT * Math.sqrt(first.stderr * first.stderr + last.stderr * last.stderr)) return pulse;
    const excursion = Math.abs(transientChange.value / steadyChange.value);
    const share = ((change / steps) * excursion) / Math.abs(steadyChange.value / doseOf(pulse));
    if (share <= TOLERATED) return pulse;
    const flag =
      `dE/dx changes by some ${(100 * share).toPrecision(2)} % over what the surface goes through, ${excursion.toPrecision(2)} times the pulse's own change: ` +
      "D is wrong by about as much. Smaller pulses would settle it.";
    const all = [...flags, flag];
    return { ...pulse, flags: all, diffusionCoefficient: { ...diffusionCoefficient, flags: all } };
  });
}

function doseOf({ current, duration }: GittPulse): number {
  return current * duration;
}

function slopeOf(pulse: GittPulse | undefined, like: GittPulse): { readonly value: number; readonly stderr: number }[] {
  if (pulse === undefined || pulse.diffusionCoefficient === null) return [];
  if (pulse.steadyChange === null || pulse.current * like.current < 0) return [];
  const dose = doseOf(pulse);
  return [{ value: pulse.steadyChange.value / dose, stderr: Math.abs((pulse.steadyChange.stderr ?? 0) / dose) }];
}
