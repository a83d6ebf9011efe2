import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as library from "../../src/index.ts";
import { findBrowser, runInBrowser } from "../determinism/browsers.ts";
import { describeDifference } from "../determinism/compare.ts";
import { FAILURE_PATH, RESULT_PATH } from "../determinism/paths.ts";
import { globalPage, nodeProgram, pageProgram, taskProgram } from "./app.ts";
import { bundlers } from "./bundlers.ts";
import { chromiumPath, openPages, type Pages } from "./chromium.ts";
import { makeProject, pageOf, withPaths, type Project } from "./project.ts";
import { fitSpectra } from "./workload.ts";

/** Every environment fits the first few, some fit all. */
const FEW = 5;
const ALL = 50;

const execute = promisify(execFile);
let project: Project;
let pages: Pages | undefined;
let few: string;
let all: string;
let three: string;

const firefoxPath = findBrowser("Firefox");
if (firefoxPath === undefined) {
  console.log("not run: the package in Firefox (install it, or name its binary in FIREFOX)");
}
if (chromiumPath === undefined) {
  console.log("not run: the package in pages of Chromium (install it, or name its binary in CHROMIUM)");
}

beforeAll(async () => {
  project = makeProject(FEW);
  if (chromiumPath !== undefined) pages = await openPages(project.folder);
  all = fitSpectra(library, ALL);
  const results = JSON.parse(all) as unknown[];
  few = JSON.stringify(results.slice(0, FEW));
  three = JSON.stringify(results.slice(0, 3));
});

afterAll(async () => {
  await pages?.close();
  project.remove();
});

function same(expected: string, engine: string, text: string | undefined): void {
  expect(
    describeDifference({ engine: "this process", text: expected }, { engine, text: text ?? "null" }),
  ).toBeUndefined();
}

describe("the packed library in Node", () => {
  const runNode = async (name: string, text: string): Promise<Record<string, string>> => {
    project.write(name, text);
    const { stdout } = await execute(process.execPath, [project.path(name)], { maxBuffer: 1 << 26 });
    return JSON.parse(stdout) as Record<string, string>;
  };

  it("as a module, fits and pool", async () => {
    const { here, pool } = await runNode("program.mjs", nodeProgram(FEW, "module"));
    same(few, "a module", here);
    same(three, "its pool", pool);
  });

  it("by require, fits and pool", async () => {
    const { here, pool } = await runNode("program.cjs", nodeProgram(FEW, "commonjs"));
    same(few, "require", here);
    same(three, "its pool", pool);
  });

  it("by require of the files for versions of Node that cannot require modules", async () => {
    const files = "./node_modules/eisfit/dist/cjs/src/index.js";
    const { here, pool } = await runNode("older.cjs", nodeProgram(FEW, "commonjs", files));
    same(few, "require", here);
    same(three, "its pool", pool);
  });

  it("is one copy for import and require where Node can require modules", async () => {
    project.write(
      "both.mjs",
      `import { createRequire } from "node:module";
import * as imported from "eisfit";
const required = createRequire(import.meta.url)("eisfit");
process.stdout.write(JSON.stringify({ same: imported.FitError === required.FitError, can: process.features.require_module }));`,
    );
    const { stdout } = await execute(process.execPath, [project.path("both.mjs")]);
    const { same: isSame, can } = JSON.parse(stdout) as { same: boolean; can?: boolean };
    expect(isSame).toBe(can ?? false);
  });
});

describe.runIf(firefoxPath !== undefined)("the packed library in Firefox", () => {
  it("gives the bits of Node from one module", async () => {
    const program = `
import { init, fit, makeSpectrum, parseCircuit, simulate } from "eisfit";
import { fitSpectra } from "./workload.js";
const post = (path, body) => fetch(path, { method: "POST", body });
init().then(() => post("${RESULT_PATH}", fitSpectra({ fit, makeSpectrum, parseCircuit, simulate }, ${String(FEW)})))
  .catch((error) => post("${FAILURE_PATH}", String(error)));`;
    project.write("firefox.js", program);
    const outfile = project.path("firefox.bundle.js");
    await build({ entryPoints: [project.path("firefox.js")], bundle: true, format: "esm", outfile });
    same(few, "Firefox", await runInBrowser("Firefox", firefoxPath ?? "", outfile));
  });
});

