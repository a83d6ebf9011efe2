import { writeFileSync } from "node:fs";
import { build as esbuild } from "esbuild";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import { rollup } from "rollup";
import { build as vite } from "vite";
import webpack from "webpack";
import { pageOf, type Project } from "./project.ts";

/** Builds the project's program with a tool as it comes, into a folder with a page; returns the page's path in the project. */
export type Bundler = (project: Project) => Promise<string>;

async function withVite({ folder, path }: Project): Promise<string> {
  await vite({
    root: folder,
    configFile: false,
    logLevel: "error",
    base: "./",
    build: { outDir: path("vite"), emptyOutDir: true },
  });
  return "vite/index.html";
}

async function withWebpack({ folder, path }: Project): Promise<string> {
  const stats = await new Promise<webpack.Stats | undefined>((resolve, reject) => {
    webpack(
      {
        mode: "production",
        context: folder,
        entry: "./main.js",
        output: { path: path("webpack"), filename: "main.js" },
        // Half of the time, and no part of what is tested.
        optimization: { minimize: false },
        performance: false,
      },
      (error, result) => {
        if (error === null) resolve(result);
        else reject(error);
      },
    );
  });
  const { errors = [], warnings = [] } = stats?.toJson({ all: false, errors: true, warnings: true }) ?? {};
  const complaints = [...errors, ...warnings].map(({ message }) => message);
  if (complaints.length > 0) throw new Error(complaints.join("\n"));
  writeFileSync(path("webpack/index.html"), pageOf("./main.js"));
  return "webpack/index.html";
}

async function withEsbuild({ folder, path }: Project): Promise<string> {
  const { warnings } = await esbuild({
    absWorkingDir: folder,
    entryPoints: ["main.js", "task.js"],
    bundle: true,
    minify: true,
    format: "esm",
    outdir: path("esbuild"),
    logLevel: "silent",
  });
  if (warnings.length > 0) throw new Error(warnings.map(({ text }) => text).join("\n"));
  writeFileSync(path("esbuild/index.html"), pageOf("./main.js"));
  return "esbuild/index.html";
}

async function withRollup({ path }: Project): Promise<string> {
  const bundle = await rollup({
    input: { main: path("main.js"), task: path("task.js") },
    // Rollup finds no packages without it.
    plugins: [nodeResolve()],
    onwarn({ message }) {
      throw new Error(message);
    },
  });
  await bundle.write({ dir: path("rollup"), format: "es" });
  await bundle.close();
  writeFileSync(path("rollup/index.html"), pageOf("./main.js"));
  return "rollup/index.html";
}

export const bundlers: Readonly<Record<string, Bundler>> = {
  Vite: withVite,
  "webpack 5": withWebpack,
  esbuild: withEsbuild,
  Rollup: withRollup,
};
