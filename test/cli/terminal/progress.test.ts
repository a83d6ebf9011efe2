import { describe, expect, it } from "vitest";
import { hostOn } from "../../../src/cli/host.ts";
import { durationText, Progress } from "../../../src/cli/terminal/progress.ts";
import { displayWidth } from "../../../src/report/index.ts";

/** A bar whose clock the test sets. */
function barOf(total: number, width: number | undefined) {
  let written = "";
  let time = 0;
  const bar = new Progress(total, "spectra", { write: (text) => void (written += text), width, now: () => time });
  return { bar, at: (milliseconds: number) => void (time = milliseconds), written: () => written };
}

describe("progress", () => {
  it("tells how many are done, how many a second, and how long the rest takes", () => {
    const { bar, at } = barOf(200, 80);
    for (let done = 0; done < 50; done++) bar.step();
    at(10_000);
    expect(bar.line(80)).toBe(`${"█".repeat(6)}${"░".repeat(18)}  50/200 spectra  5.0/s  0:30 left`);
  });

  it("tells slow work by the minute and long work by the hour", () => {
    const { bar, at } = barOf(30, 80);
    bar.step();
    at(240_000);
    expect(bar.line(80)).toContain("1/30 spectra  15.0/h  1:56:00 left");
    bar.step();
    at(60_000);
    expect(bar.line(80)).toContain("2.0/min  14:00 left");
  });

  it("fits into any line", () => {
    const { bar, at } = barOf(12345, 80);
    bar.step();
    at(100_000);
    for (const width of [20, 30, 40, 60, 200]) expect(displayWidth(bar.line(width))).toBeLessThan(width);
  });

  it("shows nothing before there is something to wait for, nor without a terminal", () => {
    const quick = barOf(3, 80);
    quick.at(100);
    quick.bar.step();
    expect(quick.written()).toBe("");
    const silent = barOf(3, undefined);
    silent.at(60_000);
    silent.bar.step();
    silent.bar.draw();
    expect([silent.written(), silent.bar.clear()]).toEqual(["", false]);
  });

  it("makes room for lines of text, comes back behind them, and is gone in the end", () => {
    let all = "";
    const screen = { isTerminal: true, columns: 60 };
    const write = (text: string): void => void (all += text);
    const host = hostOn({
      out: write,
      note: write,
      terminal: { out: screen, error: screen, environment: { NO_COLOR: "1" } },
    });
    const bar = host.progress(4, "spectra");
    bar.draw();
    host.note("note: a line\n");
    const bare = all.replaceAll("\r\u001b[K", "<clear>");
    expect(bare).toMatch(/0\/4 spectra<clear>note: a line\n<clear>░+ {2}0\/4 spectra$/);
    host.endProgress();
    host.out("result\n");
    expect(all.endsWith("\r\u001b[Kresult\n")).toBe(true);
  });

  it("writes durations as clocks do", () => {
    expect([0.2, 59.5, 61, 3599.5, 3661, 360_000].map(durationText)).toEqual([
      "0:01",
      "1:00",
      "1:01",
      "1:00:00",
      "1:01:01",
      "100:00:00",
    ]);
  });
});
