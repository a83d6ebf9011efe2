import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { deflateRawSync } from "node:zlib";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const dist = join(import.meta.dirname, "../../dist/src");

/** A built module and all that it loads, at once or later, with what they import by anything but a relative path. */
function loaded(entry: string, when: "at once" | "ever" = "ever", least = 2): { bare: string[]; sources: string[] } {
  const bare = new Set<string>();
  const sources: string[] = [];
  const seen = new Set<string>();
  const pending = [resolve(dist, entry)];
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const source = readFileSync(file, "utf8");
    sources.push(source);
    const imports = source.matchAll(
      /^\s*(?:import|export)\s[^"';]*?from\s*["']([^"']+)["']|import\(\s*["']([^"']+)["']/gm,
    );
    for (const match of imports) {
      if (when === "at once" && match[1] === undefined) continue;
      const target = match[1] ?? match[2] ?? "";
      if (target.startsWith(".")) pending.push(resolve(dirname(file), target));
      else bare.add(target);
    }
  }
  // The entry and most often what it shares with others.
  expect(seen.size).toBeGreaterThanOrEqual(least);
  return { bare: [...bare].sort(), sources };
}

/** Whether a module awaits something outside of its functions. */
function waitsAtTop(source: string): boolean {
  const wait = (node: ts.Node): boolean =>
    ts.isAwaitExpression(node) ||
    (!ts.isFunctionLike(node) && (ts.forEachChild(node, (child) => wait(child) || undefined) ?? false));
  return wait(ts.createSourceFile("module.js", source, ts.ScriptTarget.ES2022, false, ts.ScriptKind.JS));
}

function bareImports(entry: string): string[] {
  return loaded(entry).bare;
}

describe("what the built entries need", () => {
  it("nothing, for the library and the reports: they can be embedded anywhere", () => {
    expect(bareImports("index.js")).toEqual([]);
    expect(bareImports("report/index.js")).toEqual([]);
    expect(bareImports("circuits/index.js")).toEqual([]);
    expect(bareImports("pool/index.js")).toEqual([]);
    expect(loaded("lean/index.js", "ever", 1).bare).toEqual([]);
  });

  it("no evaluation of text, no wait at the top of a module: a strict policy and require() allow them", () => {
    for (const entry of ["index.js", "report/index.js", "circuits/index.js", "pool/index.js", "lean/index.js"]) {
      for (const source of loaded(entry, "ever", 1).sources) {
        expect(source).not.toMatch(/\beval\(|\bnew Function\b|\bFunction\(/);
        expect(waitsAtTop(source)).toBe(false);
      }
    }
  });

  it("no engine of their own, for eisfit/lean and the program of a pool's threads", () => {
    const magic = deflateRawSync(readFileSync(join(dist, "../../build/engine.wasm")), { level: 9 })
      .toString("base64")
      .slice(0, 64);
    const holds = (entry: string): boolean => loaded(entry, "ever", 1).sources.some((source) => source.includes(magic));
    expect([holds("index.js"), holds("lean/index.js"), holds("pool/worker.js")]).toEqual([true, false, false]);
  });

  it("no texts of shipped circuits, for the library, and no engine, for these texts", () => {
    const holds = (entry: string, text: string): boolean =>
      loaded(entry).sources.some((source) => source.includes(text));
    const circuit = "circuit li-llzo-li";
    const engine = "WebAssembly";
    expect([holds("index.js", circuit), holds("index.js", engine)]).toEqual([false, true]);
    expect([holds("circuits/index.js", circuit), holds("circuits/index.js", engine)]).toEqual([true, false]);
  });

  it("two packages, for the second opinion", () => {
    expect(bareImports("reference/index.js")).toEqual(["complex.js", "ml-levenberg-marquardt"]);
  });

  it("commander, for the command line, and others for the few commands that use them", () => {
    // What runs a command line is the only thing that main loads; it may do so in another thread.
    const [, program = ""] = /import\("\.\.\/([^"]+)"\)/.exec(readFileSync(join(dist, "cli/main.js"), "utf8")) ?? [];
    const needed = (when: "at once" | "ever"): string[] =>
      loaded(when === "at once" ? program : "cli/main.js", when).bare.filter((name) => !name.startsWith("node:"));
    expect(needed("at once")).toEqual(["commander"]);
    expect(needed("ever")).toEqual([
      "@resvg/resvg-wasm",
      "bullmq",
      "commander",
      "complex.js",
      "csv-parse",
      "hyparquet-writer",
      "ioredis",
      "ml-levenberg-marquardt",
      "tinyglobby",
    ]);
  });
});
