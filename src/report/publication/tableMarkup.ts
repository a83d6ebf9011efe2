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

/** The lines of a table of LaTeX: its own, or those of the package booktabs. */
export type Rules = "hline" | "booktabs";

/** What a table with more than LaTeX's own commands begins with. */
const NEEDED = "% needs \\usepackage{booktabs} and \\usepackage{siunitx}, version 3\n";

/** A `tabular` of LaTeX; fields are written as they are. */
export function latexTable(
  header: readonly string[],
  alignment: readonly Alignment[],
  body: readonly (readonly string[])[],
  rules: Rules = "hline",
): string {
  const line = (fields: readonly string[]): string => `  ${fields.join(" & ")} \\\\\n`;
  const rule = (name: string): string => `  \\${rules === "hline" ? "hline" : name}\n`;
  return [
    rules === "hline" ? "" : NEEDED,
    `\\begin{tabular}{${alignment.map((side) => side.charAt(0)).join("")}}\n`,
    rule("toprule"),
    line(header),
    rule("midrule"),
    ...body.map(line),
    rule("bottomrule"),
    "\\end{tabular}\n",
  ].join("");
}
