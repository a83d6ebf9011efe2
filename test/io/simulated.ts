/** Points of a spectrum for the tests of readers. */
export interface Points {
  /** Hz. */
  readonly frequencyHz: readonly number[];
  /** Ohm, true sign. */
  readonly re: readonly number[];
  readonly im: readonly number[];
}

/**
 * 12 ohm in series with 150 ohm | 2 uF and 80 ohm | 100 uF, without noise, by falling frequency; `scale` multiplies the
 * impedance. Only exactly rounded operations, so that all hosts simulate the same.
 */
export function simulatedPoints(count = 25, scale = 1): Points {
  const frequencyHz: number[] = [];
  const re: number[] = [];
  const im: number[] = [];
  const steps = [1, 0.5, 0.2];
  for (let index = 0; index < count; index++) {
    const frequency = Number(`${String(steps[index % 3])}e${String(5 - Math.floor(index / 3))}`);
    const omega = 6.283185307179586 * frequency;
    let x = 12;
    let y = 0;
    for (const [resistance, capacitance] of [
      [150, 2e-6],
      [80, 1e-4],
    ] as const) {
      const product = omega * resistance * capacitance;
      x += resistance / (1 + product * product);
      y -= (resistance * product) / (1 + product * product);
    }
    frequencyHz.push(frequency);
    re.push(scale * x);
    im.push(scale * y);
  }
  return { frequencyHz, re, im };
}
