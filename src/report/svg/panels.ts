import { bottomMargin, drawAxes, leftMargin, numbersWidth, rightMargin } from "./axes.ts";
import type { Look } from "./look.ts";
import { clipped } from "./marks.ts";
import type { RichText } from "./richText.ts";
import { paddedLogExtent, type Scale } from "./scale.ts";

/** An axis without its place. */
export interface Axis extends Pick<Scale, "kind" | "domain"> {
  readonly name: RichText;
}

/** A panel of a column over one axis. */
export interface Row extends Axis {
  readonly height: number;
  readonly steps?: readonly number[];
}

/** A column of panels with its place. */
export interface Panels {
  readonly x: Scale;
  readonly rows: readonly Scale[];
  readonly axes: readonly string[];
  /** Of the whole figure. */
  readonly height: number;
  clip(y: Scale, content: readonly string[]): string[];
}

const GAP = 6;

/** Panels one below the other over the same axis, with frames that begin at the same place. */
export function stackedPanels(
  {
    x,
    rows,
    top,
    right = rightMargin,
  }: { readonly x: Axis; readonly rows: readonly Row[]; readonly top: number; readonly right?: number },
  look: Look,
): Panels {
  let y = top;
  const scales = rows.map(({ kind, domain, height }): Scale => {
    const range: [number, number] = [y + height, y];
    y += height + GAP;
    return { kind, domain, range };
  });
  const widest = Math.max(...scales.map((scale, k) => numbersWidth(scale, look, rows[k]?.steps)));
  const across: Scale = { kind: x.kind, domain: x.domain, range: [leftMargin(widest, look), look.width - right] };
  const axes = scales.flatMap((scale, k) => {
    const row = rows[k];
    if (row === undefined) return [];
    const { name, steps } = row;
    const isLast = k === rows.length - 1;
    return drawAxes(
      {
        x: across,
        y: scale,
        yName: name,
        numbersWidth: widest,
        ...(isLast ? { xName: x.name } : {}),
        ...(steps === undefined ? {} : { ySteps: steps }),
      },
      look,
    );
  });
  return {
    x: across,
    rows: scales,
    axes,
    height: y - GAP + bottomMargin(look),
    clip: (scale, content) => [clipped(across, scale, content)],
  };
}

/** A panel alone with its place. */
export interface OnePanel extends Omit<Panels, "rows" | "clip"> {
  readonly y: Scale;
}

/** The same for a single panel. */
export function onePanel(
  { x, y, top }: { readonly x: Axis; readonly y: Row; readonly top: number },
  look: Look,
): OnePanel {
  const { rows, x: across, axes, height } = stackedPanels({ x, rows: [y], top }, look);
  const [up] = rows;
  if (up === undefined) throw new RangeError("A row has no place.");
  return { x: across, y: up, axes, height };
}

/** Room for marks beyond the first and the last frequency. */
export function frequencyDomain(all: readonly ArrayLike<number>[]): [number, number] {
  const values = function* (): Iterable<number> {
    for (const each of all) yield* Array.from(each);
  };
  return paddedLogExtent(values(), 1.5);
}
