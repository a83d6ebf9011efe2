const SECONDS = 60;

/** Says once a minute, beside the table, how far the processes are. */
export class Progress {
  private readonly names: readonly string[];
  private readonly first: number;
  private readonly mutations: number;
  private readonly reached = new Map<string, number>();
  private readonly timer = setInterval(() => this.print(), 1000 * SECONDS);

  constructor(names: readonly string[], first: number, mutations: number) {
    this.names = names;
    this.first = first;
    this.mutations = mutations;
  }

  report(target: string, mutation: number): void {
    this.reached.set(target, Math.max(0, mutation - this.first));
  }

  finish(target: string): void {
    this.reached.set(target, this.mutations);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private print(): void {
    const open = [...this.reached].filter(([, done]) => done < this.mutations);
    const done = this.reached.size - open.length;
    const parts = open.map(([name, count]) => `${name} ${((100 * count) / this.mutations).toFixed(0)} %`);
    console.error(`${String(done)} of ${String(this.names.length)} done; ${parts.join(", ")}`);
  }
}
