import { headerOf } from "./header.ts";
import type { Look } from "./look.ts";
import { label, plotFigure } from "./markup.ts";

const HEIGHT = 60;

/** A figure that says why there is nothing to see. */
export function emptyPlot(name: string, title: string, reason: string, look: Look): string {
  const header = headerOf({ title }, look);
  const text = label(header.height, header.height + 2 * look.text, reason, { "font-size": look.text });
  return plotFigure(header.height + HEIGHT, name, [...header.draw(header.height), text], look);
}
