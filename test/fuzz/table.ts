/** What became of one sample. */
export interface Row {
  readonly target: string;
  done: number;
  read: number;
  refused: number;
  slowestMs: number;
  peakMegabytes: number;
  readonly failures: string[];
}

const HEADS = ["mutations", "read", "refused", "failures", "slowest ms", "peak MB"];
const CELL = 10;
let nameWidth = 0;

export function printHead(names: readonly string[]): void {
  nameWidth = Math.max("sample".length, ...names.map((name) => name.length));
  console.log(["sample".padEnd(nameWidth), ...HEADS.map((head) => head.padStart(CELL))].join("  "));
}

export function printRow({ target, done, read, refused, failures, slowestMs, peakMegabytes }: Row): void {
  const cells = [done, read, refused, failures.length, slowestMs.toFixed(0), peakMegabytes.toFixed(0)];
  console.log([target.padEnd(nameWidth), ...cells.map((cell) => String(cell).padStart(CELL))].join("  "));
}

/** Sums, and the largest time and memory. */
export function printTotals(rows: readonly Row[]): void {
  const sum = (of: (row: Row) => number): number => rows.reduce((total, row) => total + of(row), 0);
  const most = (of: (row: Row) => number): number => Math.max(...rows.map(of));
  printRow({
    target: `all ${String(rows.length)}`,
    done: sum(({ done }) => done),
    read: sum(({ read }) => read),
    refused: sum(({ refused }) => refused),
    failures: rows.flatMap(({ failures }) => failures),
    slowestMs: most(({ slowestMs }) => slowestMs),
    peakMegabytes: most(({ peakMegabytes }) => peakMegabytes),
  });
}
