import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sweepCsv } from "../../src/report/index.ts";
import { cellSpectrum, MODEL } from "../report/document/input.ts";
import { faultsOf } from "../report/document/markup.ts";
import { inFolder, runCommand } from "./runner.ts";

const ORDERED = `${MODEL}; order tau(R_gb, CPE_gb) < tau(R_int, CPE_int)`;
const OTHER = "R0-(R1|CPE1)";

/** A folder with a spectrum. */
function withCell<T>(use: (folder: string, cell: string) => Promise<T>): Promise<T> {
  return inFolder(async (folder) => {
    const cell = join(folder, "cell.csv");
    writeFileSync(cell, csvOf(61));
    return use(folder, cell);
  });
}

function csvOf(points: number): string {
  const { frequencyHz, re, im } = cellSpectrum(points);
  const rows = Array.from(frequencyHz, (frequency, k) => `${String(frequency)},${String(re[k])},${String(im[k])}`);
  return `frequency_hz,z_re_ohm,z_im_ohm\n${rows.join("\n")}\n`;
}

interface Fitted {
  readonly circuit: string;
  readonly weight: string;
  readonly objective: number;
  readonly excluded: readonly { readonly index: number; readonly reason: string }[];
  readonly parameters: readonly { readonly name: string; readonly value: number }[];
  readonly answers?: { readonly answers: readonly unknown[] };
}

async function fitted(...words: string[]): Promise<Fitted> {
  const { status, out, notes } = await runCommand("fit", ...words, "--json");
  expect(notes).not.toMatch(/^error/m);
  expect(status).toBe(0);
  const [file] = (JSON.parse(out) as { files: [Fitted] }).files;
  return file;
}

const numbersOf = ({ parameters, objective }: Fitted): unknown => ({ parameters, objective });

describe("eisfit report", () => {
  it("writes one page, and never over another without being asked", () =>
    withCell(async (folder, cell) => {
      const page = join(folder, "out", "page.html");
      const first = await runCommand("report", cell, "-c", ORDERED, "-o", page);
      expect(first.notes).toContain(`written: ${page}`);
      expect(first.status).toBe(0);
      expect(readdirSync(join(folder, "out"))).toEqual(["page.html"]);
      const html = readFileSync(page, "utf8");
      expect(faultsOf(html)).toEqual([]);
      expect(html).toContain("Distribution of relaxation times");
      const again = await runCommand("report", cell, "-c", ORDERED, "-o", page);
      expect(again.status).toBe(2);
      expect(again.notes).toContain("--force");
      expect((await runCommand("report", cell, "-c", ORDERED, "-o", page, "--force")).status).toBe(0);
    }));

  it("tells the command that made it", () =>
    withCell(async (folder, cell) => {
      await runCommand("report", cell, "-c", OTHER, "--no-drt", "-o", folder);
      const html = readFileSync(join(folder, "cell.report.html"), "utf8");
      expect(html).toContain(`npx eisfit report ${cell} -c &#39;R0-(R1|CPE1)&#39;`.replaceAll("&#39;", "'"));
      expect(html).not.toContain("Distribution of relaxation times");
    }));

  it("writes Markdown with its pictures, and LaTeX, by --format or by the name", () =>
    withCell(async (folder, cell) => {
      expect((await runCommand("report", cell, "-c", OTHER, "--no-drt", "-o", join(folder, "a.md"))).status).toBe(0);
      expect((await runCommand("report", cell, "-c", OTHER, "--no-drt", "-o", folder, "--format", "tex")).status).toBe(
        0,
      );
      expect(readdirSync(folder).sort()).toEqual([
        "a.bode.svg",
        "a.circuit.svg",
        "a.kramers-kronig.svg",
        "a.md",
        "a.nyquist.svg",
        "a.residuals.svg",
        "cell.csv",
        "cell.report.tex",
      ]);
      const contradicted = await runCommand("report", cell, "-c", OTHER, "-o", join(folder, "b.md"), "--format", "tex");
      expect(contradicted.status).toBe(2);
      expect(contradicted.notes).toContain("--format is tex, but");
    }));

  it("writes a report for each sweep, and a spectrum that fails does not stop the others", () =>
    withCell(async (folder, cell) => {
      const sweeps = join(folder, "two.csv");
      writeFileSync(sweeps, [0, 1].map((sweep) => sweepCsv(cellSpectrum(), sweep + 1, [], sweep === 0)).join(""));
      const short = join(folder, "short.csv");
      writeFileSync(short, "frequency_hz,z_re_ohm,z_im_ohm\n1,2\n");
      const out = join(folder, "out");
      const words = ["-c", OTHER, "--no-drt", "--sweep", "all"];
      const { status, notes } = await runCommand("report", short, sweeps, cell, ...words, "-o", out);
      expect(status).toBe(1);
      expect(notes).toMatch(/error: .*short\.csv:2: /);
      expect(readdirSync(out).sort()).toEqual(["cell.report.html", "two.1.report.html", "two.2.report.html"]);
      const one = await runCommand("report", sweeps, cell, ...words, "-o", join(folder, "one.html"));
      expect(one.status).toBe(2);
      expect(one.notes).toContain("is one file, and there are 3 spectra");
    }));

  it("compares circuits and details the best", () =>
    withCell(async (folder, cell) => {
      const page = join(folder, "page.html");
      const { status } = await runCommand("report", cell, "-c", OTHER, "-c", ORDERED, "--no-drt", "-o", page);
      expect(status).toBe(0);
      const html = readFileSync(page, "utf8");
      expect(html).toMatch(/<th scope="row">A<\/th><td><code>R_b-\(R_gb\|CPE_gb\)-\(R_int\|CPE_int\)<\/code>/);
      expect(numbersOf(await fitted(page))).toEqual(numbersOf(await fitted(cell, "-c", ORDERED)));
      const again = await runCommand("report", page, "--no-drt", "-o", join(folder, "again.html"));
      expect(again.status).toBe(0);
      expect(readFileSync(join(folder, "again.html"), "utf8")).toContain('id="comparison"');
      const set = await runCommand("report", cell, "-c", OTHER, "-c", ORDERED, "--set", "R0=1");
      expect(set.status).toBe(2);
      expect(set.notes).toContain("--set is for one circuit; with several, write it into each");
    }));

  it("has no distribution of a spectrum too short for one", () =>
    withCell(async (folder, cell) => {
      writeFileSync(cell, csvOf(4));
      const { status, notes } = await runCommand("report", cell, "-c", "R0-(R1|C1)", "-o", join(folder, "page.html"));
      expect(notes).toContain("no distribution of relaxation times");
      expect(status).toBe(0);
    }));
});