describe.runIf(chromiumPath !== undefined)("the packed library in Chromium", () => {
  const check = async (engine: string, page: string, policy?: string): Promise<void> => {
    const { here, pool, worker } = (await pages?.run(page, policy)) ?? {};
    same(few, engine, here);
    same(three, `the pool of ${engine}`, pool);
    same(three, `a worker of ${engine}`, worker);
  };

  it.each(Object.entries(bundlers))("built by %s", async (name, bundle) => {
    await check(name, await bundle(project, "main"));
  });

  it("from a plain module and a plain module worker, without a tool and under a strict policy", async () => {
    project.write("plainMain.js", withPaths(pageProgram(FEW)));
    project.write("plainTask.js", withPaths(taskProgram));
    project.write("plain.html", pageOf("./plainMain.js"));
    await check("a plain module", "plain.html", "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'");
  });

  it("says what a policy that is too strict must allow", async () => {
    project.write("strict.html", pageOf("./plainMain.js"));
    await expect(pages?.run("strict.html", "script-src 'self'")).rejects.toThrow("must allow 'wasm-unsafe-eval'");
  });

  it("from one classic script over file://", async () => {
    project.write("global.html", globalPage(FEW));
    const { here, svg } = (await pages?.runFile(project.path("global.html"))) ?? {};
    same(few, "file://", here);
    expect(svg).toContain("<svg");
  });

  it("gives the bits of Node for 50 spectra", async () => {
    project.write(
      "all.js",
      withPaths(`
import { init, fit, makeSpectrum, parseCircuit, simulate } from "eisfit";
import { fitSpectra } from "./workload.js";
init().then(() => {
  globalThis.outcome = { result: { here: fitSpectra({ fit, makeSpectrum, parseCircuit, simulate }, ${String(ALL)}) } };
});`),
    );
    project.write("all.html", pageOf("./all.js"));
    const { here } = (await pages?.run("all.html")) ?? {};
    same(all, "Chromium", here);
  });

  it.each([
    ["Vite", 'import engine from "eisfit/engine.wasm?url"; import examiner from "eisfit/examiner.wasm?url";'],
    [
      "webpack 5",
      'const [engine, examiner] = [new URL("eisfit/engine.wasm", import.meta.url), new URL("eisfit/examiner.wasm", import.meta.url)];',
    ],
  ])("without an engine inside, which %s puts beside the program", async (name, addresses) => {
    project.write(
      "beside.js",
      `${addresses}
import { init, fit, makeSpectrum, parseCircuit, simulate } from "eisfit/lean";
import { fitSpectra } from "./workload.js";
init(engine, { examiner }).then(
  () => { globalThis.outcome = { result: { here: fitSpectra({ fit, makeSpectrum, parseCircuit, simulate }, ${String(FEW)}) } }; },
  (error) => { globalThis.outcome = { error: String(error) }; },
);`,
    );
    const page = await bundlers[name]?.(project, "beside");
    const { here } = (await pages?.run(page ?? "")) ?? {};
    same(few, `${name} with eisfit/lean`, here);
  });

  it("from the one file of eisfit/core, under a strict policy", async () => {
    project.write(
      "core.js",
      withPaths(`
import { init, fit, makeSpectrum, parseCircuit, simulate } from "eisfit/core";
import { fitSpectra } from "./workload.js";
init().then(() => {
  globalThis.outcome = { result: { here: fitSpectra({ fit, makeSpectrum, parseCircuit, simulate }, ${String(FEW)}) } };
});`),
    );
    project.write("core.html", pageOf("./core.js"));
    const { here } = (await pages?.run("core.html", "script-src 'self' 'wasm-unsafe-eval'")) ?? {};
    same(few, "eisfit/core", here);
  });

  it("in a pool whose fits are ended, fail, and run in a worker of the page's own", async () => {
    project.write(
      "pool.js",
      withPaths(`
import { init, fit, FitError, intervals, makeSpectrum, parseCircuit, simulate } from "eisfit";
import { createPool } from "eisfit/pool";
async function run() {
  await init();
  const circuit = parseCircuit("R0-(R1|CPE1)");
  const frequencyHz = [1e5, 1e4, 1e3, 1e2, 10, 1];
  const { re, im } = simulate(circuit, frequencyHz, { R0: 10, R1: 100, "CPE1.Q": 1e-5, "CPE1.n": 0.9 });
  const spectrum = makeSpectrum({ frequencyHz, re: re.map((x, k) => x * (1 + 1e-3 * (k % 3))), im });
  const pool = createPool({ size: 1 });
  await pool.fit(spectrum, circuit);
  const controller = new AbortController();
  const told = [];
  const onProgress = ({ phase }) => { told.push(phase); if (phase === "fitting") setTimeout(() => controller.abort("enough")); };
  const ended = await pool.fit(spectrum, circuit, { seed: 7 }, { signal: controller.signal, onProgress }).catch(String);
  const failed = await pool.fit(spectrum, circuit, { weight: "sigma" }).catch((error) => error);
  const again = await pool.fit(spectrum, circuit);
  pool.close();
  const own = createPool({ size: 1, worker: () => new Worker("./node_modules/eisfit/dist/src/pool/worker.js") });
  const there = await own.fit(spectrum, circuit);
  own.close();
  const here = fit(spectrum, circuit);
  const answers = (result) => JSON.stringify([result, intervals(result, { method: "profile" })]);
  return {
    ended,
    told: told.join(),
    failed: String(failed instanceof FitError) + " " + failed.code,
    same: String(answers(again) === answers(here) && answers(there) === answers(here)),
  };
}
run().then(
  (result) => { globalThis.outcome = { result }; },
  (error) => { globalThis.outcome = { error: String(error) }; },
);`),
    );
    project.write("pool.html", pageOf("./pool.js"));
    expect(await pages?.run("pool.html")).toEqual({
      ended: "enough",
      told: "waiting,fitting",
      failed: "true bad-weight",
      same: "true",
    });
  });

  it("without an engine inside, from a URL and from responses", async () => {
    project.write(
      "lean.js",
      withPaths(`
import { init, fit, identifiability, makeSpectrum, parseCircuit, simulate } from "eisfit/lean";
import { fitSpectra } from "./workload.js";
const build = new URL("./node_modules/eisfit/build/", import.meta.url);
async function run() {
  const before = await Promise.resolve().then(() => parseCircuit("R1")).then((circuit) => simulate(circuit, [1], { R1: 1 }))
    .catch((error) => error.message);
  const missing = await init(new URL("none.wasm", build)).catch((error) => error.message);
  await init(new URL("engine.wasm", build), { examiner: fetch(new URL("examiner.wasm", build)) });
  const circuit = parseCircuit("R0-(R1|C1)");
  const frequencyHz = [1e5, 1e4, 1e3, 1e2, 10, 1];
  const { re, im } = simulate(circuit, frequencyHz, { R0: 10, R1: 100, C1: 1e-5 });
  const { verdict } = identifiability(fit(makeSpectrum({ frequencyHz, re, im }), circuit));
  return { here: fitSpectra({ fit, makeSpectrum, parseCircuit, simulate }, ${String(FEW)}), before, missing, verdict };
}
run().then(
  (result) => { globalThis.outcome = { result }; },
  (error) => { globalThis.outcome = { error: String(error) }; },
);`),
    );
    project.write("lean.html", pageOf("./lean.js"));
    const { here, before, missing, verdict } = (await pages?.run("lean.html")) ?? {};
    same(few, "eisfit/lean", here);
    expect(before).toContain("await init(source) first");
    expect(missing).toMatch(/^engine\.wasm could not be fetched from http:.*none\.wasm: the server answered 404/);
    expect(verdict).toContain("determine all");
  });
});
