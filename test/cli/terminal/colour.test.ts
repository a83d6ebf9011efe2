import { describe, expect, it } from "vitest";
import { ansiPaint, noPaint, wantsColour } from "../../../src/cli/terminal/colour.ts";
import { highlight } from "../../../src/cli/terminal/highlight.ts";
import { widthOf, type Terminal } from "../../../src/cli/terminal/terminal.ts";
import { run } from "../../../src/cli/program.ts";

const screen = { isTerminal: true, columns: 80 };
const pipe = { isTerminal: false };
const on = (environment: Record<string, string>): Terminal => ({ out: screen, error: screen, environment });

describe("colours", () => {
  it.each([
    ["auto", screen, {}, true],
    ["auto", pipe, {}, false],
    ["auto", screen, { TERM: "dumb" }, false],
    ["auto", screen, { NO_COLOR: "1" }, false],
    // no-color.org: an empty one says nothing.
    ["auto", screen, { NO_COLOR: "" }, true],
    ["auto", pipe, { FORCE_COLOR: "1" }, true],
    ["auto", screen, { FORCE_COLOR: "0" }, false],
    ["auto", pipe, { FORCE_COLOR: "1", NO_COLOR: "1" }, false],
    ["always", pipe, { NO_COLOR: "1" }, true],
    ["never", screen, { FORCE_COLOR: "1" }, false],
  ] as const)("%s, %j, %j: %s", (choice, where, environment, wanted) => {
    expect(wantsColour(choice, where, on(environment))).toBe(wanted);
  });

  it("sets headers, rules, warnings and errors, and leaves numbers", () => {
    const text = "parameter  value\n---------  -----\nR0            20\n\nwarning  R1 is far off\nerror: no\n";
    expect(highlight(text, ansiPaint)).toBe(
      "\u001b[1mparameter  value\u001b[22m\n\u001b[2m---------  -----\u001b[22m\nR0            20\n\n" +
        "\u001b[33mwarning\u001b[39m  R1 is far off\n\u001b[31merror\u001b[39m: no\n",
    );
    expect(highlight(text, noPaint)).toBe(text);
  });

  it.each([
    ["fit", ["fit", "circuits/li-llzo-li.simulated.csv", "-c", "li-llzo-li"]],
    ["help", ["fit", "--help"]],
    ["an error", ["fit", "--wieght"]],
  ])("are on a terminal only: %s", async (_name, words) => {
    const outputOf = async (terminal: Terminal, more: string[] = []): Promise<string> => {
      let all = "";
      const write = (text: string): void => void (all += text);
      await run([...words, ...more], { out: write, note: write, terminal });
      return all;
    };
    const plain = await outputOf({ out: pipe, error: pipe, environment: {} });
    expect(plain).not.toContain("\u001b");
    const coloured = await outputOf(on({}));
    expect(coloured).toContain("\u001b[");
    expect(await outputOf(on({ NO_COLOR: "1" }))).not.toContain("\u001b");
    expect(await outputOf({ out: pipe, error: pipe, environment: {} }, ["--color", "always"])).toContain("\u001b[");
    expect(await outputOf(on({}), ["--color", "never"])).not.toContain("\u001b");
  });

  it("never get into JSON and CSV", async () => {
    for (const words of [
      ["fit", "circuits/li-llzo-li.simulated.csv", "-c", "li-llzo-li", "--json"],
      ["convert", "circuits/li-llzo-li.simulated.csv"],
      ["draw", "randles"],
    ]) {
      let out = "";
      await run([...words, "--color", "always"], {
        out: (text) => void (out += text),
        note: () => undefined,
        terminal: on({}),
      });
      expect(out).not.toContain("\u001b");
      expect(out.length).toBeGreaterThan(100);
    }
  });
});

it("text for people keeps to the width of a terminal, with a least one, and to none in a pipe", () => {
  expect(widthOf({ isTerminal: true, columns: 100 })).toBe(100);
  expect(widthOf({ isTerminal: true, columns: 5 })).toBe(40);
  expect(widthOf({ isTerminal: true })).toBe(80);
  expect(widthOf(pipe)).toBe(Infinity);
});
