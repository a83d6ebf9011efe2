import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const source = (name: string): string => join(root, "src/web", name);

/** The parts of the page as texts. */
export interface PageParts {
  readonly html: string;
  /** The page, which is also its worker. */
  readonly script: string;
  /** The worker that writes files; loaded with the first of them. */
  readonly exports: string;
  readonly style: string;
}

/**
 * The examiner can do all that the engine can, so that one of them is sent instead of both. Plain base64 packs badly: its bytes become
 * characters, which pack as well as the bytes themselves, and the browser makes the base64. What is deflated already stays as it is.
 */
const oneEngine: Plugin = {
  name: "one engine",
  setup: (bundler) => {
    bundler.onLoad({ filter: /engineBytes\.generated\.ts$/ }, ({ path }) => {
      const name = /export const engine(\w+)/.exec(readFileSync(path, "utf8"))?.[1];
      if (name === undefined) throw new Error(`${basename(path)} holds no engine.`);
      return {
        contents: `export { examiner${name} as engine${name} } from "./examinerBytes.generated.ts";`,
        loader: "js",
        resolveDir: dirname(path),
      };
    });
    bundler.onLoad({ filter: /examinerBytes\.generated\.ts$/ }, ({ path }) => {
      const match = /export const (\w+) =\s*"([A-Za-z0-9+/=]+)"/.exec(readFileSync(path, "utf8"));
      if (match?.[1] === undefined || match[2] === undefined) return undefined;
      const characters = Buffer.from(match[2], "base64").toString("latin1");
      return { contents: `export const ${match[1]} = btoa(${JSON.stringify(characters)});`, loader: "js" };
    });
  },
};

/** Bundles the page: one script that is the page and its worker, one style sheet, and the frame of both. */
export async function pageParts(): Promise<PageParts> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [source("main.tsx"), source("exports.ts"), source("styles/index.css")],
    outdir: join(root, "build/web"),
    bundle: true,
    minify: true,
    charset: "utf8",
    format: "iife",
    platform: "browser",
    target: ["es2022", "chrome111", "firefox113", "safari16.4"],
    jsx: "automatic",
    jsxImportSource: "preact",
    legalComments: "none",
    plugins: [oneEngine],
    write: false,
  });
  const textOf = (name: string): string => {
    const found = outputFiles.find(({ path }) => path.endsWith(name));
    if (found === undefined) throw new Error(`The bundle has no ${name}.`);
    return found.text;
  };
  return {
    html: readFileSync(source("index.html"), "utf8"),
    script: textOf("main.js"),
    exports: textOf("exports.js"),
    style: textOf(".css"),
  };
}

/** The policy that keeps data on the machine: nothing may be connected to. */
function policy(scripts: string, styles: string): string {
  return [
    "default-src 'none'",
    `script-src ${scripts} 'wasm-unsafe-eval'`,
    `worker-src ${scripts.startsWith("'self'") ? "'self'" : "blob:"}`,
    // Positions of words beside points are set in the elements' own style.
    `style-src ${styles}`,
    "style-src-attr 'unsafe-inline'",
    "img-src data: blob:",
    "connect-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
  ].join("; ");
}

/** The script that a folder's page loads with the first file that is saved. */
export const EXPORTS = "eisfit-exports.js";

/** Files of a folder that any server can serve. */
export function folderOf({ html, script, exports, style }: PageParts): ReadonlyMap<string, string> {
  const index = fill(html, {
    POLICY: policy("'self'", "'self' 'unsafe-inline'"),
    STYLE: '<link rel="stylesheet" href="eisfit.css" />',
    SCRIPT: [
      `<script id="eisfit-exports" type="text/plain" data-src="${EXPORTS}"></script>`,
      '<script id="eisfit-page" src="eisfit.js"></script>',
    ].join(""),
  });
  return new Map([
    ["index.html", index],
    ["eisfit.js", script],
    [EXPORTS, exports],
    ["eisfit.css", style],
  ]);
}

/** The whole page in one file, which also works where it is opened from a disk. */
export function singleFile({ html, script, exports, style }: PageParts): string {
  const safe = withoutEnd(script);
  const hash = createHash("sha256").update(safe).digest("base64");
  return fill(html, {
    POLICY: policy(`'sha256-${hash}'`, "'unsafe-inline'"),
    STYLE: `<style>${style}</style>`,
    // What is no script to the browser is not run; the page makes a worker of it.
    SCRIPT: [
      `<script id="eisfit-exports" type="text/plain">${withoutEnd(exports)}</script>`,
      `<script id="eisfit-page">${safe}</script>`,
    ].join(""),
  });
}

/** The end of the element must not stand in its text. */
function withoutEnd(script: string): string {
  return script.replace(/<\/(script)/gi, "<\\/$1").replace(/<!--/g, "<\\!--");
}

function fill(html: string, parts: Readonly<Record<string, string>>): string {
  return html.replace(/%([A-Z]+)%/g, (whole, name: string) => parts[name] ?? whole);
}
