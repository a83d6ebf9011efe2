import type { Circuit } from "../../../circuit/index.ts";
import type { DrawnElement, Point } from "./drawing.ts";
import { layoutWith, USUAL_WIDTH, type DrawingOptions } from "./options.ts";
import type { SymbolStyle } from "./shapePaths.ts";
import { BOX_HALF_HEIGHT, HALF_HEIGHT, type Shape } from "./shapes.ts";
import { texMath } from "./texMath.ts";
import { traceWires } from "./traceWires.ts";

/** A CSS pixel, of which an inch has 96. */
const CM_PER_PIXEL = 2.54 / 96;
/** From a shape to its values. */
const VALUES_GAP = 3;

/** The component of the package for each shape; the usual coil and that with full loops tell an inductor from a modified one. */
const COMPONENTS: Readonly<Record<Exclude<Shape, "box" | "resistor">, string>> = {
  capacitor: "capacitor",
  "constant-phase": "cpe",
  inductor: "american inductor",
  "modified-inductor": "cute inductor",
};
/** Plates are lower than is usual in the package, as a place for values is. Its unit is 1.4 cm. */
const PLATE_HEIGHT = ((2 * HALF_HEIGHT * CM_PER_PIXEL) / 1.4).toFixed(3);
const PLATES = `\\ctikzset{bipoles/capacitor/height=${PLATE_HEIGHT}, bipoles/cpe/height=${PLATE_HEIGHT}}`;
const RESISTORS: Readonly<Record<SymbolStyle, string>> = { iec: "european resistor", ansi: "american resistor" };

/** How a circuit is drawn in LaTeX; see {@link DrawingOptions}. */
export type LatexOptions = Pick<DrawingOptions, "style" | "values" | "width">;

/**
 * A circuit as an environment for LaTeX with the package circuitikz, version 1.4.6 of 2022 or later (older ones lack CPE); the same
 * drawing as that of `drawCircuit`, in the same size.
 *
 * @throws {RangeError} for a width that is not above 0, and for values of parameters that the circuit does not have.
 */
export function toCircuitikz(circuit: Circuit, options: LatexOptions = {}): string {
  const { style = "iec", width = USUAL_WIDTH } = options;
  const drawing = layoutWith(circuit, options);
  const scale = drawing.width > width ? `[scale=${(width / drawing.width).toFixed(3)}, transform shape]` : "";
  const [start, end] = drawing.terminals;
  const at = ({ x, y }: Point): string => `(${centimetres(x - start.x)},${centimetres(start.y - y)})`;
  const wires = traceWires(drawing).map((points) => `  \\draw ${points.map(at).join(" -- ")};`);
  return `${[
    "% needs \\usepackage{circuitikz}",
    `\\begin{circuitikz}${scale}`,
    ...(drawing.elements.some(({ shape }) => shape === "capacitor" || shape === "constant-phase")
      ? [`  ${PLATES}`]
      : []),
    ...drawing.elements.flatMap((drawn) => elementLines(drawn, at, style)),
    ...wires,
    ...drawing.joints.map((joint) => `  \\node[circ] at ${at(joint)} {};`),
    ...[start, end].map((terminal) => `  \\node[ocirc] at ${at(terminal)} {};`),
    "\\end{circuitikz}",
  ].join("\n")}\n`;
}

function elementLines(
  { shape, left, right, name, values }: DrawnElement,
  at: (point: Point) => string,
  style: SymbolStyle,
): string[] {
  const label = texMath(name.text);
  const middle = { x: (left.x + right.x) / 2, y: left.y };
  const half = shape === "box" ? BOX_HALF_HEIGHT : HALF_HEIGHT;
  const below = { x: middle.x, y: middle.y + half + VALUES_GAP };
  const lines = values.map(({ text }) => texMath(text)).join("\\\\");
  const component = shape === "resistor" ? RESISTORS[style] : shape === "box" ? "" : COMPONENTS[shape];
  const size = `minimum width=${centimetres(right.x - left.x)}cm, minimum height=${centimetres(2 * half)}cm`;
  return [
    shape === "box"
      ? `  \\node[draw, thick, inner sep=1pt, ${size}] at ${at(middle)} {${label}};`
      : `  \\draw ${at(left)} to[${component}, l={${label}}] ${at(right)};`,
    ...(lines === ""
      ? []
      : [`  \\node[below, align=center, font=\\footnotesize, inner sep=1pt] at ${at(below)} {${lines}};`]),
  ];
}

/** Ten micrometres are finer than any line. */
function centimetres(pixels: number): string {
  return String(Number((CM_PER_PIXEL * pixels).toFixed(3)));
}
