/** Phases nearer to 0 or 180 degrees than this do not tell a sign. */
const SMALLEST_PHASE = 0.5;

/** Points whose Z'' has the sign of their phase, and whose parts give their modulus. */
export interface SignVotes {
  agree: number;
  contradict: number;
  /** Points where |Z| is not the root of Z'^2 + Z''^2. */
  wrongModulus: number;
}

/** Compares a point with its own modulus and phase (degrees), where the file has them. */
export function vote(votes: SignVotes, re: number, im: number, modulus?: number, phase?: number): void {
  if (phase !== undefined && Math.abs(phase) > SMALLEST_PHASE && Math.abs(phase) < 180 - SMALLEST_PHASE) {
    if (Math.sign(phase) === Math.sign(im)) votes.agree++;
    else votes.contradict++;
  }
  if (modulus !== undefined && Math.abs(Math.sqrt(re * re + im * im) - modulus) > 1e-3 * modulus) votes.wrongModulus++;
}

/** How the sign of a column that should hold -Z'' was decided: `flip` if the phase says that it holds Z''. */
export function decideSign(votes: SignVotes, column: string): { flip: boolean; note: string; warnings: string[] } {
  const { agree, contradict, wrongModulus } = votes;
  const flip = contradict > agree;
  const note =
    agree + contradict === 0
      ? `column ${column} was read as -Z'': its sign was changed`
      : flip
        ? `column ${column} was read as Z'' with its sign kept, because the phase says so`
        : `column ${column} was read as -Z'': its sign was changed, which the phase confirms`;
  const odd = Math.min(agree, contradict);
  const warnings = [
    ...(odd === 0
      ? []
      : [`the phase contradicts the sign of Z'' at ${String(odd)} of ${String(agree + contradict)} points`]),
    ...(wrongModulus === 0 ? [] : [`|Z| differs from the root of Z'^2 + Z''^2 at ${String(wrongModulus)} points`]),
  ];
  return { flip, note, warnings };
}
