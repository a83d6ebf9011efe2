import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import {
  CircuitSyntaxError,
  derive,
  EngineError,
  fit,
  FitError,
  intervals,
  makeSpectrum,
  parseCircuit,
  residualTests,
  simulate,
  type Circuit,
  type FitOptions,
  type Spectrum,
} from "../../src/index.ts";
import { createPool, type FitProgress, type MapProgress, type Pool, type PoolTask } from "../../src/pool/index.ts";

const frequencyHz = Array.from({ length: 40 }, (_, k) => 10 ** (6 - k / 6));
const values = { R0: 20, R1: 150, "CPE1.Q": 3e-7, "CPE1.n": 0.9, R2: 700, "CPE2.Q": 2e-5, "CPE2.n": 0.85 };
const circuit = parseCircuit("R0-(R1|CPE1)-(R2|CPE2)");
const spectrum = spectrumWith(1);

/** The values above with a little that looks like noise. */
function spectrumWith(seed: number): Spectrum {
  const { re, im } = simulate(circuit, frequencyHz, values);
  const noisy = (value: number, k: number): number => value * (1 + 2e-3 * Math.sin(7 * k + seed));
  return makeSpectrum({ frequencyHz, re: Array.from(re, noisy), im: Array.from(im, noisy) });
}

const pools: Pool[] = [];
function poolOf(size: number): Pool {
  const pool = createPool({ size });
  pools.push(pool);
  return pool;
}

afterEach(() => {
  for (const pool of pools.splice(0)) pool.close();
});

/** What a promise is rejected with. */
async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  return await promise.then(
    () => expect.fail("was not rejected"),
    (reason: unknown) => reason,
  );
}

describe("a fit in a pool", () => {
  const cases: [string, Circuit, FitOptions][] = [
    ["by search", circuit, {}],
    ["with another seed", circuit, { seed: 3, search: true }],
    ["with ties and limits", circuit, { ties: { "CPE2.n": "CPE1.n" }, bounds: { R: [1, 1e5] } }],
    ["with an order", parseCircuit("R0-(R1|CPE1)-(R2|CPE2); tau(R2,CPE2) < tau(R1,CPE1)"), {}],
    ["with derived values", parseCircuit('R0-(R1|CPE1)-(R2|CPE2); derive total = R1 + R2 "ohm"'), { search: false }],
    ["with a robust loss", circuit, { loss: "huber", exclude: [3] }],
    ["with weights from the spectrum", circuit, { weight: "measured" }],
    ["with weights from the residuals", circuit, { weight: "structure" }],
  ];

  it("is that of fit, bit by bit, and can be asked the same", async () => {
    const pool = poolOf(2);
    for (const [name, model, options] of cases) {
      const there = await pool.fit(spectrum, model, options);
      const here = fit(spectrum, model, options);
      expect(JSON.stringify(there), name).toBe(JSON.stringify(here));
      const answers = (result: typeof here): string =>
        JSON.stringify([intervals(result, { method: "profile" }), residualTests(result), derive(result, "R1 + R0")]);
      expect(answers(there), name).toBe(answers(here));
    }
  });

  it("fails as fit does, with the same class, fields and words", async () => {
    const pool = poolOf(1);
    const wrong: FitOptions[] = [{ weight: "sigma" }, { fixed: { R9: 1 } }, { order: "tau(R1, CPE1) < tau(R7, CPE2)" }];
    for (const options of wrong) {
      let here: unknown;
      try {
        fit(spectrum, circuit, options);
      } catch (error) {
        here = error;
      }
      const there = await rejectionOf(pool.fit(spectrum, circuit, options));
      expect(there).toBeInstanceOf(options.order === undefined ? FitError : CircuitSyntaxError);
      expect(String(there)).toBe(String(here));
      expect({ ...(there as object) }).toEqual({ ...(here as object) });
    }
    const copy = { ...spectrum };
    expect(await rejectionOf(pool.fit(copy, circuit))).toMatchObject({ name: "FitError", code: "not-a-spectrum" });
    expect((await pool.fit(spectrum, circuit)).termination.outcome).toBe("converged");
  });

  it("tells of its progress", async () => {
    const told: FitProgress[] = [];
    await poolOf(1).fit(spectrum, circuit, {}, { onProgress: (progress) => told.push(progress) });
    expect(told.map(({ phase }) => phase)).toEqual(["waiting", "fitting", "finished"]);
  });

  it("rejects what cannot be sent, and goes on", async () => {
    const pool = poolOf(1);
    const options = { seed: 1, note: () => 1 } as FitOptions;
    expect(await rejectionOf(pool.fit(spectrum, circuit, options))).toMatchObject({ name: "DataCloneError" });
    expect((await pool.fit(spectrum, circuit)).termination.outcome).toBe("converged");
  });
});

