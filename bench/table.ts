/** Prints a table with columns as wide as their widest entry; numbers and their like stand at the right. */
export function printTable(header: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = header.map((title, j) => Math.max(title.length, ...rows.map((row) => row[j]?.length ?? 0)));
  const rightward = header.map((_, j) => rows.every((row) => /^[-+]?[\d.]/.test(row[j] ?? "") || row[j] === ""));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, j) => (rightward[j] ? cell.padStart(widths[j] ?? 0) : cell.padEnd(widths[j] ?? 0)))
      .join("  ")
      .trimEnd();
  console.log(line(header));
  console.log(widths.map((width) => "-".repeat(width)).join("  "));
  for (const row of rows) console.log(line(row));
}
