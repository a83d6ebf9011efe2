import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { run } from "../cli/program.ts";

const SPECTRUM = "circuits/li-llzo-li.simulated.csv";
const STEM = "li-llzo-li";
const WORDS = [
  "report",
  SPECTRUM,
  "-c",
  "li-llzo-li",
  "-c",
  "R0-(R1|CPE1)",
  "--thickness",
  "1.00(2) mm",
  "--diameter",
  "10.0(1) mm",
  "--temperature",
  "25C",
  "--fmin",
  "1",
];

const HEAD = `# A report

Written by \`npm run docs\`; a test compares it.

\`eisfit report\` writes what was measured, whether the data can be trusted, circuit, plots, parameters with intervals and verdicts, what
follows for the sample, a distribution of relaxation times and the method with its references into one file. \`-c\` given more than once compares
circuits and details the best. A report of its own is written for each file and each sweep.

\`\`\`sh
npx eisfit report circuits/li-llzo-li.simulated.csv -c li-llzo-li -c 'R0-(R1|CPE1)' \\
  --thickness '1.00(2) mm' --diameter '10.0(1) mm' --temperature 25C --fmin 1 -o docs/report/li-llzo-li.html
\`\`\`

| \`-o\` or \`--format\` | Gives |
| --- | --- |
| \`report.html\` (default) | one page below a megabyte that needs no network, light or dark on screens, ready to be printed: [this one](report/li-llzo-li.html) |
| \`report.md\` | Markdown with its figures as SVG beside it: what follows below |
| \`report.tex\` | LaTeX for \`pdflatex\`, plots by pgfplots from the data in it, the circuit by circuitikz: [this one](report/li-llzo-li.tex) |

The HTML page holds the data to the last bit, circuit, options and result. It is read like a file of an instrument, and

\`\`\`sh
npx eisfit fit docs/report/li-llzo-li.html
npx eisfit fit docs/report/li-llzo-li.html --weight unit
\`\`\`

makes the same fit again, with the same bits, or with what the command line says instead: options, or another circuit by \`-c\`.
From a program, in a browser too, \`htmlReport\`, \`markdownReport\` and \`latexReport\` of \`eisfit/report\` make the same from a result:
\`htmlReport({ result, file, sha256, check: checkSpectrum(spectrum), drt: drt(spectrum) })\`; \`openReport(bytes, name)\` reads circuit and options.

---
`;

/** The files of docs that show a report, by their path in docs. */
export async function reportFiles(): Promise<ReadonlyMap<string, string>> {
  const home = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), "eisfit-report-"));
  try {
    mkdirSync(join(folder, dirname(SPECTRUM)));
    copyFileSync(new URL(`../../${SPECTRUM}`, import.meta.url), join(folder, SPECTRUM));
    // The reports tell their command as it would be typed in a clone.
    process.chdir(folder);
    for (const format of ["html", "md", "tex"]) await write(`docs/report/${STEM}.${format}`);
    const files = new Map(
      readdirSync("docs/report")
        .sort()
        .map((name) => [`report/${name}`, readFileSync(`docs/report/${name}`, "utf8")]),
    );
    const markdown = files.get(`report/${STEM}.md`) ?? "";
    files.delete(`report/${STEM}.md`);
    return new Map([["report.md", `${HEAD}\n${asPart(markdown)}`], ...files]);
  } finally {
    process.chdir(home);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function write(path: string): Promise<void> {
  let notes = "";
  const host = { out: () => {}, note: (text: string) => void (notes += text) };
  const status = await run([...WORDS, "-o", path], host);
  if (status !== 0) throw new Error(`The report ends with ${String(status)}: ${notes}`);
}

/** Headings one level down, and pictures in their folder. */
function asPart(markdown: string): string {
  return markdown.replace(/^#(?=#* )/gm, "##").replace(/\]\((?=[\w.-]+\.svg\))/g, "](report/");
}
