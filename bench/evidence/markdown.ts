/** A table in Markdown; numbers stand at the right. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const rightward = header.map((_, j) => rows.every((row) => /^([-+<]?\s?[\d.]|$|-$)/.test(row[j] ?? "")));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(header), line(rightward.map((right) => (right ? "---:" : "---"))), ...rows.map(line)].join("\n");
}

/** Text of a paragraph, broken into lines of at most 118 characters. */
export function paragraph(...sentences: readonly string[]): string {
  const lines: string[] = [];
  let line = "";
  for (const word of sentences.join(" ").split(/\s+/)) {
    if (line !== "" && line.length + 1 + word.length > 118) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].join("\n");
}

export function percent(part: number, of: number): string {
  return ((100 * part) / of).toFixed(part === of ? 0 : 1);
}

/** Two digits and a power of ten, `0` for zero. */
export function size(x: number): string {
  return x === 0 ? "0" : x.toExponential(1);
}
