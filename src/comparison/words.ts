/** A probability as people read it: `p = 0.034`, `p < 1e-9`. */
export function printProbability(p: number): string {
  if (p < 1e-9) return "p < 1e-9";
  return `p = ${p < 1e-3 ? p.toExponential(0) : Number(p.toPrecision(2))}`;
}