describe("eisfit fit of a report", () => {
  const made = ["--weight", "unit", "--fmin", "3", "--exclude", "4", "--thickness", "1.00(2) mm", "--diameter", "1cm"];

  /** A report beside its spectrum, made with several options. */
  function withReport<T>(use: (page: string, cell: string) => Promise<T>): Promise<T> {
    return withCell(async (folder, cell) => {
      const page = join(folder, "page.html");
      const { status } = await runCommand("report", cell, "-c", ORDERED, ...made, "--no-drt", "-o", page);
      expect(status).toBe(0);
      return use(page, cell);
    });
  }

  it("is the same fit to the last bit, mask and sample included", () =>
    withReport(async (page, cell) => {
      const [again, first] = [await fitted(page), await fitted(cell, "-c", ORDERED, ...made)];
      expect({ ...again, file: "", spectrum: {} }).toEqual({ ...first, file: "", spectrum: {} });
      expect(again.excluded.map(({ reason }) => reason)).toContain("as asked");
    }));

  it("takes what the command line says instead", () =>
    withReport(async (page, cell) => {
      expect(numbersOf(await fitted(page, "--weight", "modulus"))).toEqual(
        numbersOf(await fitted(cell, "-c", ORDERED, "--fmin", "3", "--exclude", "4")),
      );
      expect(numbersOf(await fitted(page, "--fmin", "10"))).toEqual(
        numbersOf(await fitted(cell, "-c", ORDERED, "--weight", "unit", "--fmin", "10")),
      );
      expect(numbersOf(await fitted(page, "-c", OTHER))).toEqual(numbersOf(await fitted(cell, "-c", OTHER, ...made)));
      expect(numbersOf(await fitted(page, "--fix", "CPE_int.n=0.9"))).toEqual(
        numbersOf(await fitted(cell, "-c", ORDERED, "--fix", "CPE_int.n=0.9", ...made)),
      );
      const { answers } = await fitted(page, "--area", "2cm2");
      expect(JSON.stringify(answers)).toContain('"areaCm2":2,');
    }));

  it("is refused for a file without a circuit", () =>
    withCell(async (_, cell) => {
      const { status, notes } = await runCommand("fit", cell);
      expect(status).toBe(2);
      expect(notes).toMatch(/'-c, --circuit <circuit>' is missing: .*cell\.csv is no report of eisfit/);
    }));

  it("is refused in words where the report is damaged", () =>
    withReport(async (page) => {
      writeFileSync(page, readFileSync(page, "utf8").replaceAll('"weight":"unit"', '"weight":"heavy"'));
      const { status, notes } = await runCommand("fit", page);
      expect(status).toBe(1);
      expect(notes).toContain(
        'page.html: found "heavy", expected a weight that this version knows at fit.options.weight',
      );
    }));
});

function pdflatex(): boolean {
  try {
    execFileSync("pdflatex", ["--version"], { stdio: "ignore" });
    const found = ["pgfplots.sty", "circuitikz.sty", "booktabs.sty"].map((name) =>
      execFileSync("kpsewhich", [name], { encoding: "utf8" }),
    );
    return found.every((path) => path.trim() !== "");
  } catch {
    return false;
  }
}

const hasLatex = pdflatex();
if (!hasLatex) console.log("not run: pdflatex on a report, since it or one of its packages is absent");

describe.runIf(hasLatex)("the LaTeX of a report", () => {
  it("is set by pdflatex, whatever the cell is called", () =>
    withCell(async (folder, cell) => {
      const title = '50 % & #1_{Li}^+ \\input{x} ~ $x$ < > | " ` Größe 中 \u2192 \u0394';
      const out = join(folder, "tex");
      mkdirSync(out);
      const { status } = await runCommand(
        "report",
        cell,
        "-c",
        ORDERED,
        "-c",
        OTHER,
        "--title",
        title,
        "-o",
        join(out, "report.tex"),
      );
      expect(status).toBe(0);
      const log = execFileSync("pdflatex", ["-interaction=nonstopmode", "-halt-on-error", "report.tex"], {
        cwd: out,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      });
      expect(log).toMatch(/Output written on report\.pdf \(\d+ pages/);
      expect(existsSync(join(out, "report.pdf"))).toBe(true);
      expect(log).not.toMatch(/Missing character|Undefined control/);
    }));
});
