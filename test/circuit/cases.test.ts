import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CircuitSyntaxError, parseCircuit } from "../../src/circuit/index.ts";
import { describeCircuit } from "./support.ts";

const file = new URL("../cases/circuits.txt", import.meta.url);

interface Case {
  readonly line: number;
  readonly input: string;
  readonly outcome: "tree" | "error";
  readonly expected: string;
  readonly suggestion: string | undefined;
}

function unescape(text: string): string {
  return text.replace(/\\(?:n|t|\\|u\{([0-9A-F]+)\})/g, (escape, hex: string | undefined) => {
    if (hex !== undefined) {
      const code = Number.parseInt(hex, 16);
      return String.fromCodePoint(code);
    }
    return { "\\n": "\n", "\\t": "\t", "\\\\": "\\" }[escape] ?? escape;
  });
}

function readCases(): Case[] {
  const cases: Case[] = [];
  for (const [index, text] of readFileSync(file, "utf8").split("\n").entries()) {
    if (text === "" || /^##? /.test(text) || text === "#") continue;
    const [, input, mark, rest] = /^(.*?) (==>|!) (.*)$/.exec(text) ?? [];
    if (input === undefined || rest === undefined)
      throw new Error(`circuits.txt:${String(index + 1)} is not a case: ${text}`);
    const [expected = "", suggestion] = mark === "!" ? rest.split(" ? ") : [rest];
    cases.push({
      line: index + 1,
      input: unescape(input),
      outcome: mark === "!" ? "error" : "tree",
      expected,
      suggestion,
    });
  }
  return cases;
}

function errorOf(text: string): CircuitSyntaxError {
  try {
    parseCircuit(text);
  } catch (error) {
    if (error instanceof CircuitSyntaxError) return error;
    throw error;
  }
  throw new Error(`no error for ${JSON.stringify(text)}`);
}

describe("test/cases/circuits.txt", () => {
  const cases = readCases();

  it("holds cases of both kinds", () => {
    expect(cases.filter(({ outcome }) => outcome === "tree").length).toBeGreaterThan(80);
    expect(cases.filter(({ outcome }) => outcome === "error").length).toBeGreaterThan(80);
  });

  it.each(cases.filter(({ outcome }) => outcome === "tree"))("line $line: $input", ({ input, expected }) => {
    expect(describeCircuit(parseCircuit(input))).toBe(expected);
  });

  it.each(cases.filter(({ outcome }) => outcome === "error"))(
    "line $line: $input",
    ({ input, expected, suggestion }) => {
      const error = errorOf(input);
      expect(error.message.split("\n")[0]).toBe(expected);
      expect(error.suggestion).toBe(suggestion);
      // The position is stated in three ways, which must agree.
      const before = input.slice(0, error.offset).split("\n");
      expect([error.line, error.column]).toEqual([before.length, (before.at(-1) ?? "").length + 1]);
      expect(error.message).toContain(`(line ${String(error.line)}, column ${String(error.column)})`);
    },
  );
});
