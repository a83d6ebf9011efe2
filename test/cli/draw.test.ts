import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseCircuit } from "../../src/index.ts";
import { drawCircuit, toCircuitikz } from "../../src/report/index.ts";
import { inFolder, runCommand } from "./runner.ts";

const text = "R0{20}-(R1|CPE1)";
const circuit = parseCircuit(text);

describe("eisfit draw", () => {
  it("prints SVG, or LaTeX", async () => {
    expect(await runCommand("draw", text)).toEqual({ status: 0, out: drawCircuit(circuit), notes: "" });
    expect((await runCommand("draw", text, "--tex")).out).toBe(toCircuitikz(circuit));
    const ansi = await runCommand("draw", text, "--style", "ansi", "--values", "--theme", "dark", "--width", "200");
    expect(ansi.out).toBe(drawCircuit(circuit, { style: "ansi", values: true, theme: "dark", width: 200 }));
  });

  it("takes the name of a circuit that comes with eisfit, and a file", async () => {
    expect((await runCommand("draw", "li-llzo-li")).out).toContain("<title>Li | LLZO | Li symmetric cell</title>");
    await inFolder(async (folder) => {
      const file = join(folder, "own.circuit");
      writeFileSync(file, 'circuit own "Mine"\n  model R0 - (R1 | C1)\n');
      expect((await runCommand("draw", file)).out).toContain("<title>Mine</title>");
    });
  });

  it("writes a file, and replaces none without --force", async () => {
    await inFolder(async (folder) => {
      const file = join(folder, "new", "a.svg");
      expect(await runCommand("draw", text, "-o", file)).toEqual({ status: 0, out: "", notes: `written: ${file}\n` });
      expect(readFileSync(file, "utf8")).toBe(drawCircuit(circuit));
      const again = await runCommand("draw", "R9", "-o", file);
      expect(again.status).toBe(2);
      expect(again.notes).toBe(`error: ${file} exists already; --force replaces files.\n`);
      expect(readFileSync(file, "utf8")).toBe(drawCircuit(circuit));
      expect((await runCommand("draw", "R9", "-o", file, "--force")).status).toBe(0);
      expect(readFileSync(file, "utf8")).toBe(drawCircuit(parseCircuit("R9")));
    });
  });

  it("knows LaTeX by the name of the file", async () => {
    await inFolder(async (folder) => {
      const file = join(folder, "a.tex");
      await runCommand("draw", text, "-o", file);
      expect(readFileSync(file, "utf8")).toBe(toCircuitikz(circuit));
      const svg = join(folder, "a.svg");
      const wrong = await runCommand("draw", text, "--tex", "-o", svg);
      expect(wrong.status).toBe(2);
      expect(wrong.notes).toBe(`error: --tex writes LaTeX, but ${svg} is named as SVG; leave one of them out.\n`);
      expect(existsSync(svg)).toBe(false);
    });
  });

  it("goes into a folder under the name of the circuit, or as circuit.svg", async () => {
    await inFolder(async (folder) => {
      const path = join(folder, "circuit.svg");
      expect(await runCommand("draw", text, "-o", folder)).toEqual({ status: 0, out: "", notes: `written: ${path}\n` });
      expect((await runCommand("draw", text, "-o", folder)).status).toBe(2);
    });
  });

  it("says what is wrong", async () => {
    const theme = await runCommand("draw", text, "--tex", "--theme", "dark");
    expect(theme).toEqual({
      status: 2,
      out: "",
      notes: "error: --theme is for SVG; LaTeX draws in the colour of its text.\n",
    });
    const width = await runCommand("draw", text, "--width", "none");
    expect(width.status).toBe(2);
    expect(width.notes).toContain("Give pixels above 0, as 640, or 324 for a column of 86 mm.");
    const syntax = await runCommand("draw", "R0-(R1|C1");
    expect(syntax.status).toBe(2);
    expect(syntax.notes).toContain("`(` is never closed");
    const bare = await runCommand("draw", "R0", "--values");
    expect(bare.status).toBe(0);
    expect(bare.notes).toBe(
      "note: the circuit gives no values, so there are none underneath; write R0{20} for example\n",
    );
  });
});
