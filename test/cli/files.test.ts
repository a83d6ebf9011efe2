import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { expandPattern } from "../../src/cli/inputFiles.ts";
import { Interruption } from "../../src/cli/terminal/interruption.ts";
import { checkOutput, enumeration, outputFile, writeFiles } from "../../src/cli/writeFiles.ts";
import { run } from "../../src/cli/program.ts";
import { inFolder, runCommand } from "./runner.ts";

const sample = join(import.meta.dirname, "../../circuits/li-llzo-li.simulated.csv");

/** A folder with spectra of these names. */
function withSpectra(names: readonly string[], use: (folder: string) => Promise<void>): Promise<void> {
  return inFolder((folder) => {
    for (const name of names) copyFileSync(sample, join(folder, name));
    return use(folder);
  });
}

describe("patterns of files", () => {
  it("are expanded by eisfit itself, with numbers in order", () =>
    withSpectra(["cell10.csv", "cell2.csv", "Cell3.csv", "cell2.txt", ".hidden.csv"], async (folder) => {
      const names = (pattern: string): string[] =>
        expandPattern(join(folder, pattern)).map((path) => path.slice(folder.length + 1));
      expect(names("cell*.csv")).toEqual(["cell2.csv", "cell10.csv"]);
      expect(names("cell?.*")).toEqual(["cell2.csv", "cell2.txt"]);
      expect(names("[Cc]ell[!2]*.csv")).toEqual(["Cell3.csv", "cell10.csv"]);
      mkdirSync(join(folder, "more"));
      copyFileSync(sample, join(folder, "more", "a(1)+[x].csv"));
      expect(names("m*/*.csv")).toEqual([join("more", "a(1)+[x].csv")]);
      // The name of a file goes before a pattern.
      expect(names(join("more", "a(1)+[x].csv"))).toEqual([join("more", "a(1)+[x].csv")]);
      const { status, out } = await runCommand("inspect", join(folder, "cell*.csv"), "--json");
      expect(status).toBe(0);
      expect((JSON.parse(out) as { files: unknown[] }).files).toHaveLength(2);
    }));

  it("that match nothing are wrong usage", async () => {
    const { status, notes } = await runCommand("fit", "none-*.csv", "-c", "R0");
    expect([status, notes]).toEqual([2, "error: No file matches none-*.csv.\n"]);
  });
});

describe("a file that is not there", () => {
  it("is looked for among those beside it", () =>
    withSpectra(["cell-25C.csv", "cell-35C.csv"], async (folder) => {
      const missing = join(folder, "cel-25C.csv");
      const { status, notes } = await runCommand("fit", missing, "-c", "R0");
      expect(status).toBe(1);
      expect(notes).toContain(`there is none of this name. Did you mean ${join(folder, "cell-25C.csv")}?`);
      expect((await runCommand("check", join(folder, "x.csv"))).notes).toContain(
        `${folder} holds cell-25C.csv, cell-35C.csv.`,
      );
      expect((await runCommand("check", join(folder, "no", "x.csv"))).notes).toContain(
        `There is no folder ${join(folder, "no")}.`,
      );
      expect((await runCommand("compare", missing, "-c", "R0", "-c", "R0-C0")).notes).toContain("Did you mean");
    }));

  it("and many bad ones are told on one screen", () =>
    inFolder(async (folder) => {
      const names = Array.from({ length: 40 }, (_, k) => join(folder, `bad${String(k)}.csv`));
      for (const name of names) writeFileSync(name, "nothing\n");
      const { status, notes } = await runCommand("check", ...names);
      expect(status).toBe(1);
      expect(notes.split("\n").length).toBeLessThan(24);
      expect(notes).toContain(`error: 40 of 40 failed: those above, and ${names.slice(8, 13).join(", ")} and 27 more`);
    }));
});

describe("output", () => {
  it("is never written over inputs, by force neither", () =>
    withSpectra(["cell.csv"], async (folder) => {
      const file = join(folder, "cell.csv");
      const { status, notes } = await runCommand("convert", file, "-o", folder, "--force");
      expect([status, notes]).toEqual([
        2,
        `error: ${file} is an input file, which eisfit never writes to; give -o another name.\n`,
      ]);
      symlinkSync(file, join(folder, "link.csv"));
      expect((await runCommand("convert", join(folder, "link.csv"), "-o", file, "--force")).status).toBe(2);
      expect(readFileSync(file)).toEqual(readFileSync(sample));
    }));

  it("that is in the way is listed before any work, and nothing is written", () =>
    withSpectra(["a.csv", "b.csv", "c.csv"], async (folder) => {
      const output = join(folder, "out");
      const words = ["fit", join(folder, "*.csv"), "-c", "R0-p(R1,CPE1)", "-o", output];
      expect((await runCommand(...words)).status).toBe(0);
      const before = readdirSync(output).length;
      const again = await runCommand(...words);
      expect(again.status).toBe(2);
      expect(again.out).toBe("");
      expect(again.notes).toContain(`${join(output, "a.result.json")}, `);
      expect(again.notes).toContain(" and 13 more exist already; --force replaces files.");
      expect(again.notes.trim().split("\n")).toHaveLength(1);
      expect(readdirSync(output)).toHaveLength(before);
      expect((await runCommand(...words, "--force")).status).toBe(0);
    }));

  it("leaves no half of a file where writing fails", () =>
    inFolder((folder) => {
      mkdirSync(join(folder, "taken"));
      expect(() => writeFiles(folder, [{ name: "taken", content: "x" }])).toThrow();
      expect(readdirSync(folder)).toEqual(["taken"]);
      expect(() => checkOutput(join(folder, "taken"), ["x", "x"], true)).toThrow(/Two input files/);
      expect(outputFile(folder, "x.svg")).toEqual({ folder, name: "x.svg" });
      expect(outputFile(join(folder, "y.svg"), "x.svg")).toEqual({ folder, name: "y.svg" });
      expect(outputFile(`${folder}/new/`, "x.svg")).toEqual({ folder: `${folder}/new/`, name: "x.svg" });
      expect(enumeration(["a", "b", "c"], 1)).toBe("a and 2 more");
      return Promise.resolve();
    }));

  it("of a drawing goes into a folder under the circuit's name", () =>
    inFolder(async (folder) => {
      expect((await runCommand("draw", "randles", "-o", folder)).status).toBe(0);
      expect(existsSync(join(folder, "randles.svg"))).toBe(true);
    }));
});

