const SHOWN = 5;

/** Counts rows that were left out for one reason; the first are named. */
export class SkippedLines {
  private readonly reason: string;
  private readonly first: number[] = [];
  private count = 0;

  /** @param reason goes on after "left out 3 rows" */
  constructor(reason: string) {
    this.reason = reason;
  }

  add(line: number): void {
    this.count++;
    if (this.first.length < SHOWN) this.first.push(line);
  }

  /** One sentence, or none where nothing was left out. */
  sentences(): string[] {
    return leftOut(this.first, this.count, this.reason);
  }
}

/** One sentence on rows that were left out, the first of which stand in `lines`; none where `count` is 0. */
export function leftOut(lines: readonly number[], count: number, reason: string): string[] {
  if (count === 0) return [];
  const more = count > SHOWN ? ` and ${String(count - SHOWN)} more` : "";
  return [`left out ${String(count)} row(s) ${reason} (line ${lines.slice(0, SHOWN).join(", ")}${more})`];
}
