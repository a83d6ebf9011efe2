import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { fit, identifiability, makeSpectrum, parseCircuit } from "../../src/index.ts";

const root = join(import.meta.dirname, "../..");

/** Each part has a library of its own that has loaded nothing yet, for which the address ends differently. */
const PROGRAM = `
import { readFileSync } from "node:fs";
const build = ${JSON.stringify(pathToFileURL(join(root, "build/")).href)};
const address = ${JSON.stringify(pathToFileURL(join(root, "dist/src/lean/index.js")).href)};
const engine = readFileSync(new URL("engine.wasm", build));
const examiner = readFileSync(new URL("examiner.wasm", build));
let copies = 0;
const fresh = () => import(address + "?" + ++copies);
const spectrumOf = (lib) => lib.makeSpectrum({ frequencyHz: [1e3, 100, 10, 1], re: [1, 1.2, 1.8, 2], im: [-0.1, -0.4, -0.4, -0.1] });
const objective = (lib) => JSON.stringify(lib.fit(spectrumOf(lib), lib.parseCircuit("R0-(R1|C1)")));
const attempt = async (act) => { try { return await act(); } catch (error) { return [error.name, error.code, error.message]; } };
const found = {};
const response = (bytes, type) => new Response(bytes, { headers: { "content-type": type } });
const sources = {
  bytes: () => engine,
  buffer: () => new Uint8Array(engine).buffer,
  module: () => new WebAssembly.Module(engine),
  "a promise of a module": () => WebAssembly.compile(engine),
  "a response": () => response(engine, "application/wasm"),
  "a promise of a response of another type": () => Promise.resolve(response(engine, "application/octet-stream")),
  "a file's URL": () => new URL("engine.wasm", build),
  "a file's URL as text": () => build + "engine.wasm",
  "a data URL": () => "data:application/wasm;base64," + engine.toString("base64"),
  "the examiner, which fits as well": () => examiner,
};
for (const [name, source] of Object.entries(sources)) {
  const lib = await fresh();
  found[name] = await attempt(async () => { await lib.init(source()); await lib.init(source()); return objective(lib); });
}
const failures = {
  "no init": async (lib) => objective(lib),
  "no examiner": async (lib) => { await lib.init(engine); return lib.identifiability(lib.fit(spectrumOf(lib), lib.parseCircuit("R0-(R1|C1)"))); },
  "no wasm": async (lib) => lib.init(new Uint8Array([1, 2, 3])),
  "another module": async (lib) => lib.init(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])),
  "the engine as examiner": async (lib) => lib.init(engine, { examiner: engine }),
  "no file": async (lib) => lib.init(build + "none.wasm"),
  "no answer": async (lib) => lib.init("http://127.0.0.1:9/engine.wasm"),
  "an error": async (lib) => lib.init(new Response("", { status: 404, statusText: "Not Found" })),
  "a number": async (lib) => lib.init(3),
};
for (const [name, act] of Object.entries(failures)) { const lib = await fresh(); found[name] = await attempt(() => act(lib)); }
const later = await fresh();
await later.init(engine);
await later.init(engine, { examiner });
found.later = later.identifiability(later.fit(spectrumOf(later), later.parseCircuit("R0-(R1|C1)"))).verdict;
console.log(JSON.stringify(found));
`;

describe("eisfit/lean", () => {
  const output = execFileSync(process.execPath, ["--input-type=module", "--eval", PROGRAM], { encoding: "utf8" });
  const found = JSON.parse(output) as Record<string, unknown>;
  const spectrum = makeSpectrum({
    frequencyHz: [1e3, 100, 10, 1],
    re: [1, 1.2, 1.8, 2],
    im: [-0.1, -0.4, -0.4, -0.1],
  });
  const result = fit(spectrum, parseCircuit("R0-(R1|C1)"));

  it.each([
    "bytes",
    "buffer",
    "module",
    "a promise of a module",
    "a response",
    "a promise of a response of another type",
    "a file's URL",
    "a file's URL as text",
    "a data URL",
    "the examiner, which fits as well",
  ])("fits the same with %s", (name) => {
    expect(found[name]).toBe(JSON.stringify(result));
  });

  it("takes the examiner later", () => {
    expect(found["later"]).toBe(identifiability(result).verdict);
  });

  it.each([
    ["no init", "not-available", "await init(source) first"],
    ["no examiner", "not-available", "await init(source, { examiner }) first"],
    ["no wasm", "not-available", "could not be loaded"],
    ["another module", "wrong-format", "is not the engine of eisfit"],
    ["the engine as examiner", "wrong-format", "is not the examiner of eisfit"],
    ["no file", "not-available", "engine.wasm could not be read from file:"],
    ["no answer", "not-available", "engine.wasm could not be fetched from http://127.0.0.1:9/"],
    ["an error", "not-available", "the server answered 404 Not Found"],
    ["a number", "not-available", "init got 3 for engine.wasm; give a WebAssembly.Module"],
  ])("says what is wrong with %s", (name, code, words) => {
    expect(found[name]).toEqual(["EngineError", code, expect.stringContaining(words) as string]);
  });
});