describe("Ctrl-C between files", () => {
  it.each([
    ["fit", ["-c", "R0-p(R1,CPE1)"]],
    ["check", []],
    ["drt", []],
    ["convert", ["--list"]],
  ])("%s begins no further one", (command, options) =>
    withSpectra(["a.csv", "b.csv", "c.csv"], async (folder) => {
      const interruption = new Interruption();
      let notes = "";
      let wasHeld = false;
      // As if it was pressed while the first one is worked on.
      const press = (): void => {
        wasHeld ||= interruption.isHeld;
        interruption.request();
      };
      const status = await run([command, join(folder, "*.csv"), ...options], {
        out: press,
        note: (text) => void (notes += text),
        interruption,
      });
      expect(status).toBe(130);
      expect(notes).toContain("stopped by Ctrl-C after 1 of 3, which are kept; 2 were not worked on.");
      expect(wasHeld).toBe(true);
      expect(interruption.isHeld).toBe(false);
    }),
  );

  it("series keeps the fits so far", () =>
    inFolder(async (folder) => {
      for (const name of ["-40C", "-30C", "-20C", "-10C", "25C"]) {
        copyFileSync(
          join(import.meta.dirname, `../../docs/example/llzo_${name}.csv`),
          join(folder, `llzo_${name}.csv`),
        );
      }
      const interruption = new Interruption();
      const request = interruption.request.bind(interruption);
      let looks = 0;
      Object.defineProperty(interruption, "isRequested", {
        // The sixth look is that before the third fit, behind those before the reading of five files.
        get: () => ++looks > 7,
      });
      let out = "";
      const status = await run(["series", join(folder, "*.csv"), "-c", "au-llzo-au", "--csv"], {
        out: (text) => void (out += text),
        note: () => undefined,
        interruption,
      });
      request();
      expect(status).toBe(130);
      expect(
        out
          .trim()
          .split("\n")
          .filter((line) => !line.startsWith("#")).length,
      ).toBe(1 + 2);
    }));
});

describe("a file alone", () => {
  it("tells what it holds, whether it is sound, and what to do next", async () => {
    const { status, out } = await runCommand(sample);
    expect(status).toBe(0);
    for (const text of [
      /^points +63, 7 MHz \.\. 124\.5 mHz$/m,
      /^data +The spectrum obeys the Kramers-Kronig relations within a noise of 0\.3 % of \|Z\|\.$/m,
      /^processes +2 arcs, .*the same with other names: li-llzo-li/m,
      /^ {2}eisfit fit .* -c li-llzo-li /m,
    ]) {
      expect(out).toMatch(text);
    }
  });

  it("works with options before it", async () => {
    expect((await runCommand("--color", "never", sample)).status).toBe(0);
    expect((await runCommand("fitt")).notes).toContain("unknown command 'fitt'");
  });

  it("gives fit a circuit to propose", async () => {
    const { status, notes } = await runCommand("fit", sample);
    expect(status).toBe(2);
    expect(notes).toContain("shows 2 arcs by BIC");
    expect(notes).toMatch(/ -c 'R0-\(R1\|CPE1\)-\(R2\|CPE2\)'\n.* -c li-llzo-li\n/);
  });
});

it.each([
  ["compare", [sample, "-c", "one-zarc", "-c", "two-zarcs"], "li-llzo-li.simulated.comparison.json"],
  [
    "transference",
    ["--i0", "11.4 uA", "--iss", "8.5 uA", "--r0", "691 ohm", "--rss", "883 ohm", "--dv", "10 mV"],
    "transference.json",
  ],
  ["diffusion", ["--tau", "120 s", "--length", "10 um"], "diffusion.json"],
  [
    "electronic",
    ["--current", "8 nA", "--voltage", "0.5 V", "--thickness", "1 mm", "--area", "1 cm2"],
    "electronic.json",
  ],
])("%s writes with -o what it prints with --json", (command, words, name) =>
  inFolder(async (folder) => {
    const { out, status } = await runCommand(command, ...words, "--json", "-o", folder);
    expect(status).toBe(0);
    expect(readFileSync(join(folder, name), "utf8")).toBe(out);
    const again = await runCommand(command, ...words, "-o", folder);
    expect([again.status, again.notes]).toEqual([
      2,
      `error: ${join(folder, name)} exists already; --force replaces files.\n`,
    ]);
    expect((await runCommand(command, ...words, "-o", folder, "--force")).status).toBe(0);
  }),
);
