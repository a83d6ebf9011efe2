import { build as esbuild } from "esbuild";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import { rollup } from "rollup";
import { build as vite } from "vite";
import webpack from "webpack";
import { pageOf, type Project } from "./project.ts";

/** Builds a program of the project with a tool as it comes, into a folder with a page; returns the page's path in the project. */
export type Bundler = (project: Project, program: string) => Promise<string>;

async function withVite(project: Project, program: string): Promise<string> {
  const page = `${program}.html`;
  project.write(page, pageOf(`./${program}.js`));
  await vite({
    root: project.folder,
    configFile: false,
    logLevel: "error",
    base: "./",
    build: {
      outDir: project.path("vite"),
      emptyOutDir: true,
      // Tools that make smaller files are no part of what is tested.
      minify: false,
      rolldownOptions: { input: project.path(page) },
    },
  });
  return `vite/${page}`;
}

async function withWebpack(project: Project, program: string): Promise<string> {
  const stats = await new Promise<webpack.Stats | undefined>((resolve, reject) => {
    webpack(
      {
        mode: "production",
        context: project.folder,
        entry: `./${program}.js`,
        output: { path: project.path("webpack"), filename: `${program}.js` },
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
  return pageIn(project, "webpack", program);
}

async function withEsbuild(project: Project, program: string): Promise<string> {
  const { warnings } = await esbuild({
    absWorkingDir: project.folder,
    entryPoints: [`${program}.js`, "task.js"],
    bundle: true,
    minify: true,
    format: "esm",
    outdir: project.path("esbuild"),
    logLevel: "silent",
  });
  if (warnings.length > 0) throw new Error(warnings.map(({ text }) => text).join("\n"));
  return pageIn(project, "esbuild", program);
}

async function withRollup(project: Project, program: string): Promise<string> {
  const bundle = await rollup({
    input: { [program]: project.path(`${program}.js`), task: project.path("task.js") },
    // Rollup finds no packages without it.
    plugins: [nodeResolve()],
    onwarn({ message }) {
      throw new Error(message);
    },
  });
  await bundle.write({ dir: project.path("rollup"), format: "es" });
  await bundle.close();
  return pageIn(project, "rollup", program);
}

/** A page beside what a tool has written. */
function pageIn(project: Project, folder: string, program: string): string {
  const page = `${folder}/${program}.html`;
  project.write(page, pageOf(`./${program}.js`));
  return page;
}

export const bundlers: Readonly<Record<string, Bundler>> = {
  Vite: withVite,
  "webpack 5": withWebpack,
  esbuild: withEsbuild,
  Rollup: withRollup,
};
