/**
 * Sets pieces of text with spaces between them in lines of at most `width` characters (a longer piece stands alone); lines
 * after the first are indented.
 */
export function wrapPieces(pieces: readonly string[], width: number, indent = 0): string {
  const lines: string[] = [];
  let line = "";
  for (const piece of pieces) {
    const room = lines.length === 0 ? width : width - indent;
    if (line !== "" && line.length + 1 + piece.length > room) {
      lines.push(line);
      line = piece;
    } else {
      line = line === "" ? piece : `${line} ${piece}`;
    }
  }
  lines.push(line);
  return lines.map((each, index) => (index === 0 ? each : " ".repeat(indent) + each)).join("\n");
}

/** The same for a text that may be broken at each of its spaces. */
export function wrapText(text: string, width: number, indent = 0): string {
  return wrapPieces(text.split(" "), width, indent);
}
