import type { ElementRecord } from "../../../elements/element.ts";

/** What an element looks like. */
export type Shape = "resistor" | "capacitor" | "constant-phase" | "inductor" | "modified-inductor" | "box";

/** How far a shape reaches along its wire, in pixels; even, so that all middles are whole pixels. Boxes are as wide as their name. */
export const SHAPE_WIDTHS: Readonly<Record<Exclude<Shape, "box">, number>> = {
  resistor: 44,
  capacitor: 28,
  "constant-phase": 34,
  inductor: 44,
  "modified-inductor": 44,
};
/** How far shapes reach from the wire. */
export const HALF_HEIGHT = 11;
export const BOX_HALF_HEIGHT = 14;
export const LEAST_BOX_WIDTH = 40;
/** Between the name in a box and its ends. */
export const BOX_PADDING = 9;

/** Elements of the form A s^n have symbols of their own; all others are boxes with their name. */
export function shapeOf({ powerLaw }: ElementRecord): Shape {
  if (powerLaw === undefined) return "box";
  const { domain, exponent } = powerLaw;
  if (exponent === 0) return "resistor";
  if (exponent === 1) return domain === "admittance" ? "capacitor" : "inductor";
  if (typeof exponent === "number") return "box";
  return domain === "admittance" ? "constant-phase" : "modified-inductor";
}