describe("ending", () => {
  it("a signal ends a fit that runs and one that waits, and others go on", async () => {
    const pool = poolOf(1);
    await pool.fit(spectrum, circuit);
    const controller = new AbortController();
    const reason = new Error("no longer wanted");
    const { signal } = controller;
    const running = pool.fit(
      spectrum,
      circuit,
      { seed: 2 },
      {
        signal,
        onProgress: ({ phase }) => {
          if (phase === "fitting")
            queueMicrotask(() => {
              controller.abort(reason);
            });
        },
      },
    );
    const waiting = pool.fit(spectrum, circuit, { seed: 3 }, { signal });
    const other = pool.fit(spectrum, circuit, { seed: 4 });
    expect(await rejectionOf(running)).toBe(reason);
    expect(await rejectionOf(waiting)).toBe(reason);
    expect(JSON.stringify(await other)).toBe(JSON.stringify(fit(spectrum, circuit, { seed: 4 })));
    expect(await rejectionOf(pool.fit(spectrum, circuit, {}, { signal }))).toBe(reason);
  });

  it("a signal that comes while the thread starts ends the fit, and the next one has a thread", async () => {
    const pool = poolOf(1);
    const controller = new AbortController();
    const first = pool.fit(spectrum, circuit, {}, { signal: controller.signal });
    controller.abort("early");
    expect(await rejectionOf(first)).toBe("early");
    expect((await pool.fit(spectrum, circuit)).termination.outcome).toBe("converged");
  });

  it("closing rejects what runs and waits, and what comes later", async () => {
    const pool = poolOf(1);
    const fits = [pool.fit(spectrum, circuit), pool.fit(spectrum, circuit)];
    pool.close();
    for (const each of [...fits, pool.fit(spectrum, circuit)]) {
      expect(await rejectionOf(each)).toBeInstanceOf(EngineError);
    }
  });

  it("a program with idle threads ends by itself", () => {
    const dist = join(import.meta.dirname, "../../dist/src");
    const program = `
      import { makeSpectrum, parseCircuit } from "${dist}/index.js";
      import { createPool } from "${dist}/pool/index.js";
      const spectrum = makeSpectrum({ frequencyHz: [100, 10, 1], re: [1, 1.5, 2], im: [-0.1, -0.5, -0.1] });
      const { termination } = await createPool({ size: 1 }).fit(spectrum, parseCircuit("R0-(R1|C1)"));
      console.log(termination.outcome);`;
    const options = { encoding: "utf8", timeout: 60_000 } as const;
    expect(execFileSync(process.execPath, ["--input-type=module", "--eval", program], options)).toBe("converged\n");
  });

  it("refuses a size that is none", () => {
    expect(() => createPool({ size: 0 })).toThrow("whole number above 0, not 0");
    expect(createPool().size).toBeGreaterThan(0);
  });
});

describe("many fits", () => {
  const tasks = Array.from({ length: 7 }, (_, k): PoolTask => {
    const one = { spectrum: spectrumWith(k), circuit };
    return k === 4 ? { ...one, options: { weight: "sigma" } } : one;
  });

  it("come in the order of the tasks, a failure as one of them, with their progress", async () => {
    const told: MapProgress[] = [];
    const outcomes = [];
    for await (const outcome of poolOf(2).map(tasks, { onProgress: (progress) => told.push(progress) })) {
      outcomes.push(outcome);
    }
    expect(outcomes.map(({ index, status }) => [index, status])).toEqual(
      tasks.map((_, index) => [index, index === 4 ? "rejected" : "fulfilled"]),
    );
    outcomes.forEach((outcome, index) => {
      if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ code: "bad-weight" });
      else expect(JSON.stringify(outcome.value)).toBe(JSON.stringify(fit(tasks[index]?.spectrum ?? spectrum, circuit)));
    });
    expect(told.map(({ done }) => done)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(told.at(-1)).toEqual({ done: 7, failed: 1, total: 7 });
  });

  it("are taken from a stream only as far as asked, which is ended with the loop", async () => {
    let taken = 0;
    let given = 0;
    let isEnded = false;
    let most = 0;
    async function* stream(): AsyncGenerator<PoolTask> {
      try {
        for (;;) {
          most = Math.max(most, ++taken - given);
          yield await Promise.resolve({ spectrum, circuit, options: { search: false } });
        }
      } finally {
        isEnded = true;
      }
    }
    for await (const { status } of poolOf(2).map(stream(), { ahead: 3 })) {
      expect(status).toBe("fulfilled");
      if (++given === 6) break;
    }
    // The one that is being given back has left its place to another.
    expect(most).toBeLessThanOrEqual(4);
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(isEnded).toBe(true);
  });

  it("end with a signal, also while the stream keeps them waiting, and with the stream's error", async () => {
    const pool = poolOf(1);
    const controller = new AbortController();
    const silent: AsyncIterable<PoolTask> = {
      [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => undefined) }),
    };
    const first = pool.map(silent, { signal: controller.signal }).next();
    controller.abort("enough");
    expect(await rejectionOf(first)).toBe("enough");
    async function* broken(): AsyncGenerator<PoolTask> {
      yield await Promise.resolve({ spectrum, circuit });
      throw new Error("the file ends here");
    }
    const reading = async (): Promise<void> => {
      for await (const { index } of pool.map(broken())) expect(index).toBe(0);
    };
    expect(await rejectionOf(reading())).toMatchObject({ message: "the file ends here" });
    expect(await rejectionOf(pool.map([], { ahead: 0 }).next())).toMatchObject({ name: "RangeError" });
  });
});
