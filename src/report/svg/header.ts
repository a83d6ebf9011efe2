import type { Look } from "./look.ts";
import { label, short, tag, type Attributes } from "./markup.ts";
import { markLook, markPath, type MarkShape } from "./marks.ts";
import { richLabel } from "./richMarkup.ts";
import { plain, richWidth, type RichText } from "./richText.ts";
import { textWidth } from "./textWidth.ts";

/** An entry of a legend. */
export interface LegendEntry {
  readonly text: string | RichText;
  /** What follows the text, in a row of its own where both are too long for one. */
  readonly more?: RichText;
  readonly colour: string;
  readonly shape: MarkShape | "line" | "area" | "none";
  readonly filled?: boolean;
  /** Of a line. */
  readonly dash?: string;
  readonly width?: number;
  /** A line through the mark. */
  readonly line?: boolean;
  readonly opacity?: number;
}

/** What stands above the panels of a plot. */
export interface HeaderContent {
  readonly title: string;
  /** What a person should know, as that not all points are shown. */
  readonly notes?: readonly string[];
  readonly legend?: readonly LegendEntry[];
}

/** A head whose height is known before its place. */
export interface Header {
  readonly height: number;
  /** @param left where the frames begin. */
  draw(left: number): string[];
}

const TOP = 5;
const BELOW = 4;
const LINE_HEIGHT = 1.3;
const MOST_LINES = 2;
const SAMPLE = 13;
const SAMPLE_GAP = 3.5;
const ENTRY_GAP = 7;
/** The frames begin at most so far from the left edge. */
const LARGEST_LEFT = 40;
const RIGHT = 8;

/** Title, notes and legend one below the other, each broken into lines where it is too long. */
export function headerOf({ title, notes = [], legend = [] }: HeaderContent, look: Look): Header {
  const room = look.width - LARGEST_LEFT - RIGHT;
  const titles = look.heading ? linesOf(title, look.name * 1.05, look.width - 2 * RIGHT) : [];
  const remarks = notes.flatMap((note) => linesOf(note, look.small, look.width - 2 * RIGHT));
  const rows = legendRows(
    legend.flatMap((entry) => inRows(entry, look, room)).map((entry) => shortened(entry, look, room)),
    look,
    room,
  );
  const titleHeight = titles.length * look.name * LINE_HEIGHT;
  const notesHeight = remarks.length * look.small * LINE_HEIGHT;
  const legendHeight = rows.length * look.text * LINE_HEIGHT + (rows.length > 0 ? 1.5 : 0);
  return {
    height: TOP + titleHeight + notesHeight + legendHeight + BELOW,
    draw(left) {
      const parts: string[] = [];
      let y = TOP;
      for (const line of titles) {
        y += look.name * LINE_HEIGHT;
        parts.push(label(RIGHT / 2, y - 0.3 * look.name, line, { "font-size": look.name, "font-weight": "bold" }));
      }
      for (const line of remarks) {
        y += look.small * LINE_HEIGHT;
        parts.push(label(RIGHT / 2, y - 0.3 * look.small, line, { "font-size": look.small, fill: look.palette.muted }));
      }
      for (const row of rows) {
        y += look.text * LINE_HEIGHT;
        parts.push(...drawRow(row, left, y - 0.2 * look.text, look));
      }
      return parts;
    },
  };
}

/** A text in at most two lines; what is left over is cut. */
export function linesOf(text: string, size: number, room: number): string[] {
  const lines: string[] = [];
  let rest = text.trim();
  while (rest !== "" && lines.length < MOST_LINES) {
    const isLast = lines.length === MOST_LINES - 1;
    const whole = longestStart(rest, size, room);
    if (whole === rest.length) return [...lines, rest];
    if (isLast) return [...lines, `${rest.slice(0, longestStart(rest, size, room - size)).trimEnd()}\u2026`];
    // Behind a space, or a joint of a circuit's text.
    const joint = Math.max(...[" ", "-", "_", ","].map((each) => rest.lastIndexOf(each, whole - 1))) + 1;
    const end = joint > whole / 2 ? joint : whole;
    lines.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return lines;
}

function longestStart(text: string, size: number, room: number): number {
  let end = text.length;
  while (end > 1 && textWidth(text.slice(0, end), size) > room) end--;
  return end;
}

function richOf(text: string | RichText): RichText {
  return typeof text === "string" ? plain(text) : text;
}

function entryWidth({ text }: LegendEntry, { text: size }: Look): number {
  return SAMPLE + SAMPLE_GAP + richWidth(richOf(text), size) + ENTRY_GAP;
}

/** An entry with what follows it, as one or as two. */
function inRows(entry: LegendEntry, look: Look, room: number): LegendEntry[] {
  const { more, ...first } = entry;
  if (more === undefined) return [entry];
  const joined = { ...first, text: [...richOf(entry.text), { text: ", " }, ...more] };
  const fits = entryWidth(joined, look) - ENTRY_GAP <= room;
  return fits ? [joined] : [first, { text: more, colour: entry.colour, shape: "none" }];
}

/** An entry that would be wider than the plot, with the end of its first words cut. */
function shortened(entry: LegendEntry, look: Look, room: number): LegendEntry {
  const [first, ...others] = richOf(entry.text);
  const excess = entryWidth(entry, look) - ENTRY_GAP - room;
  if (first === undefined || excess <= 0) return entry;
  const words = first.text.replace(/[,\s]+$/, "");
  const own = textWidth(first.text, look.text) - excess - textWidth("\u2026, ", look.text);
  const cut = words.slice(0, longestStart(words, look.text, Math.max(0, own))).trimEnd();
  const mark = first.text === words ? "\u2026" : `\u2026${first.text.slice(words.length)}`;
  return { ...entry, text: [{ ...first, text: cut + mark }, ...others] };
}

function legendRows(entries: readonly LegendEntry[], look: Look, room: number): LegendEntry[][] {
  const rows: LegendEntry[][] = [];
  let used = Infinity;
  for (const entry of entries) {
    const width = entryWidth(entry, look);
    if (used + width - ENTRY_GAP > room) {
      rows.push([]);
      used = 0;
    }
    rows.at(-1)?.push(entry);
    used += width;
  }
  return rows;
}

function drawRow(row: readonly LegendEntry[], left: number, baseline: number, look: Look): string[] {
  let start = left;
  return row.flatMap((entry) => {
    const parts = [
      drawSample(entry, start, baseline - 0.34 * look.text, look),
      richLabel(start + SAMPLE + SAMPLE_GAP, baseline, richOf(entry.text), look.text),
    ];
    start += entryWidth(entry, look);
    return parts;
  });
}

function drawSample(entry: LegendEntry, x: number, y: number, look: Look): string {
  const { colour, shape, dash, width = look.line, filled = false, opacity = 1 } = entry;
  if (shape === "none") return "";
  const faded: Attributes = opacity === 1 ? {} : { opacity };
  if (shape === "area") {
    return tag("rect", { x, y: y - 2.6, width: SAMPLE, height: 5.2, fill: colour, ...faded });
  }
  const line = tag("path", {
    d: `M${short(x)} ${short(y)}h${String(SAMPLE)}`,
    stroke: colour,
    "stroke-width": width,
    ...(dash === undefined ? {} : { "stroke-dasharray": dash }),
    ...faded,
  });
  if (shape === "line") return line;
  const style = { colour, shape, filled, radius: 2.1 };
  const mark = tag("g", markLook(style, look.palette), markPath(x + SAMPLE / 2, y, style));
  return entry.line === true ? `${line}${mark}` : mark;
}
