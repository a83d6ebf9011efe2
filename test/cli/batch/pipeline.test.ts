import { Worker } from "node:worker_threads";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Counter } from "../../../src/cli/batch/counter.ts";
import { NO_TALLY, type Executor } from "../../../src/cli/batch/executor.ts";
import type { Item } from "../../../src/cli/batch/item.ts";
import { lineGroups } from "../../../src/cli/batch/lines.ts";
import { runPipeline } from "../../../src/cli/batch/pipeline.ts";
import type { BatchRecord } from "../../../src/cli/batch/record.ts";
import { JobSize } from "../../../src/cli/batch/threads/jobSize.ts";
import { Threads } from "../../../src/cli/batch/threads/threads.ts";
import type { BatchSettings } from "../../../src/cli/batch/settings.ts";

function itemOf(input: number): Item {
  return { input, source: `item ${String(input)}`, content: { kind: "line", text: "" } };
}

// eslint-disable-next-line @typescript-eslint/require-await -- a source is asynchronous
async function* groups(count: number, size: number, asked: (input: number) => void = () => undefined) {
  for (let from = 1; from <= count; from += size) {
    const group = Array.from({ length: Math.min(size, count - from + 1) }, (_, k) => itemOf(from + k));
    asked(from + group.length - 1);
    yield group;
  }
}

describe("lines of a stream", () => {
  it("are the same in whatever pieces they come", () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: "grapheme" }).map((text) => text.replace(/[\r\n]/g, ""))),
        fc.integer({ min: 1, max: 7 }),
        fc.boolean(),
        async (lines, piece, isEnded) => {
          const bytes = Buffer.from(
            lines
              .map((line) => `${line}\n`)
              .join("")
              .slice(0, isEnded ? undefined : -1),
          );
          // eslint-disable-next-line @typescript-eslint/require-await -- a stream is asynchronous
          async function* pieces(): AsyncGenerator<Uint8Array> {
            for (let from = 0; from < bytes.length; from += piece) yield bytes.subarray(from, from + piece);
          }
          const found: (string | null)[] = [];
          for await (const group of lineGroups(pieces())) found.push(...group);
          // An empty last line without its end is no line.
          const expected = isEnded || lines.at(-1) !== "" ? lines : lines.slice(0, -1);
          expect(found).toEqual(expected);
        },
      ),
    ));

  it("that never end are not held", async () => {
    const piece = new Uint8Array(8e6).fill(97);
    // eslint-disable-next-line @typescript-eslint/require-await -- a stream is asynchronous
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (let k = 0; k < 9; k++) yield piece;
      yield Buffer.from("\nnext\n");
    }
    const found: (string | null)[] = [];
    for await (const group of lineGroups(endless())) found.push(...group);
    expect(found).toEqual([null, "next"]);
  });
});

describe("the pipeline", () => {
  /** Finishes jobs in a shuffled order. */
  class Shuffled implements Executor {
    readonly capacity = 6;
    underWay = 0;
    most = 0;
    readonly #waiting: (() => void)[] = [];
    #place = 0;
    jobSize(): number {
      return 3;
    }
    async execute(
      items: readonly Item[],
      write: (text: string, tally: typeof NO_TALLY) => Promise<void>,
    ): Promise<void> {
      this.underWay++;
      this.most = Math.max(this.most, this.underWay);
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
        setTimeout(() => this.#waiting.splice((this.#place += 5) % this.#waiting.length, 1)[0]?.());
      });
      await write(items.map(({ input }) => `${String(input)}\n`).join(""), NO_TALLY);
      this.underWay--;
    }
    close(): Promise<void> {
      return Promise.resolve();
    }
  }

  it("keeps the order and holds no more than it has capacity for", async () => {
    const executor = new Shuffled();
    let text = "";
    let asked = 0;
    let ahead = 0;
    await runPipeline(
      groups(500, 10, (input) => {
        asked = input;
        ahead = Math.max(ahead, asked - text.split("\n").length + 1);
      }),
      executor,
      (part) => {
        text += part;
        return Promise.resolve();
      },
      new AbortController().signal,
    );
    expect(text).toBe(Array.from({ length: 500 }, (_, k) => `${String(k + 1)}\n`).join(""));
    expect(executor.most).toBeLessThanOrEqual(6);
    // Six jobs of three, and the group that is being cut and the one after it.
    expect(ahead).toBeLessThanOrEqual(6 * 3 + 2 * 10);
  });

  it("ends gently when it is told to, and at once when writing fails", async () => {
    const stop = new AbortController();
    let text = "";
    const write = (part: string): Promise<void> => {
      text += part;
      if (text.length > 30) stop.abort();
      return Promise.resolve();
    };
    await runPipeline(groups(1000, 10), new Shuffled(), write, stop.signal);
    const lines = text.trimEnd().split("\n").map(Number);
    expect(lines.length).toBeLessThan(60);
    expect(lines).toEqual(lines.map((_, k) => k + 1));
    const full = (): Promise<void> => Promise.reject(new Error("the disk is full"));
    await expect(runPipeline(groups(1000, 10), new Shuffled(), full, new AbortController().signal)).rejects.toThrow(
      "full",
    );
  });

  it("does not wait for input that never comes when it is told to end", async () => {
    const stop = new AbortController();
    async function* silent(): AsyncGenerator<Item[]> {
      yield [itemOf(1)];
      await new Promise(() => undefined);
    }
    setTimeout(() => stop.abort(), 20);
    let text = "";
    await runPipeline(silent(), new Shuffled(), (part) => Promise.resolve(void (text += part)), stop.signal);
    expect(text).toBe("1\n");
  });
});

