import { RECORD_ID, REPORT_MARK } from "../../../io/report.ts";
import { jsonNumber } from "../../fitJson.ts";
import { escapeText, tag } from "../../svg/markup.ts";
import type { Block, Definitions, Figure, Reference, ReportDocument, Run, Section, Table, Words } from "../document.ts";
import { plain } from "../words.ts";
import { HTML_STYLE } from "./htmlStyle.ts";
import { mathmlOf } from "./mathml.ts";

/** Nothing is fetched or run, whatever a file may have brought into the page. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
/** A longer table may be divided between pages. */
const ROWS_KEPT_TOGETHER = 14;
/** Lists of so many short items stand in columns. */
const FEWEST_IN_COLUMNS = 5;
const LONGEST_IN_COLUMNS = 60;

/** A report as one HTML page that needs nothing else and can be opened again. */
export function renderHtml(report: ReportDocument): string {
  const { title, subtitle, summary, sections, version } = report;
  const numbers = new Numbers();
  const contents = sections.map(({ id, title: name }) => tag("li", {}, tag("a", { href: `#${id}` }, escapeText(name))));
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta name="${REPORT_MARK}" content="1" />
<meta name="generator" content="${escapeText(`eisfit ${version}`)}" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta http-equiv="Content-Security-Policy" content="${POLICY}" />
<title>${escapeText(title)}</title>
<style>${HTML_STYLE}</style>
</head>
<body>
<header>
<h1>${escapeText(title)}</h1>
<p>${escapeText(subtitle)}</p>
<div class="summary">
${definitions(summary)}
</div>
<nav aria-label="Contents"><ol>${contents.join("")}</ol></nav>
</header>
<main>
${sections.map((section) => renderSection(section, numbers)).join("\n")}
</main>
<footer>Made by ${escapeText(`eisfit ${version}`)}. This file holds the data and the result; <code>eisfit fit</code> opens it again.</footer>
<script type="application/json" id="${RECORD_ID}">
${recordText(report.record)}
</script>
</body>
</html>
`;
}

/** JSON of which nothing ends the script, and that stands in XML as well. */
function recordText(record: object): string {
  const text = JSON.stringify(record, (_, value: unknown) => (typeof value === "number" ? jsonNumber(value) : value));
  return text.replace(/[<&]/g, (sign) => (sign === "<" ? "\\u003c" : "\\u0026"));
}

/** Tables and figures are counted through the report. */
class Numbers {
  tables = 0;
  figures = 0;
}

function renderSection({ id, title, blocks }: Section, numbers: Numbers): string {
  const content = blocks.map((block) => renderBlock(block, numbers));
  return `<section aria-labelledby="${id}">\n<h2 id="${id}">${escapeText(title)}</h2>\n${content.join("\n")}\n</section>`;
}

function renderBlock(block: Block, numbers: Numbers): string {
  switch (block.kind) {
    case "paragraph":
      return tag("p", block.tone === undefined ? {} : { class: block.tone }, inline(block.words));
    case "list":
      return `<ul${isShort(block.items) ? ' class="short"' : ""}>\n${block.items.map((item) => tag("li", {}, inline(item))).join("\n")}\n</ul>`;
    case "code":
      return `<pre><code>${escapeText(block.text)}</code></pre>`;
    case "formula":
      return mathmlOf(block.latex)
        .map((terms) => tag("div", { class: "formula" }, terms.join(" ")))
        .join("\n");
    case "references":
      return references(block.references);
    case "definitions":
      return definitions(block);
    case "table":
      return table(block, ++numbers.tables);
    case "figure":
      return figure(block, ++numbers.figures);
  }
}

function inline(words: Words): string {
  return typeof words === "string" ? escapeText(words) : words.map(renderRun).join("");
}

function renderRun({ text, italic, strong, code, level, href, cites }: Run): string {
  let markup = escapeText(text);
  if (code === true) markup = tag("code", {}, markup);
  if (italic === true) markup = tag("i", {}, markup);
  if (strong === true) markup = tag("strong", {}, markup);
  if (level !== undefined) markup = tag(level === "subscript" ? "sub" : "sup", {}, markup);
  const address = cites === undefined ? href : `#ref-${cites}`;
  return address === undefined ? markup : tag("a", { href: address }, markup);
}

function definitions({ entries }: Definitions): string {
  const rows = entries.map(([label, text]) => `<dt>${inline(label)}</dt><dd>${inline(text)}</dd>`);
  return `<dl>\n${rows.join("\n")}\n</dl>`;
}

function table({ caption, columns, rows, notes = [] }: Table, number: number): string {
  const classOf = (column: number): string => {
    const { align, whole } = columns[column] ?? {};
    return align === "right" ? ' class="right"' : whole === true ? ' class="keep"' : "";
  };
  const head = columns.map(({ title }, column) =>
    plain(title) === "" ? `<td${classOf(column)}></td>` : `<th scope="col"${classOf(column)}>${inline(title)}</th>`,
  );
  const body = rows.map((cells) => {
    const [name = "", ...others] = cells;
    const rest = others.map((cell, place) => `<td${classOf(place + 1)}>${inline(cell)}</td>`);
    return `<tr><th scope="row"${classOf(0)}>${inline(name)}</th>${rest.join("")}</tr>`;
  });
  const label = escapeText(`Table ${String(number)}`);
  const kept = rows.length <= ROWS_KEPT_TOGETHER ? " whole" : "";
  return `<div class="scroll${kept}" role="region" tabindex="0" aria-label="${label}">
<table>
<caption><b>${label}.</b> ${inline(caption)}</caption>
<thead><tr>${head.join("")}</tr></thead>
<tbody>
${body.join("\n")}
</tbody>
</table>${notes.length === 0 ? "" : `\n<ul class="notes">${notes.map((note) => tag("li", {}, inline(note))).join("")}</ul>`}
</div>`;
}

function figure({ name, caption, alternative, svg }: Figure, number: number): string {
  // The words for those who cannot see it are those of the report.
  const picture = svg
    .trim()
    .replace(/<title>[^<]*<\/title>/, `<title>${escapeText(alternative).replaceAll("$", "$$$$")}</title>`);
  const kind = name === "circuit" ? "" : ' class="plot"';
  return `<figure id="figure-${name}"${kind}>
<div class="scroll" role="region" tabindex="0" aria-label="Figure ${String(number)}">${picture}</div>
<figcaption><b>Figure ${String(number)}.</b> ${inline(caption)}</figcaption>
</figure>`;
}

/** Whether a list may stand in columns. */
function isShort(items: readonly Words[]): boolean {
  return items.length >= FEWEST_IN_COLUMNS && items.every((item) => plain(item).length <= LONGEST_IN_COLUMNS);
}

function references(works: readonly Reference[]): string {
  const items = works.map(({ key, text, doi }) => {
    const link = doi === undefined ? "" : `, ${tag("a", { href: `https://doi.org/${doi}` }, escapeText(`doi:${doi}`))}`;
    return `<li id="ref-${key}">${escapeText(text)}${link}.</li>`;
  });
  return `<ol class="references">\n${items.join("\n")}\n</ol>`;
}
