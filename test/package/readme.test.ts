import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { circuitsMarkdown } from "../../src/build/circuitsMarkdown.ts";
import { formatsMarkdown } from "../../src/build/formatsMarkdown.ts";
import { withElementTable } from "../../src/build/readmeTable.ts";
import { elementRecords, fileFormats, parseCircuit } from "../../src/index.ts";

const root = join(import.meta.dirname, "../..");
const readme = readFileSync(join(root, "README.md"), "utf8");

/** The fenced blocks of a language, in order. */
function blocks(language: string): string[] {
  return [...readme.matchAll(/^```(\w*)\n([^]*?)^```$/gm)]
    .filter((match) => match[1] === language)
    .map((match) => match[2] ?? "");
}

/** Links of a page to files, or to headings, that do not exist. */
function brokenLinks(page: string): string[] {
  const text = readFileSync(join(root, page), "utf8").replaceAll(/```[^]*?```|`[^`\n]*`/g, "");
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = ""]) => link)
    .filter((link) => !/^[a-z]+:/.test(link))
    .filter((link) => {
      const [path = "", heading] = link.split("#");
      const target = path === "" ? join(root, page) : join(root, dirname(page), path);
      if (!existsSync(target)) return true;
      return heading !== undefined && target.endsWith(".md") && !headingsOf(target).includes(heading);
    });
}

/** As GitHub names them in links. */
function headingsOf(file: string): string[] {
  return [...readFileSync(file, "utf8").matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

describe("README", () => {
  it("holds the element table that follows from the records (npm run docs rewrites it)", () => {
    expect(readme).toBe(withElementTable(readme));
    for (const { symbol } of elementRecords) expect(readme).toContain(`| \`${symbol}\``);
  });

  it("has a list of formats beside it that follows from the readers (npm run docs rewrites it)", () => {
    const formats = readFileSync(join(root, "docs/formats.md"), "utf8");
    expect(formats).toBe(formatsMarkdown());
    for (const { title, reads } of fileFormats) {
      expect(formats).toContain(`## ${title}\n`);
      expect(formats).toContain(reads);
    }
    expect(readme).toContain("(docs/formats.md)");
  });

  it("has a list of circuits beside it that follows from their files (npm run docs rewrites it)", () => {
    expect(readFileSync(join(root, "docs/circuits.md"), "utf8")).toBe(circuitsMarkdown());
    expect(readme).toContain("(docs/circuits.md)");
  });

  it("refuses to guess where the table belongs", () => {
    expect(() => withElementTable("no marks")).toThrow("lacks the marks");
  });

  it("has an example of ten lines that runs as printed on the built library", () => {
    const [example = ""] = blocks("js");
    expect(example.trimEnd().split("\n")).toHaveLength(10);
    const { status, stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", example], {
      cwd: root,
      encoding: "utf8",
    });
    expect(stderr).toBe("");
    expect(status).toBe(0);
    const lines = stdout.trimEnd().split("\n");
    expect(lines).toHaveLength(8);
    expect(lines.slice(0, 7).map((line) => line.split(" ")[0])).toEqual([
      "R_b",
      "R_gb",
      "CPE_gb.Q",
      "CPE_gb.n",
      "R_int",
      "CPE_int.Q",
      "CPE_int.n",
    ]);
    expect(lines[0]).toMatch(/^R_b (199|200)\.\d \+- 0\.\d+ ohm$/);
    expect(lines[7]).toMatch(/^Converged/);
  });

  it("and the pages of docs link to nothing that is not there", () => {
    const pages = ["README.md", "CONTRIBUTING.md", ...readdirSync(join(root, "docs")).map((name) => `docs/${name}`)];
    const broken = pages
      .filter((page) => page.endsWith(".md"))
      .flatMap((page) => brokenLinks(page).map((link) => `${page}: ${link}`));
    expect(broken).toEqual([]);
  });

  it("shows circuits that can be read", () => {
    const [oneLine = "", file = ""] = blocks("");
    for (const text of oneLine.trim().split("\n")) expect(parseCircuit(text).elements.length).toBeGreaterThan(2);
    expect(parseCircuit(file).name).toBe("li-llzo-li");
  });

  it.each(["fit", "convert", "draw"])("has pages that name every option of %s", async (command) => {
    const { runCommand } = await import("../cli/runner.ts");
    const help = (await runCommand(command, "--help")).out;
    const options = [...help.matchAll(/^\s+(?:-\w, )?(--[a-z-]+)/gm)].map((match) => match[1] ?? "");
    expect(options).toContain("--force");
    const pages = ["command-line", "data-files", "circuit-language"]
      .map((name) => readFileSync(join(root, `docs/${name}.md`), "utf8"))
      .join("\n");
    const shortForms: Record<string, string> = { "--circuit": "-c", "--output": "-o" };
    for (const option of options.filter((name) => name !== "--help")) {
      expect(pages).toContain(shortForms[option] ?? option);
    }
  });
});
