import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "../../src/cli/program.ts";
import { writeFiles } from "../../src/cli/writeFiles.ts";
import { inFolder, runCommand } from "./runner.ts";

const root = join(import.meta.dirname, "../..");
const cell = join(root, "circuits/li-llzo-li.simulated.csv");
const CIRCUIT = ["-c", "li-llzo-li"];

/** Runs a command line in a fresh folder, which the words may name by `@`. */
function refused(...words: string[]): Promise<{ status: number; notes: string; made: string[] }> {
  return inFolder(async (folder) => {
    const { status, notes } = await runCommand(...words.map((word) => word.replace("@", folder)));
    return { status, notes: notes.replaceAll(folder, "@"), made: readdirSync(folder) };
  });
}

describe("a name that promises what is not written", () => {
  it.each([
    [
      ["report", cell, ...CIRCUIT, "-o", "@/report.pdf"],
      "@/report.pdf is named as PDF, and a report is .html, .md or .tex; a browser prints the page as PDF. For a folder of this name write @/report.pdf/.",
    ],
    [
      ["report", cell, ...CIRCUIT, "-o", "@/report.docx"],
      "@/report.docx is named as DOCX, and a report is .html, .md or .tex. For",
    ],
    [
      ["batch", cell, ...CIRCUIT, "-o", "@/out.txt"],
      "The name @/out.txt tells no format: end it with .ndjson, .json, .csv or .parquet, or give --format.",
    ],
    [["fit", cell, ...CIRCUIT, "--png"], "--png writes files: say where, as -o results."],
    [["fit", cell, ...CIRCUIT, "--plots", "nyquist"], "--plots writes files: say where, as -o results."],
    [["drt", cell, "-o", "@", "--dpi", "300"], "--dpi is the resolution of PNG: add --png."],
    [["fit", cell, ...CIRCUIT, "--replicas", "100"], "--replicas and --seed are for --intervals bootstrap."],
  ])("%j", async (words, message) => {
    const { status, notes, made } = await refused(...words);
    expect(notes).toContain(message);
    expect([status, made]).toEqual([2, []]);
  });

  it("may be that of a folder, when it says so", async () => {
    const { status, made } = await refused("report", cell, ...CIRCUIT, "--no-drt", "-o", "@/v1.pdf/");
    expect([status, made]).toEqual([0, ["v1.pdf"]]);
  });
});

describe("where nothing can be written", () => {
  it("is told before the work", () =>
    inFolder(async (folder) => {
      const file = join(folder, "file");
      writeFileSync(file, "");
      for (const words of [
        ["fit", cell, ...CIRCUIT, "-o", join(file, "sub/results")],
        ["batch", cell, ...CIRCUIT, "-o", join(file, "results.csv")],
        ["draw", "li-llzo-li", "-o", join(file, "cell.svg")],
      ]) {
        const { status, out, notes } = await runCommand(...words);
        expect(notes).toMatch(/^error: .*file.*is not a folder\.$/m);
        expect([status, out]).toEqual([2, ""]);
      }
    }));

  // The superuser may write everywhere, so another user is asked where there is one to ask, who must reach the program.
  const main = join(root, "dist/src/cli/main.js");
  const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  const looks = `require("node:fs").accessSync(${JSON.stringify(main)})`;
  const isReached = process.platform === "linux" && spawnSync(process.execPath, ["-e", looks], user).status === 0;
  if (!isReached) console.log("not run: a folder that is closed to a user, as no such user reaches the built program");
  it.runIf(isReached)("tells that a folder is closed, before the work", () =>
    inFolder((folder) => {
      const closed = join(folder, "closed");
      mkdirSync(closed);
      chmodSync(folder, 0o755);
      chmodSync(closed, 0o555);
      const words = [main, "fit", cell, ...CIRCUIT, "-o", join(closed, "results")];
      const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: "utf8", ...user });
      expect(stderr).toContain(
        `error: ${closed} cannot be written: permission was denied; name another folder with -o\n`,
      );
      expect([status, stdout]).toEqual([2, ""]);
      return Promise.resolve();
    }),
  );

  it.runIf(process.platform === "linux")("ends in file systems where nothing can be made", async () => {
    const { status, notes } = await runCommand("fit", cell, ...CIRCUIT, "-o", "/proc/eisfit/results");
    // Others than the superuser are told beforehand.
    expect(notes).toMatch(
      /error: .*\/proc(?:\/eisfit)? cannot be written: (?:no file can be made there|permission was denied)/,
    );
    expect([1, 2]).toContain(status);
  });

  it.runIf(process.platform === "linux")("leaves devices alone, even by force", async () => {
    for (const words of [
      ["draw", "li-llzo-li", "-o", "/dev/null", "--force"],
      ["batch", cell, ...CIRCUIT, "--format", "csv", "-o", "/dev/null", "--force"],
    ]) {
      const { status, notes } = await runCommand(...words);
      expect(notes).toContain("/dev/null is no file that could be replaced; give -o another name.");
      expect(status).toBe(2);
    }
    expect(statSync("/dev/null").isCharacterDevice()).toBe(true);
  });

  it.runIf(existsSync("/dev/full"))("tells that the disk is full, without a stack", () => {
    const main = join(root, "dist/src/cli/main.js");
    for (const command of [`fit ${cell} -c li-llzo-li`, "elements", `fit ${cell} -c li-llzo-li --json`]) {
      const { status, stderr } = spawnSync("sh", ["-c", `"${process.execPath}" "${main}" ${command} > /dev/full`], {
        encoding: "utf8",
      });
      expect(stderr).toContain("error: The output cannot be written: the disk is full.\n");
      expect(stderr).not.toContain("    at ");
      expect(status).toBe(1);
    }
  });

  it("writes files whose names are as long as file systems allow", () =>
    inFolder((folder) => {
      const name = `${"x".repeat(244)}.result.json`.slice(-255);
      writeFiles(folder, [{ name, content: "{}" }]);
      expect(readdirSync(folder)).toEqual([name]);
      expect(() => writeFiles(folder, [{ name: `y${name}`, content: "{}" }])).toThrow(
        /cannot be written: the name is too long for this file system$/,
      );
      expect(readdirSync(folder)).toEqual([name]);
      return Promise.resolve();
    }));
});

