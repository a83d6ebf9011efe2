import { ZERO_CELSIUS } from "../../../analysis/constants.ts";
import { strokes } from "../axes.ts";
import type { Look } from "../look.ts";
import { label, short } from "../markup.ts";
import { richLabel } from "../richMarkup.ts";
import { quantityName } from "../richText.ts";
import { linearTicks, niceStep, place, type Scale } from "../scale.ts";
import { textWidth } from "../textWidth.ts";
import { numberText } from "../ticks.ts";

const TICK = 3.2;
const NUMBERS_ABOVE = 4;
const NAME_ABOVE = 5;
const MOST_NUMBERS = 14;
/** Share of the ticks that are to be numbered: at the hot end they stand closer. */
const ROOM_FOR = 0.6;

/** Height of the numbers and the name above a panel. */
export function celsiusHeight({ text, name }: Look): number {
  return NUMBERS_ABOVE + text + NAME_ABOVE + name;
}

/** Round degrees along the top, where they stand in 1000/T; not all are numbered where they would touch. */
export function celsiusAxis(x: Scale, top: number, look: Look): string[] {
  const { text, name } = look;
  const at = (celsius: number): number => place(x, 1000 / (celsius + ZERO_CELSIUS));
  const { step, all, numbered } = celsiusTicks(x, at, text);
  const middle = (x.range[0] + x.range[1]) / 2;
  return [
    strokes(
      all.map(
        (celsius) => `M${short(at(celsius))} ${short(top)}v${String(numbered.includes(celsius) ? TICK : TICK / 1.8)}`,
      ),
      look,
    ),
    ...numbered
      .filter((celsius) => at(celsius) + textWidth(numberText(celsius, step), text) / 2 < look.width)
      .map((celsius) =>
        label(at(celsius), top - NUMBERS_ABOVE, numberText(celsius, step), {
          "text-anchor": "middle",
          "font-size": text,
        }),
      ),
    richLabel(middle, top - NUMBERS_ABOVE - text - NAME_ABOVE + 1, quantityName("T", " / \u00b0C"), name, {
      "text-anchor": "middle",
    }),
  ];
}

interface CelsiusTicks {
  readonly step: number;
  readonly all: readonly number[];
  readonly numbered: readonly number[];
}

/** The finest step of which most numbers find room. */
function celsiusTicks({ domain: [low, high] }: Scale, at: (celsius: number) => number, text: number): CelsiusTicks {
  const ends: [number, number] = [1000 / high - ZERO_CELSIUS, 1000 / low - ZERO_CELSIUS];
  let step = niceStep((ends[1] - ends[0]) / MOST_NUMBERS);
  for (;;) {
    const all = linearTicks(ends, step);
    const numbered: number[] = [];
    let right = Infinity;
    for (const celsius of all) {
      const half = textWidth(numberText(celsius, step), text) / 2;
      if (at(celsius) + half > right - text) continue;
      numbered.push(celsius);
      right = at(celsius) - half;
    }
    if (numbered.length >= ROOM_FOR * all.length || all.length <= 4) return { step, all, numbered };
    step = niceStep(1.5 * step);
  }
}
