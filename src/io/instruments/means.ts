/** Means of columns that hardly change within a sweep, such as the potential or the temperature. */
export class Means {
  private readonly sums = new Map<string, { sum: number; count: number }>();

  /** Leaves out what is no finite number. */
  add(name: string, value: number | undefined): void {
    if (value === undefined || !Number.isFinite(value)) return;
    const entry = this.sums.get(name) ?? { sum: 0, count: 0 };
    this.sums.set(name, { sum: entry.sum + value, count: entry.count + 1 });
  }

  /** The means, by name, to as many digits as instruments give. */
  get all(): Record<string, number> {
    return Object.fromEntries(
      [...this.sums].map(([name, { sum, count }]) => [name, Number((sum / count).toPrecision(7))]),
    );
  }
}
