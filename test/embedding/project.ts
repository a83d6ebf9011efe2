import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { transformSync } from "esbuild";
import { pageProgram, taskProgram } from "./app.ts";

const root = join(import.meta.dirname, "../..");

/** A folder of its own with the packed library installed, as a person's project has it. */
export interface Project {
  readonly folder: string;
  /** Path of a file in the project. */
  path(...parts: readonly string[]): string;
  write(name: string, text: string): void;
  remove(): void;
}

/** Packs the library as it would be published and installs it in an empty project, with the programs of the tests. */
export function makeProject(fits: number): Project {
  const folder = mkdtempSync(join(tmpdir(), "eisfit-project-"));
  const path = (...parts: readonly string[]): string => join(folder, ...parts);
  const write = (name: string, text: string): void => {
    writeFileSync(path(name), text);
  };
  execFileSync("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", folder], { cwd: root });
  mkdirSync(path("node_modules"));
  const { version, dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    version: string;
    dependencies: Readonly<Record<string, string>>;
  };
  execFileSync("tar", ["-xzf", path(`eisfit-${version}.tgz`), "-C", path("node_modules")]);
  execFileSync("mv", [path("node_modules/package"), path("node_modules/eisfit")]);
  // What npm would install along with it.
  for (const dependency of Object.keys(dependencies)) {
    symlinkSync(join(root, "node_modules", dependency), path("node_modules", dependency));
  }
  write("package.json", `${JSON.stringify({ name: "project", private: true, type: "module" })}\n`);
  const workload = readFileSync(join(import.meta.dirname, "workload.ts"), "utf8");
  const written = (format: "esm" | "cjs" | "iife"): string =>
    transformSync(workload, { loader: "ts", format, ...(format === "iife" ? { globalName: "workload" } : {}) }).code;
  write("workload.js", written("esm"));
  write("workload.cjs", written("cjs"));
  write("workload.global.js", written("iife"));
  write("main.js", pageProgram(fits));
  write("task.js", taskProgram);
  cpSync(path("node_modules/eisfit/dist/eisfit.global.js"), path("eisfit.global.js"));
  return {
    folder,
    path,
    write,
    remove() {
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };
}

/** A page with one module. */
export function pageOf(script: string): string {
  return `<!doctype html><meta charset="utf-8"><title>eisfit</title><script type="module" src="${script}"></script>\n`;
}

/** A program with the names of packages replaced by the paths of their files, for a page without a bundler. */
export function withPaths(program: string): string {
  return program
    .replaceAll('"eisfit/pool"', '"./node_modules/eisfit/dist/src/pool/index.js"')
    .replaceAll('"eisfit/core"', '"./node_modules/eisfit/dist/src/core/index.js"')
    .replaceAll('"eisfit/lean"', '"./node_modules/eisfit/dist/src/lean/index.js"')
    .replaceAll('"eisfit"', '"./node_modules/eisfit/dist/src/index.js"')
    .replaceAll("./task.js", "./plainTask.js");
}
