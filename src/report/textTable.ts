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
    Math.max(title.length, ...rows.map((row) => (row[column] ?? "").length)),
  );
  const line = (cells: readonly string[]): string =>
    widths
      .map((width, column) => {
        const cell = cells[column] ?? "";
        return alignments[column] === "right" ? cell.padStart(width) : cell.padEnd(width);
      })
      .join("  ")
      .trimEnd();
  return [line(header), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}

/** Sets labels and texts in two columns, the second one aligned. */
export function labelledLines(entries: readonly (readonly [label: string, text: string])[]): string {
  const width = Math.max(...entries.map(([label]) => label.length));
  return entries.map(([label, text]) => `${label.padEnd(width)}  ${text}`).join("\n");
}
