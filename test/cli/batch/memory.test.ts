import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ended, lineOf, startProgram } from "./support.ts";

const LINES = 40_000;
const KILOBYTES = 10;
/** MB; 150 MB come in between the two looks and go out again, and the heap grew by 20 when this was written. */
const MOST_GROWTH = 100;

const canLook = existsSync("/proc/self/status");
if (!canLook) console.log("not run: memory of a long batch, since there is no /proc here");

describe.runIf(canLook)("memory of a batch", () => {
  it("stays the same however many spectra come", async () => {
    const local = ["--no-search", "--set", "R0=20 ohm", "--set", "R1=100 ohm", "--set", "C1=1u"];
    const child = startProgram(["batch", "-c", "R0-p(R1,C1)", "--workers", "2", ...local]);
    const end = ended(child);
    const line = lineOf(0, { padding: "x".repeat(1000 * KILOBYTES) });
    /** Megabytes that are resident now. */
    const resident = (): number => {
      const status = readFileSync(`/proc/${String(child.pid)}/status`, "utf8");
      return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1000;
    };
    let bytes = 0;
    let lines = 0;
    child.stdout?.on("data", (piece: Buffer) => {
      bytes += piece.length;
      for (const letter of piece) if (letter === 10) lines++;
    });
    const { stdin } = child;
    if (stdin === null) throw new Error("The program was started without standard input.");
    const feed = async (from: number, to: number): Promise<void> => {
      for (let k = from; k < to; k++) if (!stdin.write(line)) await once(stdin, "drain");
    };
    // The heaps take some time to find their size, on Node 24 until some 24 000 lines have gone through them.
    const settled = 0.625 * LINES;
    await feed(0, settled);
    const early = resident();
    await feed(settled, LINES);
    const late = resident();
    stdin.end();
    expect((await end).status).toBe(0);
    expect(lines).toBe(LINES);
    expect(bytes).toBeGreaterThan(LINES * 1000 * KILOBYTES);
    expect(late - early).toBeLessThan(MOST_GROWTH);
  });
});