describe("what is read", () => {
  it("is looked for before a circuit is asked for", async () => {
    const { status, notes } = await refused("fit", "@/nofile.csv");
    expect(notes).toMatch(/^error: @\/nofile\.csv: expected a file; there is none of this name/);
    expect(status).toBe(1);
  });

  it("is named as what it is on a pipe that is empty", () => {
    const main = join(root, "dist/src/cli/main.js");
    const { status, stderr } = spawnSync(process.execPath, [main, "fit", "-", ...CIRCUIT], {
      input: "",
      encoding: "utf8",
    });
    expect(stderr).toBe("error: standard input: expected data; the file is empty, or nothing was sent to it\n");
    expect(status).toBe(1);
  });

  it("may have a name in any script", () =>
    inFolder(async (folder) => {
      const file = join(folder, "Zelle Ω 25 °C — 電池.csv");
      copyFileSync(cell, file);
      const { status } = await runCommand("fit", file, ...CIRCUIT, "-o", join(folder, "größe"));
      expect(status).toBe(0);
      expect(readdirSync(join(folder, "größe"))).toContain("Zelle Ω 25 °C — 電池.result.json");
    }));
});

describe("frequencies", () => {
  const pointsOf = async (...words: string[]): Promise<string> => {
    const { out, notes } = await runCommand("check", cell, ...words);
    return /: (\d+ points, .*)/.exec(out)?.[1] ?? notes;
  };

  it.each([
    ["1000", "1kHz"],
    ["1e3", "1 kHz"],
    ["1000.0", "1k"],
    ["2e6", "2MHz"],
    ["0.2", "200 mHz"],
    ["0.5", "500000µHz"],
  ])("%s Hz are %s", async (plain, withUnit) => {
    expect(await pointsOf("--fmin", withUnit)).toBe(await pointsOf("--fmin", plain));
  });

  it.each(["1kOhm", "kHz", "-5", "0", "1e", "1.2.3Hz", "5 s"])("%s is none", async (text) => {
    const { status, notes } = await runCommand("check", cell, `--fmin=${text}`);
    expect(notes).toContain("Give a number above 0, in Hz or with its unit: 0.1, 1e6, 10kHz, 5MHz, 2mHz.");
    expect(status).toBe(2);
  });

  it("of an empty window are told in words of the command line", async () => {
    const { notes } = await runCommand("check", cell, "--fmin", "10", "--fmax", "1");
    expect(notes).toContain("The frequency window 10 .. 1 Hz is empty: its lower end must not be above the upper one.");
  });
});

describe("hints", () => {
  it("name the command that was meant", async () => {
    expect((await runCommand("fit", "--wieght", "unit")).notes).toContain("(eisfit fit -h shows options and examples)");
    expect((await runCommand("fti")).notes).toContain("(eisfit -h lists the commands)");
  });

  it("ask whether so much noise is meant", async () => {
    const words = ["simulate", "-c", "R0{5}", "--from", "1kHz", "--to", "1", "--per-decade", "2", "--noise"];
    const much = await runCommand(...words, "0.5");
    expect(much.notes).toBe("note: noise of 50 % of |Z|, as --noise is a share of it; for 0.5 % write --noise 0.5%\n");
    expect((await runCommand(...words, "0.5%")).notes).toBe("");
  });

  it("call no circuit the simplest of equals", async () => {
    const equals = ["-c", "R0-(R1|CPE1)-(R2|CPE2)", "-c", "R0-(CPE1|(R1-(R2|CPE2)))"];
    const { out } = await runCommand("compare", cell, ...equals);
    expect(out.replace(/\s+/g, " ")).toContain("by their Akaike weights; all have equally many parameters.");
  });
});

it("an error of the program's own making is no text for people", async () => {
  const broken = (): never => {
    throw new TypeError("lost");
  };
  await expect(run(["elements"], { out: broken, note: broken })).rejects.toThrow("lost");
});
