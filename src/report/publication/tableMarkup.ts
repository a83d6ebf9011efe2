/** Where the fields of a column stand. */
export type Alignment = "left" | "right";

/** A table of Markdown; fields are written as they are. */
export function markdownTable(
  header: readonly string[],
  alignment: readonly Alignment[],
  body: readonly (readonly string[])[],
): string {
  const line = (fields: readonly string[]): string => `| ${fields.join(" | ")} |\n`;
  const rule = alignment.map((side) => (side === "right" ? "---:" : "---"));
  return [line(header), line(rule), ...body.map(line)].join("");
}

/** A `tabular` of LaTeX; fields are written as they are. */
export function latexTable(
  header: readonly string[],
  alignment: readonly Alignment[],
  body: readonly (readonly string[])[],
): string {
  const line = (fields: readonly string[]): string => `  ${fields.join(" & ")} \\\\\n`;
  return [
    `\\begin{tabular}{${alignment.map((side) => side.charAt(0)).join("")}}\n  \\hline\n`,
    line(header),
    "  \\hline\n",
    ...body.map(line),
    "  \\hline\n\\end{tabular}\n",
  ].join("");
}
