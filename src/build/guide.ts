import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../cli/program.ts";

/** A fence of commands, and the fence of their output behind it if there is one. */
const BLOCK = /^```sh\n([^]*?)^```\n(?:\n^```(?:text|markdown)\n[^]*?^```\n)?/gm;
/** What commands of the guide write goes where nothing is in the way. */
const RESULTS = "results/";

/**
 * A guide with the outputs of its commands as they are: each fence `sh` of `npx eisfit` lines is run, and a fence `text` behind
 * it is replaced by what the commands print. Notes and warnings, which go to the other stream, are left out.
 */
export async function withOutputs(guide: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "eisfit-guide-"));
  try {
    let whole = "";
    let end = 0;
    for (const match of guide.matchAll(BLOCK)) {
      const [block, commands = ""] = match;
      const printed = await outputOf(commands, `${folder}/`);
      whole += guide.slice(end, match.index);
      whole += `\`\`\`sh\n${commands}\`\`\`\n`;
      if (/^```text$/m.test(block)) whole += `\n\`\`\`text\n${printed.trimEnd()}\n\`\`\`\n`;
      end = match.index + block.length;
    }
    return whole + guide.slice(end);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function outputOf(commands: string, folder: string): Promise<string> {
  let all = "";
  for (const line of commands.replaceAll("\\\n", " ").trim().split("\n")) {
    const [command = "", target] = line.split(" > ");
    const words = wordsOf(command);
    if (words[0] !== "npx" || words[1] !== "eisfit") throw new Error(`The guide runs npx eisfit only, not: ${line}`);
    let out = "";
    let notes = "";
    const moved = words.slice(2).map((word) => word.replaceAll(RESULTS, folder));
    const status = await run(moved, { out: (text) => void (out += text), note: (text) => void (notes += text) });
    if (status !== 0) throw new Error(`${line}\nends with ${String(status)}: ${notes}`);
    const plain = out.replaceAll(folder, RESULTS);
    if (target === undefined) all += plain;
    else writeFileSync(target.trim().replace(RESULTS, folder), plain);
  }
  return all;
}

/** Words of a POSIX shell, as far as the guide uses them. */
function wordsOf(command: string): string[] {
  return [...command.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"]+)+/g)].map(([word]) => word.replace(/'([^']*)'|"([^"]*)"/g, "$1$2"));
}

/** All texts whose commands are run, by name in docs. */
export const guides: readonly string[] = ["electrolyte.md", "export.md"];

export function readGuide(name: string): string {
  return readFileSync(guideFile(name), "utf8");
}

export function guideFile(name: string): URL {
  return new URL(`../../docs/${name}`, import.meta.url);
}
