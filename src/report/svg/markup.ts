import { plotWidths, type Look } from "./look.ts";
import { ADAPTIVE, adaptiveStyle, exchangedColours, PALETTES, type Theme } from "./theme.ts";

/** What journals ask for, and what stands in for it with the same widths of letters. */
export const FONT = "Helvetica, Arial, 'Liberation Sans', Arimo, sans-serif";

/** Attributes of an SVG element; numbers are written with two decimals at most. */
export type Attributes = Readonly<Record<string, string | number>>;

/** An SVG element with its content, which must already be markup. */
export function tag(name: string, attributes: Attributes, content = ""): string {
  const written = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${typeof value === "number" ? short(value) : escapeText(value)}"`)
    .join("");
  return content === "" ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

/** Text for use between tags and in attributes. */
export function escapeText(text: string): string {
  return text
    .replace(/[^\P{Cc}\t\n\r]/gu, "\uFFFD")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
}

/** Pixels with two decimals at most. */
export function short(value: number): string {
  return String(Number(value.toFixed(2)));
}

/** A line of text. */
export function label(x: number, y: number, text: string, attributes: Attributes = {}): string {
  return tag("text", { x, y, ...attributes }, escapeText(text));
}

/** What a figure may have other than usual. */
export interface FigureLook {
  readonly theme?: Theme;
  /** How large it is shown, as a share of its own size. */
  readonly scale?: number;
}

/**
 * A whole figure, on white unless its theme is another, with a title for people who cannot see it. What has no colour of its own is
 * filled with ink.
 */
export function figure(
  width: number,
  height: number,
  title: string,
  content: readonly string[],
  { theme = "light", scale = 1 }: FigureLook = {},
): string {
  const { ground, ink } = PALETTES[theme === "dark" ? "dark" : "light"];
  const root = {
    xmlns: "http://www.w3.org/2000/svg",
    width: scale * width,
    height: scale * height,
    viewBox: `0 0 ${short(width)} ${short(height)}`,
    role: "img",
    "font-family": FONT,
    "font-size": 12,
    fill: ink,
    ...(theme === "auto" ? { class: ADAPTIVE } : {}),
  };
  const background = tag("rect", { width, height, fill: ground });
  const adaptation = theme === "auto" ? [adaptiveStyle()] : [];
  const parts = ["", `<title>${escapeText(title)}</title>`, ...adaptation, background, ...content, ""];
  return `${tag("svg", root, parts.join("\n"))}\n`;
}

/**
 * A whole plot of a height in points, as wide as its column is printed.
 *
 * @param description what is to be seen, for people who cannot see it.
 */
export function plotFigure(
  height: number,
  title: string,
  content: readonly string[],
  look: Look,
  description = "",
): string {
  const { theme, palette, width } = look;
  const printedWidth = plotWidths[look.size];
  const root = {
    xmlns: "http://www.w3.org/2000/svg",
    width: `${short(printedWidth)}mm`,
    height: `${short((printedWidth * height) / width)}mm`,
    viewBox: `0 0 ${short(width)} ${short(height)}`,
    role: "img",
    "font-family": FONT,
    "font-size": look.text,
    fill: palette.ink,
    ...(theme === "auto" ? { class: ADAPTIVE } : {}),
  };
  const background = tag("rect", { width, height, fill: palette.ground });
  const adaptation = theme === "auto" ? [exchangedColours()] : [];
  const described = description === "" ? "" : `<desc>${escapeText(description)}</desc>`;
  const parts = ["", `<title>${escapeText(title)}</title>`, described, ...adaptation, background, ...content, ""];
  return `${tag("svg", root, parts.filter((part, k) => part !== "" || k === 0).join("\n"))}\n`;
}
