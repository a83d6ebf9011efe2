import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { shippedCircuits } from "../../src/circuits/index.ts";
import { elementRecords, parseCircuit, version } from "../../src/index.ts";
import { inFolder, runCommand } from "./runner.ts";

const simulated = join(import.meta.dirname, "../../circuits/li-llzo-li.simulated.csv");

describe("wrong usage", () => {
  const cases: [string[], RegExp][] = [
    [["fit", "-c", "R0"], /missing required argument 'files'/],
    [["compare", "cell.csv"], /required option '-c, --circuit <circuit>'/],
    [["fit", "--fore", "cell.csv"], /unknown option '--fore'[^]*Did you mean --force/],
    [["elements", "CPF"], /There is no element "CPF"\. Did you mean CPE\?/],
    [["formats", "biologic-mpx"], /There is no format "biologic-mpx"\. Did you mean biologic-mp[rt]\?/],
    [["completion", "tcsh"], /Allowed choices are bash, zsh, fish/],
    [["fit", simulated], /fit needs a circuit\. .* shows 2 arcs by BIC\.\nOne of these may do:/],
    [["report", simulated], /required option '-c, --circuit <circuit>'/],
    [["report", "cell.csv", "-c", "R0", "-c", "R1", "--fix", "R0=5"], /--fix is for one circuit/],
    [["fit", "cell.csv", "-c", "R0-p(R1,"], /\^/],
    [["fit", "cell.csv", "-c", "R0-X1"], /\^/],
    [["fit", "cell.csv", "-c", ""], /\S/],
    [["fit", "cell.csv", "-c", "R(RQ)(RQ)"], /notation of Boukamp.* written\n {2}-c 'R1-\(R2\|CPE1\)-\(R3\|CPE2\)'/],
    [["fit", "cell.csv", "-c", "R1-[P2,R3]"], /notation of AutoEIS.* written\n {2}-c 'R1-\(CPE2\|R3\)'/],
    [["fit", "cell.csv", "-c", "R1+Q2/R2"], /notation of EC-Lab.* written\n {2}-c 'R1-\(CPE2\|R2\)'/],
    [["fit", "cell.csv", "-c", "R0-p(R1,C1)-p(R1{5},C1)"], /The name R1 is used twice.*\n.*\n.*\nDid you mean `R2`\?/],
    [["fit", "cell.csv", "-c", "none.circuit"], /There is no circuit file none\.circuit\. .*`eisfit circuits` lists/],
    [["fit", "cell.csv", "-c", "li-lzo-li.circuit"], /Did you mean li-llzo-li\?/],
    [["fit", "cell.csv", "-c", "li-lzo-li"], /neither a circuit nor the name .* Did you mean li-llzo-li\?/],
    [["circuits", "randels-cpe"], /No circuit named "randels-cpe" .* Did you mean randles-cpe\?/],
    [["circuits", "perpetuum-mobile"], /No circuit named "perpetuum-mobile" .*`eisfit circuits` lists/],
    [["fit", "cell.csv", "-c", "R0", "--weight", "best"], /Allowed choices are modulus, unit, proportional, sigma/],
    [["fit", "cell.csv", "-c", "R0", "--fmin", "low"], /Give a number above 0/],
    [["fit", "cell.csv", "-c", "R0", "--bound", "R0=5"], /\^/],
    [["fit", "cell.csv", "-c", "R0", "--fix", "R1=5"], /R1/],
    [["fit", "cell.csv", "-c", "R0", "--turbo"], /unknown option '--turbo'/],
    [["fitt"], /unknown command 'fitt'[^]*Did you mean one of fit, gitt/],
  ];
  it.each(cases)("%j", async (words, message) => {
    const { status, out, notes } = await runCommand(...words);
    expect(status).toBe(2);
    expect(out).toBe("");
    expect(notes).toMatch(message);
    expect(notes).not.toMatch(/\n\s+at /);
    expect(notes.split("\n").length).toBeLessThan(24);
  });
});

it.each([
  [["fit", "no.csv", "-c", "R0"], 1],
  [["fit", "no.csv", "-c", "R0-"], 2],
])("where an error arose is told for --debug only: %j", async (words, status) => {
  const plain = await runCommand(...words);
  expect([plain.status, / at .*\.ts:\d+/.test(plain.notes)]).toEqual([status, false]);
  const debugged = await runCommand(...words, "--debug");
  expect([debugged.status, / at .*\.ts:\d+/.test(debugged.notes)]).toEqual([status, true]);
});

