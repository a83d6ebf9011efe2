import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { wordsOf } from "../../src/cli/shellWords.ts";
import { parseCircuit } from "../../src/index.ts";
import { displayWidth } from "../../src/report/index.ts";
import { runCommand } from "./runner.ts";

const home = process.cwd();
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "eisfit-help-"));
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

const top = (await runCommand("--help")).out;
const commands = [...top.matchAll(/^ {2}([a-z]+) {2,}\S/gm)].map(([, name = ""]) => name);

/** The command lines that a page of help shows, as a person would copy them. */
function examplesOf(help: string): string[] {
  return [...help.replaceAll(/ \\\n +/g, " ").matchAll(/^ {2}\$ (.*?)(?: {2,}.*)?$/gm)].map(([, line = ""]) => line);
}

describe("eisfit --help", () => {
  it("shows on one screen all commands in groups, examples and where to read on", async () => {
    expect(commands).toContain("fit");
    expect(top.split("\n").length).toBeLessThanOrEqual(50);
    for (const line of top.split("\n")) expect(displayWidth(line)).toBeLessThanOrEqual(80);
    for (const title of ["Look at data:", "Fit circuits:", "Look up:", "Examples"]) expect(top).toContain(title);
    expect(top).toContain("eisfit COMMAND -h");
    expect((await runCommand("help")).out).toBe(top);
    expect(await runCommand()).toEqual({ status: 0, out: top, notes: "" });
  });

  it("has no colours in a file, whatever the terminal", () => expect(top).not.toContain("\u001b"));

  it.each(["circuit-language", "files", "output"])("tells of %s", async (topic) => {
    const { status, out } = await runCommand("help", topic);
    expect(status).toBe(0);
    expect(out.split("\n").length).toBeGreaterThan(8);
  });

  it("shows circuits that can be read", async () => {
    const { out } = await runCommand("help", "circuit-language");
    const circuits = [...out.matchAll(/^ {2}(R\S+.*?)(?: {3,}.*)?$/gm)].map(([, text = ""]) => text);
    expect(circuits).toHaveLength(6);
    for (const text of circuits) expect(parseCircuit(text).elements.length).toBeGreaterThan(2);
  });

  it("knows where a mistyped topic leads", async () => {
    const { status, notes } = await runCommand("help", "circuit-languge");
    expect([status, notes]).toEqual([
      2,
      'error: There is no help on "circuit-languge". Did you mean circuit-language?\n',
    ]);
  });
});

describe.each(["", ...commands])("the help of eisfit %s", (command) => {
  it("has examples that run as they are printed", { timeout: 60_000 }, async () => {
    const words = command === "" ? ["--help"] : command === "help" ? ["help", "help"] : [command, "--help"];
    const { out: help, status } = await runCommand(...words);
    expect(status).toBe(0);
    const examples = examplesOf(help);
    expect(examples.length).toBeGreaterThan(command === "samples" ? 0 : 1);
    expect(examples.length).toBeLessThan(5);
    if (command !== "" && command !== "samples") await runCommand("samples");
    if (command === "worker") {
      // They need a Redis, with which test/cli/batch/redis.test.ts runs workers; here, options that do not exist would be found.
      const known = help + (await runCommand("batch", "--help")).out;
      for (const option of examples.join(" ").match(/--[a-z]+/g) ?? []) expect(known).toContain(`${option} `);
      return;
    }
    for (const line of examples) {
      const [call = "", target] = line.split(" > ");
      const [program, ...rest] = wordsOf(call);
      expect(program).toBe("eisfit");
      const done = await runCommand(...rest);
      expect([line, done.status, done.status === 0 ? "" : done.notes]).toEqual([line, 0, ""]);
      if (target !== undefined) writeFileSync(target, done.out);
      const output = rest[rest.indexOf("-o") + 1];
      if (rest.includes("-o")) expect(existsSync(output ?? "")).toBe(true);
      else if (call !== "eisfit samples") expect(done.out.length).toBeGreaterThan(40);
    }
  });

  it("states a default or says what is needed for each choice", async () => {
    if (command === "" || command === "help") return;
    const { out } = await runCommand(command, "--help");
    expect(out).not.toMatch(/\(choices:/);
    expect(out).toContain("Options of all commands:");
  });
});

it("README and pages show no command that the program does not have", () => {
  const pages = ["README.md", "docs/command-line.md", "docs/answers.md"].map((page) =>
    readFileSync(join(home, page), "utf8"),
  );
  const named = [...pages.join("\n").matchAll(/^npx eisfit ([a-z]+)/gm)].map(([, name = ""]) => name);
  expect(named.length).toBeGreaterThan(8);
  for (const name of named) expect(commands).toContain(name);
});
