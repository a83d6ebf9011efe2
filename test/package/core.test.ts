import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const dist = join(import.meta.dirname, "../../dist/src");

/** A built module and all that it loads, at once or later, with what they import by anything but a relative path. */
function loaded(entry: string, when: "at once" | "ever" = "ever"): { bare: string[]; sources: string[] } {
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
  // The entry and at least what it shares with others.
  expect(seen.size).toBeGreaterThan(1);
  return { bare: [...bare].sort(), sources };
}

function bareImports(entry: string): string[] {
  return loaded(entry).bare;
}

describe("what the built entries need", () => {
  it("nothing, for the library and the reports: they can be embedded anywhere", () => {
    expect(bareImports("index.js")).toEqual([]);
    expect(bareImports("report/index.js")).toEqual([]);
    expect(bareImports("circuits/index.js")).toEqual([]);
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
    const needed = (when: "at once" | "ever"): string[] =>
      loaded("cli/main.js", when).bare.filter((name) => !name.startsWith("node:"));
    expect(needed("at once")).toEqual(["commander"]);
    expect(needed("ever")).toEqual([
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
