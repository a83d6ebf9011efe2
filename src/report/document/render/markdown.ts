import type { Block, Definitions, Figure, ReportDocument, Run, Table, Words } from "../document.ts";

/** Between the formula and what it abbreviates. */
const PARTS = ",\\quad ";

/** A report as Markdown, and the pictures that belong beside it. */
export interface WrittenMarkdown {
  readonly text: string;
  readonly figures: readonly { readonly name: string; readonly content: string }[];
}

/** The name of a figure's file beside a report of the name `stem`. */
export function figureFile(stem: string, name: string): string {
  return `${stem}.${name}.svg`;
}

/**
 * A report as Markdown of GitHub's kind, with formulas in dollars.
 *
 * @param stem name of the report's file without its extension; those of the figures begin with it.
 */
export function renderMarkdown(report: ReportDocument, stem: string): WrittenMarkdown {
  const figures: Figure[] = [];
  let tables = 0;
  const block = (one: Block): string => {
    switch (one.kind) {
      case "paragraph":
        return one.tone === undefined ? inline(one.words) : `> ${inline(one.words)}`;
      case "list":
        return one.items.map((item) => `- ${inline(item)}`).join("\n");
      case "code":
        return `\`\`\`sh\n${one.text.replace(/[\r\n]+/g, " ").replace(/`{3,}/g, "``")}\n\`\`\``;
      case "formula":
        return one.latex
          .split(PARTS)
          .map((part) => `$$${part}$$`)
          .join("\n\n");
      case "references":
        return one.references
          .map(({ text, doi }, index) => {
            const link =
              doi === undefined
                ? ""
                : `, [doi:${escaped(doi)}](https://doi.org/${encodeURI(doi).replace(/[()]/g, encodeURIComponent)})`;
            return `${String(index + 1)}. ${escaped(text)}${link}.`;
          })
          .join("\n");
      case "definitions":
        return definitions(one);
      case "table":
        return table(one, ++tables);
      case "figure":
        figures.push(one);
        return `![${escaped(one.alternative)}](${encodeURI(figureFile(stem, one.name)).replace(/[()]/g, "\\$&")})\n\n**Figure ${String(figures.length)}.** ${inline(one.caption)}`;
    }
  };
  const sections = report.sections.map(
    ({ title, blocks }) => `## ${escaped(title)}\n\n${blocks.map(block).join("\n\n")}\n`,
  );
  const head = `# ${escaped(report.title)}\n\n${escaped(report.subtitle)}\n\n${definitions(report.summary)}\n`;
  const foot = `---\n\nMade by eisfit ${escaped(report.version)}.\n`;
  return {
    text: [head, ...sections, foot].join("\n"),
    figures: figures.map(({ name, svg }) => ({ name: figureFile(stem, name), content: svg })),
  };
}

function inline(words: Words): string {
  return typeof words === "string" ? escaped(words) : words.map(renderRun).join("");
}

function renderRun({ text, italic, strong, code, level, href }: Run): string {
  let markup = code === true ? codeSpan(text) : escaped(text);
  if (italic === true) markup = `<i>${markup}</i>`;
  if (strong === true) markup = `**${markup}**`;
  if (level !== undefined) markup = level === "subscript" ? `<sub>${markup}</sub>` : `<sup>${markup}</sup>`;
  return href === undefined ? markup : `[${markup}](${href})`;
}

/** Text of others must neither end a cell nor become markup. */
function escaped(text: string): string {
  return text
    .replace(/[^\P{Cc}\t\n\r]/gu, "\uFFFD")
    .replace(/[\r\n\t]+/g, " ")
    .replace(/[\\|*_<>`[\]$~&]/g, "\\$&")
    .replace(/^(\d+)(?=[.)]\s)/, "$1\\")
    .replace(/^(?=[#+-]+\s)/, "\\");
}

/** In a table a bar would end the cell, in a span of code too. */
function codeSpan(text: string): string {
  const line = text.replace(/[\p{Cc}]+/gu, " ").replace(/\|/g, "\\|");
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  return longest > 0 ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}

function definitions({ entries }: Definitions): string {
  const rows = entries.map(([label, text]) => `| ${inline(label)} | ${inline(text)} |`);
  return ["| | |", "| --- | --- |", ...rows].join("\n");
}

function table({ caption, columns, rows, notes = [] }: Table, number: number): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const lines = [
    line(columns.map(({ title }) => inline(title))),
    line(columns.map(({ align }) => (align === "right" ? "---:" : "---"))),
    ...rows.map((cells) => line(columns.map((_, column) => inline(cells[column] ?? "")))),
  ];
  const below = notes.map((note) => `\n${inline(note)}`);
  return [`**Table ${String(number)}.** ${inline(caption)}`, "", ...lines, ...below].join("\n");
}