describe("what is available", () => {
  it("prints help and version", async () => {
    expect(await runCommand("--version")).toEqual({ status: 0, out: `${version}\n`, notes: "" });
    const help = await runCommand("fit", "--help");
    expect(help.status).toBe(0);
    for (const option of [
      "--weight",
      "--set",
      "--fix",
      "--bound",
      "--no-search",
      "--fmin",
      "--fmax",
      "--verify",
      "--json",
    ]) {
      expect(help.out).toContain(option);
    }
  });

  it("lists every element", async () => {
    const { out } = await runCommand("elements");
    const { elements } = JSON.parse((await runCommand("elements", "--json")).out) as { elements: { symbol: string }[] };
    expect(elements.map(({ symbol }) => symbol)).toEqual(elementRecords.map(({ symbol }) => symbol));
    for (const { symbol, formula } of elementRecords) {
      expect(out).toMatch(new RegExp(`^${symbol}\\b`, "m"));
      expect(out).toContain(`        Z = ${formula}\n`);
    }
  });

  it("lists circuits, each of which can be given by name or as a file", async () => {
    const { circuits } = JSON.parse((await runCommand("circuits", "--json")).out) as {
      circuits: { name: string; circuit: string }[];
    };
    expect(circuits.map(({ name }) => name)).toEqual(shippedCircuits.map(({ name }) => name));
    const text = (await runCommand("circuits")).out;
    for (const { name, circuit } of circuits) {
      expect(text).toContain(`${name}\n`);
      expect(parseCircuit(circuit).text).toBe(circuit);
      const grid = ["--from", "1e6", "--to", "0.01", "--per-decade", "5"];
      const byName = await runCommand("simulate", "-c", name, ...grid);
      const byText = await runCommand("simulate", "-c", circuit, ...grid);
      const rows = (csv: string): string[] => csv.split("\n").filter((line) => !line.startsWith("#"));
      expect(byName.status).toBe(0);
      expect(rows(byName.out)).toEqual(rows(byText.out));
    }
  });

  it("reads a circuit file with comments", () =>
    inFolder(async (folder) => {
      const path = join(folder, "mine.circuit");
      writeFileSync(path, "# mine\ncircuit mine\n  model R0 - (R1 | C1)\n  R0 20 ohm\n  R1 100\n  C1 1 uF\n");
      const { status, out } = await runCommand("simulate", "-c", path, "--from", "1", "--to", "1", "--per-decade", "1");
      expect(status).toBe(0);
      expect(out).toContain("not measured: R0-(R1|C1)\n# Values: R0 = 20 ohm, R1 = 100 ohm, C1 = 0.000001 F\n");
    }));
});

describe("the program itself", () => {
  const main = join(import.meta.dirname, "../../src/cli/main.ts");
  const start = (script: string) => spawnSync("sh", ["-c", script], { encoding: "utf8" });
  const eisfit = `'${process.execPath}' --import tsx '${main}'`;

  it("passes exit status and streams on", () => {
    const wrong = start(`${eisfit} fit x.csv -c 'R0-('`);
    expect(wrong.status).toBe(2);
    expect(wrong.stdout).toBe("");
    expect(wrong.stderr).toContain("^");
    expect(start(`${eisfit} fit no-such-file.csv -c R0`).status).toBe(1);
  });

  it("works in a pipe, from stdin, and with a reader that stops early", () => {
    const simulate = `${eisfit} simulate -c 'R0{20}-p(R1{100},C1{1u})' --from 1e5 --to 1 --per-decade 9`;
    const piped = start(`${simulate} | ${eisfit} fit /dev/stdin -c 'R0-p(R1,C1)' --json`);
    expect(piped.status).toBe(0);
    expect(JSON.parse(piped.stdout)).toMatchObject({ files: [{ file: "/dev/stdin", spectrum: { points: 46 } }] });
    const dash = start(`${simulate} | ${eisfit} fit - -c 'R0-p(R1,C1)' --json`);
    expect(JSON.parse(dash.stdout)).toMatchObject({ files: [{ file: "-", spectrum: { points: 46 } }] });
    const cut = start(`${simulate.replace("--per-decade 9", "--per-decade 9999")} | head -n 1`);
    expect(cut.stdout).toContain("Simulated by eisfit");
    expect(cut.stderr).toBe("");
  });
});
