import type { Block, Definitions, Figure, Reference, ReportDocument, Table } from "../document.ts";
import { plain } from "../words.ts";
import { TEX_COLOURS, texPlot } from "./texPlot.ts";
import { TEX_OTHER, texCode, texText, texWords } from "./texText.ts";

/** Between the formula and what it abbreviates. */
const PARTS = ",\\quad ";
/** A column of longer words is broken into lines. */
const NARROW = 20;
/** Of all columns that are not broken, so that one that is finds room. */
const WIDEST = 92;
/** A table of so many rows fits a page with its caption. */
const ROWS_KEPT_TOGETHER = 40;

const PREAMBLE = String.raw`\documentclass[a4paper,10pt]{article}
\usepackage{iftex}
\ifPDFTeX
  \usepackage[T1]{fontenc}
  \usepackage[utf8]{inputenc}
  \IfFileExists{lmodern.sty}{\usepackage{lmodern}}{}
\fi
\usepackage{textcomp}
\usepackage[margin=22mm]{geometry}
\usepackage{amsmath}
\usepackage{array}
\usepackage{booktabs}
\usepackage{tabularx}
\usepackage{caption}
\usepackage{xcolor}
\usepackage{pgfplots}
\pgfplotsset{compat=1.16}
\usepackage{circuitikz}
\usepackage[hidelinks]{hyperref}
\captionsetup{font=small, labelfont=bf, justification=raggedright, singlelinecheck=false, skip=4pt}
\setlength{\parindent}{0pt}
\setlength{\parskip}{0.5em}
\emergencystretch=3em
\newcolumntype{L}{>{\raggedright\arraybackslash}X}`;

/** A report as a LaTeX document of its own; plots are drawn by pgfplots from the data in it, the circuit by circuitikz. */
export function renderLatex(report: ReportDocument): string {
  const { title, subtitle, summary, sections, version } = report;
  return [
    `% Made by eisfit ${version}. To be set by pdflatex, lualatex or xelatex, twice.`,
    PREAMBLE,
    TEX_OTHER,
    TEX_COLOURS,
    `\\hypersetup{pdftitle={${texText(title)}}}`,
    "\\begin{document}",
    `{\\LARGE\\bfseries\\raggedright ${texText(title)}\\par}`,
    `{${texText(subtitle)}\\par}`,
    definitions(summary),
    ...sections.flatMap(({ title: name, blocks }) => [
      // The bibliography brings its own heading.
      ...(blocks[0]?.kind === "references" ? [] : [`\\section{${texText(name)}}`]),
      ...blocks.map(renderBlock),
    ]),
    "\\end{document}",
    "",
  ].join("\n\n");
}

function renderBlock(block: Block): string {
  switch (block.kind) {
    case "paragraph":
      return block.tone === undefined
        ? texWords(block.words)
        : `\\begin{quote}\n${texWords(block.words)}\n\\end{quote}`;
    case "list":
      return ["\\begin{itemize}", ...block.items.map((item) => `  \\item ${texWords(item)}`), "\\end{itemize}"].join(
        "\n",
      );
    case "code":
      return `\\begin{quote}\\raggedright\\small\n${texCode(block.text)}\n\\end{quote}`;
    case "formula":
      // In the text, so that a long sum is broken.
      return block.latex
        .split(PARTS)
        .map((part) => `{\\raggedright$\\displaystyle ${part}$\\par}`)
        .join("\n");
    case "references":
      return bibliography(block.references);
    case "definitions":
      return definitions(block);
    case "table":
      return table(block);
    case "figure":
      return figure(block);
  }
}

function definitions({ entries }: Definitions): string {
  const rows = entries.map(([label, text]) => `  \\textcolor{black!65}{${texWords(label)}} & ${texWords(text)} \\\\`);
  const columns = "@{}>{\\raggedright\\arraybackslash}p{0.27\\linewidth}L@{}";
  return ["{\\small", `\\begin{tabularx}{\\linewidth}{${columns}}`, ...rows, "\\end{tabularx}", "\\par}"].join("\n");
}

function table({ caption, columns, rows, notes = [] }: Table): string {
  const widths = columns.map(({ title }, column) =>
    Math.max(plain(title).length, ...rows.map((cells) => plain(cells[column] ?? "").length)),
  );
  const total = widths.reduce((sum, width) => sum + width, 0);
  const isBroken = (column: number): boolean =>
    total > WIDEST && columns[column]?.align === "left" && (widths[column] ?? 0) > NARROW;
  const kinds = columns.map(({ align }, column) => (isBroken(column) ? "L" : align === "right" ? "r" : "l"));
  const wide = kinds.includes("L");
  const [begin, end] = wide
    ? [`\\begin{tabularx}{\\linewidth}{@{}${kinds.join("")}@{}}`, "\\end{tabularx}"]
    : [`\\begin{tabular}{@{}${kinds.join("")}@{}}`, "\\end{tabular}"];
  const line = (cells: readonly string[]): string => `  ${cells.join(" & ")} \\\\`;
  const kept = rows.length <= ROWS_KEPT_TOGETHER;
  return [
    "\\begin{center}",
    ...(kept ? ["\\begin{minipage}{\\linewidth}\\centering"] : []),
    `\\captionof{table}{${texWords(caption)}}`,
    total > WIDEST ? "\\footnotesize\\setlength{\\tabcolsep}{3.5pt}" : "\\small",
    begin,
    "  \\toprule",
    line(columns.map(({ title }) => texWords(title))),
    "  \\midrule",
    ...rows.map((cells) => line(columns.map((_, column) => texWords(cells[column] ?? "")))),
    "  \\bottomrule",
    end,
    ...(kept ? ["\\end{minipage}"] : []),
    "\\end{center}",
    ...(notes.length === 0
      ? []
      : [`{\\footnotesize\\raggedright\n${notes.map((note) => `${texWords(note)}\\par`).join("\n")}\n}`]),
  ].join("\n");
}

function figure({ caption, drawn }: Figure): string {
  const picture =
    "circuitikz" in drawn
      ? `\\resizebox{\\ifdim\\width>\\linewidth\\linewidth\\else\\width\\fi}{!}{%\n${drawn.circuitikz.trim()}%\n}`
      : drawn.plots.map(texPlot).join("\n\n");
  return `\\begin{center}\n\\begin{minipage}{\\linewidth}\n\\centering\n${picture}\n\\captionof{figure}{${texWords(caption)}}\n\\end{minipage}\n\\end{center}`;
}

function bibliography(works: readonly Reference[]): string {
  const items = works.map(({ key, text, doi }) => {
    const link =
      doi === undefined ? "" : `, \\href{https://doi.org/${doi.replace(/[%#\\{}]/g, "\\$&")}}{doi:${texText(doi)}}`;
    return `\\bibitem{${key}} ${texText(text)}${link}.`;
  });
  return ["\\begin{thebibliography}{99}", "\\raggedright", ...items, "\\end{thebibliography}"].join("\n");
}
