import { describe, expect, it } from "vitest";
import { ActivityLine } from "../../../src/cli/terminal/activity.ts";

/** A line whose clock the test sets. */
function lineOf(width: number) {
  let written = "";
  let time = 0;
  const line = new ActivityLine({ write: (text) => void (written += text), width, now: () => time });
  return {
    line,
    at: (milliseconds: number) => {
      time = milliseconds;
      line.draw();
    },
    written: () => written.replaceAll("\r\u001b[K", "|"),
  };
}

describe("what goes on", () => {
  it("is told with its time when it takes a while, and taken away for text and in the end", () => {
    const { line, at, written } = lineOf(80);
    line.show("working on cell.csv");
    at(900);
    expect(written()).toBe("");
    at(2_000);
    expect(written()).toBe("|working on cell.csv  0:02");
    line.clear();
    at(61_000);
    line.show(undefined);
    at(70_000);
    expect(written()).toBe("|working on cell.csv  0:02||working on cell.csv  1:01|");
  });

  it("goes on with its time after a bar has had its place", () => {
    const { line, at, written } = lineOf(80);
    line.show("working on a.csv");
    at(5_000);
    line.show("working on b.csv");
    at(5_500);
    at(6_500);
    expect(written()).toBe("|working on a.csv  0:05||working on b.csv  0:02");
    line.show(undefined);
  });

  it("fits into its line whatever the name", () => {
    const { line, at, written } = lineOf(40);
    line.show(`working on ${"long".repeat(30)}.csv`);
    at(2_000);
    expect(written()).toHaveLength(40);
    expect(written()).toMatch(/^\|working on long.*… {2}0:02$/);
    line.show(undefined);
  });
});
