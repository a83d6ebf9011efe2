import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { QueueEvents } from "bullmq";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inFolder, runCommand } from "../runner.ts";
import { CIRCUIT, csvOf, ended, linesOf, recordsOf, runWithInput, startProgram } from "./support.ts";

const hasRedis = spawnSync("redis-server", ["--version"]).status === 0;
if (!hasRedis) console.log("not run: batches by a queue, since redis-server is not installed here");

const SPECTRA = 300;
const OPTIONS = ["batch", "-c", CIRCUIT, "--chunk", "5"];
const WORKERS = ["--workers", "1", "--silence", "2"];

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("No port was given.");
  return address.port;
}

/** Waits until a condition holds. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe.runIf(hasRedis)("a queue in Redis", () => {
  let server: ChildProcess;
  let url = "";
  const folder = mkdtempSync(join(tmpdir(), "eisfit-redis-"));
  const workers: ChildProcess[] = [];

  /** A worker that has said that it works. */
  async function startWorker(queue: string, ...more: string[]) {
    const child = startProgram(["worker", "--redis", url, "--queue", queue, ...WORKERS, ...more]);
    workers.push(child);
    let notes = "";
    child.stderr?.on("data", (text: Buffer) => (notes += text.toString()));
    await until(() => notes.includes("Working on the queue") || child.exitCode !== null);
    return { child, end: ended(child) };
  }

  beforeAll(async () => {
    const port = await freePort();
    const words = ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder, "--save", "", "--appendonly", "no"];
    server = spawn("redis-server", words, { stdio: ["ignore", "pipe", "inherit"] });
    let log = "";
    server.stdout?.on("data", (text: Buffer) => (log += text.toString()));
    await until(() => log.includes("Ready to accept connections"));
    url = `redis://127.0.0.1:${String(port)}`;
  });

  afterAll(() => {
    for (const child of [...workers, server]) child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });

  it("has every job done once, although a worker is killed in mid-run", () =>
    inFolder(async (results) => {
      const input = linesOf(SPECTRA);
      const [whole, queued] = [join(results, "whole.ndjson"), join(results, "queued.ndjson")];
      await runWithInput(input, ["batch", "-c", CIRCUIT, "--workers", "1", "-o", whole]);
      const completed: string[] = [];
      let stalled = 0;
      const { port } = new URL(url);
      const events = new QueueEvents("kill", { connection: { port: Number(port) } });
      await events.waitUntilReady();
      events.on("completed", ({ jobId }) => void completed.push(jobId));
      events.on("stalled", () => void stalled++);
      const victim = await startWorker("kill");
      const run = runWithInput(input, [...OPTIONS, "--redis", url, "--queue", "kill", "-o", queued], 1 << 20);
      const records = `${queued}.partial/records.ndjson`;
      await until(() => existsSync(records) && statSync(records).size > 20_000);
      victim.child.kill("SIGKILL");
      expect((await victim.end).signal).toBe("SIGKILL");
      const heir = await startWorker("kill", "--idle", "1");
      expect((await run).status).toBe(0);
      const end = await heir.end;
      await events.close();
      expect(end.status).toBe(0);
      expect(end.notes).toMatch(/\d+ jobs, \d+ spectra done\./);
      expect(readFileSync(queued, "utf8")).toBe(readFileSync(whole, "utf8"));
      // The killed worker held jobs; each was finished once, by one of the two.
      expect(stalled).toBeGreaterThan(0);
      expect(new Set(completed).size).toBe(SPECTRA / 5);
      expect(completed).toHaveLength(SPECTRA / 5);
    }));

  it("serves a run that was killed itself and goes on, and sends files that workers do not see", () =>
    inFolder(async (results) => {
      const files = Array.from({ length: 40 }, (_, k) => join(results, `cell${String(k)}.csv`));
      for (const [k, file] of files.entries()) writeFileSync(file, csvOf(k));
      const names = [...files.slice(0, 20), join(results, "none.csv"), ...files.slice(20)];
      const output = join(results, "r.ndjson");
      const words = [...OPTIONS, ...names, "--redis", url, "--queue", "resume", "-o", output, "--resume"];
      const worker = await startWorker("resume");
      const first = startProgram(words);
      const records = `${output}.partial/records.ndjson`;
      await until(() => (existsSync(records) && statSync(records).size > 3000) || first.exitCode !== null);
      first.kill("SIGKILL");
      await ended(first);
      expect(existsSync(output)).toBe(false);
      expect((await runCommand(...words)).status).toBe(1);
      worker.child.kill("SIGTERM");
      expect((await worker.end).status).toBe(0);
      const local = await runCommand("batch", "-c", CIRCUIT, "--workers", "1", ...names);
      expect(readFileSync(output, "utf8")).toBe(local.out);
      expect(recordsOf(local.out)[20]).toMatchObject({ status: "failed", source: join(results, "none.csv") });
    }));

  it("says what is wrong with it", async () => {
    const port = String(await freePort());
    for (const command of [["worker"], ["batch", "-c", "R0", "a.csv"]]) {
      const silent = await runCommand(...command, "--redis", `redis://:secret@127.0.0.1:${port}`);
      expect(silent.status).toBe(2);
      expect(silent.notes).toMatch(`Redis does not answer at redis://127.0.0.1:${port}: connect ECONNREFUSED`);
      expect(silent.notes).not.toContain("secret");
      const wrong = await runCommand(...command, "--redis", "http://localhost");
      expect(wrong.notes).toMatch(/is no URL of Redis; give one like redis:\/\/localhost:6379/);
      expect(wrong.status).toBe(2);
    }
  });
});
