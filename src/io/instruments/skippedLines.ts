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
    if (this.count === 0) return [];
    const more = this.count > SHOWN ? ` and ${String(this.count - SHOWN)} more` : "";
    return [`left out ${String(this.count)} row(s) ${this.reason} (line ${this.first.join(", ")}${more})`];
  }
}
