import type { Wire } from "./drawing.ts";

/** The same wires with pieces that continue each other in one piece, and without those of no length. */
export function joinWires(wires: readonly Wire[]): Wire[] {
  const isLevel = ({ from, to }: Wire): boolean => from.y === to.y;
  const long = wires.filter(({ from, to }) => from.x !== to.x || from.y !== to.y);
  return [
    ...join(long.filter(isLevel), ({ from, to }) => ({ line: from.y, start: from.x, end: to.x })).map(
      ({ line, start, end }): Wire => ({ from: { x: start, y: line }, to: { x: end, y: line } }),
    ),
    ...join(
      long.filter((wire) => !isLevel(wire)),
      ({ from, to }) => ({ line: from.x, start: from.y, end: to.y }),
    ).map(({ line, start, end }): Wire => ({ from: { x: line, y: start }, to: { x: line, y: end } })),
  ];
}

/** A piece of a line; `line` says which. */
interface Piece {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

function join(wires: readonly Wire[], pieceOf: (wire: Wire) => Piece): Piece[] {
  const joined: Piece[] = [];
  for (const piece of wires.map(pieceOf).sort((a, b) => a.line - b.line || a.start - b.start)) {
    const last = joined.at(-1);
    if (last === undefined || last.line !== piece.line || piece.start > last.end) joined.push(piece);
    else joined[joined.length - 1] = { ...last, end: Math.max(last.end, piece.end) };
  }
  return joined;
}