describe("threads", () => {
  /** Answers in parts of one item each, and dies of every item whose number ends in 7. */
  const script = `
    const { parentPort } = require("node:worker_threads");
    let goOn;
    let before = Promise.resolve();
    parentPort.on("message", (message) => {
      if (message === "go on") return goOn();
      before = before.then(() => work(message));
    });
    const work = async (message) => {
      const tally = { fitted: 1, unsound: 0, failed: 0 };
      for (const [place, { input }] of message.items.entries()) {
        if (input % 10 === 7) process.exit(3);
        const isLast = place === message.items.length - 1;
        const text = JSON.stringify({ input, status: "converged" }) + "\\n";
        const written = new Promise((resolve) => (goOn = resolve));
        parentPort.postMessage({ text, tally, itemsDone: place + 1, sweepsDone: 0, isLast });
        if (!isLast) await written;
      }
    };
    parentPort.postMessage("ready");`;

  it("that die are replaced; the item that one died of is told, and nothing is lost or doubled", async () => {
    const threads = new Threads(3, {} as BatchSettings, 5, () => new Worker(script, { eval: true }));
    let text = "";
    let sum = NO_TALLY;
    const write = (part: string, { fitted, failed }: typeof NO_TALLY): Promise<void> => {
      text += part;
      sum = { ...sum, fitted: sum.fitted + fitted, failed: sum.failed + failed };
      return Promise.resolve();
    };
    await runPipeline(groups(60, 9), threads, write, new AbortController().signal);
    await threads.close();
    const records = text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as BatchRecord);
    expect(records.map(({ input }) => input)).toEqual(Array.from({ length: 60 }, (_, k) => k + 1));
    const failed = records.filter(({ status }) => status === "failed");
    expect(failed.map(({ input }) => input)).toEqual([7, 17, 27, 37, 47, 57]);
    expect(failed[0]?.error?.message).toBe("item 7: the thread that worked on it died: it ended with status 3");
    expect(sum).toEqual({ fitted: 54, unsound: 0, failed: 6 });
  });

  it("that cannot start end the run", async () => {
    const threads = new Threads(2, {} as BatchSettings, 5, () => new Worker("process.exit(9)", { eval: true }));
    const run = runPipeline(groups(20, 5), threads, () => Promise.resolve(), new AbortController().signal);
    await expect(run).rejects.toThrow("ended with status 9");
    await threads.close();
  });

  it("are given more at once when that is quickly done", () => {
    const size = new JobSize();
    expect(size.items).toBe(1);
    for (let k = 0; k < 9; k++) size.learn(size.items, size.items);
    expect(size.items).toBe(40);
    size.learn(40, 4000);
    expect(size.items).toBe(1);
  });
});

describe("the counter", () => {
  it("tells how many are done, how fast, and how long the rest takes", () => {
    const counter = new Counter(undefined, 1000);
    counter.add({ fitted: 98, unsound: 0, failed: 2 });
    expect(counter.line(10)).toBe("100 spectra of 1000 files, 10/s, 1:30 left, 2 failed");
    const stream = new Counter(undefined);
    stream.add({ fitted: 3, unsound: 1, failed: 0 });
    expect(stream.line(2)).toBe("4 spectra, 2.0/s");
  });
});
