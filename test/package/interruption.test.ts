import { spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const main = join(root, "dist/src/cli/main.js");
const folder = mkdtempSync(join(tmpdir(), "eisfit-interrupted-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FILES = 400;
for (let number = 1; number <= FILES; number++) {
  copyFileSync(join(root, "circuits/li-llzo-li.simulated.csv"), join(folder, `cell${String(number)}.csv`));
}

/** Runs the built program, calls a function with what it has written to stderr each time, and gives what came of it. */
function start(
  words: readonly string[],
  onNote: (notes: string, child: ReturnType<typeof spawn>) => void,
): Promise<{ status: number | null; out: string; notes: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [main, ...words], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
    let out = "";
    let notes = "";
    child.stdout.on("data", (data: Buffer) => (out += data.toString()));
    child.stderr.on("data", (data: Buffer) => {
      notes += data.toString();
      onNote(notes, child);
    });
    child.on("close", (status) => resolve({ status, out, notes }));
  });
}

// Windows has no signals to send.
describe.skipIf(process.platform === "win32")("Ctrl-C", () => {
  it("ends after the file at hand, keeps and tells what is done", { timeout: 60_000 }, async () => {
    let sent = false;
    const { status, out, notes } = await start(
      ["fit", "*.csv", "-c", "li-llzo-li", "-o", "kept", "--json"],
      (all, child) => {
        if (!sent && (all.match(/^written/gm) ?? []).length >= 2) sent = child.kill("SIGINT");
      },
    );
    expect(status).toBe(130);
    expect(notes).toContain("Ctrl-C: ending after what is at hand; once more ends at once.");
    const [, done = "", of = "", left = ""] =
      /stopped by Ctrl-C after (\d+) of (\d+), which are kept; (\d+) were not worked on/.exec(notes) ?? [];
    expect(Number(done)).toBeGreaterThanOrEqual(2);
    expect([Number(of), Number(done) + Number(left)]).toEqual([FILES, FILES]);
    const document = JSON.parse(out) as { files: unknown[] };
    expect(document.files).toHaveLength(Number(done));
    const written = readdirSync(join(folder, "kept"));
    expect(written).toHaveLength(6 * Number(done));
    for (const name of written.filter((one) => one.endsWith(".json"))) {
      expect(() => JSON.parse(readFileSync(join(folder, "kept", name), "utf8")) as unknown).not.toThrow();
    }
  });

  it("ends at once when pressed again, and leaves no half of a file", { timeout: 60_000 }, async () => {
    let sent = 0;
    const { status, notes } = await start(["fit", "*.csv", "-c", "li-llzo-li", "-o", "dropped"], (all, child) => {
      if (sent === 0 && all.includes("written")) sent = Number(child.kill("SIGINT"));
      if (sent === 1 && all.includes("once more ends at once")) {
        sent = 2;
        child.kill("SIGINT");
      }
    });
    expect(status).toBe(130);
    expect(notes).not.toContain("error: eisfit itself");
    expect(readdirSync(join(folder, "dropped")).filter((name) => name.includes("partial"))).toEqual([]);
  });

  // Nothing is told on a pipe while one thing is worked on: a bar on a terminal tells when to press.
  it.runIf(process.platform === "linux")(
    "in the middle of a bootstrap on a terminal keeps the replicas drawn",
    { timeout: 120_000 },
    async () => {
      const fit = `'${process.execPath}' '${main}' fit cell1.csv -c li-llzo-li --intervals bootstrap --replicas 1000000 -o early`;
      const child = spawn("script", ["-qec", `NO_COLOR=1 ${fit}`, "/dev/null"], { cwd: folder });
      let shown = "";
      let sent = false;
      const status = await new Promise((resolve) => {
        child.stdout.on("data", (data: Buffer) => {
          shown += data.toString();
          if (sent || !/[1-9]\d*\/1000000 replicas/.test(shown)) return;
          sent = true;
          child.stdin.write("\u0003");
        });
        child.on("close", resolve);
      });
      expect(status).toBe(130);
      expect(shown).toContain("Ctrl-C: ending after what is at hand; once more ends at once.");
      const [, drawn = ""] = /after (\d+) of 1000000 replicas/.exec(shown) ?? [];
      expect(Number(drawn)).toBeGreaterThan(0);
      const result = readFileSync(join(folder, "early/cell1.result.json"), "utf8");
      expect(result).toContain(`The bootstrap was ended early: ${drawn} of 1000000 replicas were drawn`);
    },
  );
});

it("a fault of the program itself is told without a stack, and with one for --debug", async () => {
  const { faultText } = await import("../../src/cli/terminal/threads.ts");
  const error = new RangeError("lost");
  expect(faultText(error, false)).toMatch(/^error: eisfit itself is at fault: lost\nPlease report/);
  expect(faultText(error, false)).not.toContain("    at ");
  expect(faultText(error, true)).toContain("    at ");
});
