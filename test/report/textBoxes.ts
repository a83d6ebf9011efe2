import { textWidth } from "../../src/report/svg/textWidth.ts";

/** A line of text of an SVG with the four corners of what it covers. */
export interface DrawnLine {
  readonly text: string;
  readonly corners: readonly (readonly [x: number, y: number])[];
}

const ENTITIES: Readonly<Record<string, string>> = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&" };
/** The widths of `textWidth` are on the safe side; letters that really touch are nearer than that. */
const SHARE_OF_WIDTH = 0.93;
/** Height of digits and capitals above their line, as a share of the size. */
const ASCENT = 0.68;

function attribute(attributes: string, name: string): string | undefined {
  return new RegExp(`(?:^| )${name}="([^"]*)"`).exec(attributes)?.[1];
}

/** The lines of text of a plot, those that are turned as well. */
export function linesOfText(svg: string): DrawnLine[] {
  const usual = Number(attribute(/^<svg([^>]*)>/.exec(svg)?.[1] ?? "", "font-size") ?? "12");
  return [...svg.matchAll(/<text([^>]*)>(.*?)<\/text>/g)].map(([, attributes = "", content = ""]) => {
    const size = Number(attribute(attributes, "font-size") ?? usual);
    const [x, y] = [Number(attribute(attributes, "x")), Number(attribute(attributes, "y"))];
    let width = 0;
    let text = "";
    for (const [, own = "", inner, bare] of content.matchAll(/<tspan([^>]*)>([^<]*)<\/tspan>|([^<]+)/g)) {
      const written = (inner ?? bare ?? "").replace(/&\w+;/g, (entity) => ENTITIES[entity] ?? entity);
      text += written;
      width += SHARE_OF_WIDTH * textWidth(written, Number(attribute(own, "font-size") ?? size));
    }
    const anchor = attribute(attributes, "text-anchor");
    const left = x - (anchor === "middle" ? width / 2 : anchor === "end" ? width : 0);
    const corners = [
      [left, y],
      [left + width, y],
      [left + width, y - ASCENT * size],
      [left, y - ASCENT * size],
    ] as const;
    return { text, corners: corners.map((corner) => turned(corner, attribute(attributes, "transform"))) };
  });
}

function turned([x, y]: readonly [number, number], transform = ""): [number, number] {
  const [, degrees, aboutX, aboutY] = /^rotate\((\S+) (\S+) (\S+)\)$/.exec(transform) ?? [];
  if (degrees === undefined) return [x, y];
  const angle = (Number(degrees) * Math.PI) / 180;
  const [dx, dy] = [x - Number(aboutX), y - Number(aboutY)];
  return [
    Number(aboutX) + dx * Math.cos(angle) - dy * Math.sin(angle),
    Number(aboutY) + dx * Math.sin(angle) + dy * Math.cos(angle),
  ];
}

/** The rectangle about a line, which is the line's own as all are level or upright. */
export function boxOf({ corners }: DrawnLine): { left: number; right: number; top: number; bottom: number } {
  const [across, down] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  return { left: Math.min(...across), right: Math.max(...across), top: Math.min(...down), bottom: Math.max(...down) };
}

/** Circles that are seen: those in a nested frame only inside it. */
function circlesOf(svg: string): { x: number; y: number }[] {
  const frames: { left: number; right: number; top: number; bottom: number }[] = [];
  const circles: { x: number; y: number }[] = [];
  for (const [whole, own = ""] of svg.replace(/^<svg[^>]*>/, "").matchAll(/<svg([^>]*)>|<\/svg>|<circle[^>]*>/g)) {
    const number = (name: string): number => Number(attribute(own === "" ? whole.slice(7) : own, name));
    if (whole.startsWith("</")) frames.pop();
    else if (whole.startsWith("<svg")) {
      const [left, top] = [number("x"), number("y")];
      frames.push({ left, top, right: left + number("width"), bottom: top + number("height") });
    } else {
      const [x, y] = [number("cx"), number("cy")];
      if (frames.every((frame) => x > frame.left && x < frame.right && y > frame.top && y < frame.bottom)) {
        circles.push({ x, y });
      }
    }
  }
  return circles;
}

/** Names that stand on the middle of a mark of the data. */
export function coveredMarks(svg: string): string[] {
  const circles = circlesOf(svg);
  return linesOfText(svg)
    .map((line) => ({ text: line.text, ...boxOf(line) }))
    .filter(({ left, right, top, bottom }) =>
      circles.some(({ x, y }) => x > left && x < right && y > top && y < bottom),
    )
    .map(({ text }) => `${text} covers a mark`);
}

/** Pairs of lines that cover each other, and lines that leave the figure. */
export function textFaults(svg: string): string[] {
  const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? [];
  const lines = linesOfText(svg).map((line) => ({ text: line.text, ...boxOf(line) }));
  const faults = lines
    .filter(({ left, right, top, bottom }) => left < 0 || top < 0 || right > Number(width) || bottom > Number(height))
    .map(({ text }) => `${text} leaves the figure`);
  lines.forEach((one, k) => {
    for (const other of lines.slice(k + 1)) {
      const isApart =
        one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top;
      if (!isApart) faults.push(`${one.text} covers ${other.text}`);
    }
  });
  return faults;
}
