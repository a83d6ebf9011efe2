import type { Circuit } from "../../../circuit/index.ts";
import { circuitOutline } from "../../outline.ts";
import { escapeText, figure, short, tag, type Attributes } from "../markup.ts";
import { richLabel } from "../richMarkup.ts";
import { PALETTES } from "../theme.ts";
import { describeCircuit } from "./describe.ts";
import type { DrawnElement, DrawnText, Point } from "./drawing.ts";
import { layoutWith, USUAL_WIDTH, type DrawingOptions } from "./options.ts";
import { plainText } from "../richText.ts";
import { shapePath } from "./shapePaths.ts";
import { traceWires } from "./traceWires.ts";

const LINE_WIDTH = 1.5;
const JOINT_RADIUS = 2.4;
const TERMINAL_RADIUS = 3;

/**
 * Draws a circuit as SVG, with a title and a description in words. Elements are groups with the attribute `data-element`.
 *
 * @throws {RangeError} for a width that is not above 0, and for values of parameters that the circuit does not have.
 */
export function drawCircuit(circuit: Circuit, options: DrawingOptions = {}): string {
  const {
    style = "iec",
    theme = "light",
    width = USUAL_WIDTH,
    title = circuit.title ?? `Circuit ${circuitOutline(circuit.text)}`,
  } = options;
  const drawing = layoutWith(circuit, options);
  const { ground, ink } = PALETTES[theme === "dark" ? "dark" : "light"];
  const adaptive = theme === "auto";
  const stroke = { stroke: ink, "stroke-width": LINE_WIDTH };
  const lines = { fill: "none", ...stroke, ...(adaptive ? { class: "ink" } : {}) };
  const ring = { r: TERMINAL_RADIUS, fill: ground, ...stroke, ...(adaptive ? { class: "ink ground" } : {}) };
  const content = [
    tag("desc", {}, escapeText(describeCircuit(circuit))),
    tag("path", { d: traceWires(drawing).map(linePath).join(""), ...lines }),
    ...drawing.joints.map(({ x, y }) => tag("circle", { cx: x, cy: y, r: JOINT_RADIUS })),
    ...drawing.terminals.map(({ x, y }) => tag("circle", { cx: x, cy: y, ...ring })),
    ...drawing.elements.map((drawn) => drawElement(drawn, shapePath(drawn, style), lines)),
  ];
  return figure(drawing.width, drawing.height, title, content, { theme, scale: Math.min(1, width / drawing.width) });
}

function linePath(points: readonly Point[]): string {
  return points
    .map(({ x, y }, index) => {
      if (index === 0) return `M${short(x)} ${short(y)}`;
      return y === points[index - 1]?.y ? `H${short(x)}` : `V${short(y)}`;
    })
    .join("");
}

function drawElement({ element, name, values }: DrawnElement, path: string, lines: Attributes): string {
  const told = [`${element.record.name} ${element.name}`, ...values.map(({ text }) => plainText(text))].join(", ");
  return tag(
    "g",
    { "data-element": element.name },
    [
      `<title>${escapeText(told)}</title>`,
      tag("path", { d: path, ...lines, "stroke-linejoin": "round" }),
      drawText(name),
      ...values.map(drawText),
    ].join(""),
  );
}

function drawText({ text, size, x, y }: DrawnText): string {
  return richLabel(x, y, text, size, { "text-anchor": "middle" });
}
