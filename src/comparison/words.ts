/** A probability as people read it: `p = 0.034`, `p < 1e-9`. */
export function printProbability(p: number): string {
  if (p < 1e-9) return "p < 1e-9";
  return `p = ${p < 1e-3 ? p.toExponential(0) : Number(p.toPrecision(2))}`;
}

/** A ratio or statistic with three digits. */
export function printFigure(figure: number): string {
  return figure < 1e4 ? String(Number(figure.toPrecision(3))) : figure.toExponential(1);
}
