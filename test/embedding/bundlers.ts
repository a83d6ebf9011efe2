import { writeFileSync } from "node:fs";
import { build as esbuild } from "esbuild";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import { rollup } from "rollup";
import { build as vite } from "vite";
import webpack from "webpack";
import { pageOf, type Project } from "./project.ts";

/** Builds the project's program with a tool as it comes, into a folder with a page; returns the page's path in the project. */
export type Bundler = (project: Project) => Promise<string>;

async function withVite(project: Project): Promise<string> {
  await vite({
    root: project.folder,
    configFile: false,
    logLevel: "error",
    base: "./",
    build: { outDir: project.path("vite"), emptyOutDir: true },
  });
  return "vite/index.html";
}

async function withWebpack(project: Project): Promise<string> {
  const stats = await new Promise<webpack.Stats | undefined>((resolve, reject) => {
    webpack(
      {
        mode: "production",
        context: project.folder,
        entry: "./main.js",
        output: { path: project.path("webpack"), filename: "main.js" },
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
  writeFileSync(project.path("webpack/index.html"), pageOf("./main.js"));
  return "webpack/index.html";
}

async function withEsbuild(project: Project): Promise<string> {
  const { warnings } = await esbuild({
    absWorkingDir: project.folder,
    entryPoints: ["main.js", "task.js"],
    bundle: true,
    minify: true,
    format: "esm",
    outdir: project.path("esbuild"),
    logLevel: "silent",
  });
  if (warnings.length > 0) throw new Error(warnings.map(({ text }) => text).join("\n"));
  writeFileSync(project.path("esbuild/index.html"), pageOf("./main.js"));
  return "esbuild/index.html";
}

async function withRollup(project: Project): Promise<string> {
  const bundle = await rollup({
    input: { main: project.path("main.js"), task: project.path("task.js") },
    // Rollup finds no packages without it.
    plugins: [nodeResolve()],
    onwarn({ message }) {
      throw new Error(message);
    },
  });
  await bundle.write({ dir: project.path("rollup"), format: "es" });
  await bundle.close();
  writeFileSync(project.path("rollup/index.html"), pageOf("./main.js"));
  return "rollup/index.html";
}

export const bundlers: Readonly<Record<string, Bundler>> = {
  Vite: withVite,
  "webpack 5": withWebpack,
  esbuild: withEsbuild,
  Rollup: withRollup,
};
