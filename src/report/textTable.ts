import { displayWidth, padDisplay } from "./displayWidth.ts";

/** How a column stands: numbers to the right, words to the left. */
export type Alignment = "left" | "right";

/**
 * Sets rows of text as a table with two spaces between the columns and a rule under the header.
 *
 * @param header one title a column.
 * @param alignments one entry a column.
 */
export function textTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  alignments: readonly Alignment[],
): string {
  const widths = header.map((title, column) =>
    rows.reduce((widest, row) => Math.max(widest, displayWidth(row[column] ?? "")), displayWidth(title)),
  );
  const line = (cells: readonly string[]): string =>
    widths
      .map((width, column) => {
        const cell = cells[column] ?? "";
        return padDisplay(cell, width, alignments[column] === "right" ? "start" : "end");
      })
      .join("  ")
      .trimEnd();
  return [line(header), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}

/** Sets labels and texts in two columns, the second one aligned. */
export function labelledLines(entries: readonly (readonly [label: string, text: string])[]): string {
  const width = Math.max(...entries.map(([label]) => displayWidth(label)));
  return entries.map(([label, text]) => `${padDisplay(label, width)}  ${text}`).join("\n");
}
