/** Longer words are not compared: nobody types 40 characters and misses one. */
const LONGEST_WORD = 40;
const MOST_CANDIDATES = 2000;

/** Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours. */
function editDistance(first: string, second: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: second.length + 1 }, (_, index) => index);
  for (let row = 1; row <= first.length; row++) {
    const current = [row];
    for (let column = 1; column <= second.length; column++) {
      const same = first[row - 1] === second[column - 1];
      let cost = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && first[row - 1] === second[column - 2] && first[row - 2] === second[column - 1]) {
        cost = Math.min(cost, (beforePrevious[column - 2] ?? 0) + 1);
      }
      current.push(cost);
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[second.length] ?? 0;
}

/** How many letters may be wrong in a word of this length. */
function tolerance(length: number): number {
  return length < 2 ? 0 : Math.max(1, Math.floor(length / 3));
}

/**
 * The candidate that a mistyped word was most likely meant to be.
 * @returns undefined where none is near: a third of the letters may differ, and upper and lower case all the more.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > LONGEST_WORD) return undefined;
  const lowerCase = word.toLowerCase();
  const most = tolerance(word.length);
  let best: string | undefined;
  let bestDistance = Infinity;
  let compared = 0;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > most) continue;
    if (++compared > MOST_CANDIDATES) break;
    const letters = editDistance(lowerCase, candidate.toLowerCase());
    // Among equals the one with more letters in the right case wins.
    const distance = letters + editDistance(word, candidate) / (2 * LONGEST_WORD);
    if (letters <= most && distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}
