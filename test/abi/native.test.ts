/** Hosts in C and C++ that know nothing but docs/abi.md, on WABT's interpreter and on what wasm2c makes of the engine. */
import { execFile, execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import * as program from "../../assembly/program.ts";
import { findCommand } from "../determinism/binaries.ts";

const execute = promisify(execFile);
const root = join(import.meta.dirname, "../..");
const sources = join(root, "docs/abi");
const engine = join(root, "build/engine.wasm");
const folder = mkdtempSync(join(tmpdir(), "eisfit-hosts-"));

const compilerOfC = findCommand(["cc", "gcc", "clang"]);
const compilerOfCpp = findCommand(["c++", "g++", "clang++"]);

/** Folders that hold wasm-rt-impl.c, as Debian and a build of WABT have them. */
const RUNTIME_FOLDERS = [process.env["EISFIT_WASM2C_RUNTIME"] ?? "", "/usr/share/wabt/wasm2c", "/usr/src/wasm2c"];

/** Why WABT's interpreter cannot be used here; undefined where it can. */
function withoutInterpreter(): string | undefined {
  if (compilerOfC === undefined || compilerOfCpp === undefined) return "install a compiler of C and C++";
  if (!existsSync("/usr/include/wabt/interp/interp.h")) return "install wabt";
  return undefined;
}

/** The engine in C with the folder of what it needs, or why there is none. */
function translate(): { readonly runtime: string } | { readonly missing: string } {
  const translator = process.env["EISFIT_WASM2C"] ?? findCommand(["wasm2c"]);
  const runtime = RUNTIME_FOLDERS.find((path) => path !== "" && existsSync(join(path, "wasm-rt-mem-impl.c")));
  if (compilerOfC === undefined) return { missing: "install a compiler of C" };
  if (translator === undefined) return { missing: "install wabt, or name its wasm2c in EISFIT_WASM2C" };
  if (runtime === undefined) {
    return {
      missing:
        "this wasm2c is older than 1.0.33 and has no SIMD; name the sources of a later one in EISFIT_WASM2C_RUNTIME",
    };
  }
  if (!existsSync("/usr/include/simde/wasm/simd128.h")) return { missing: "install libsimde-dev" };
  execFileSync(translator, ["-n", "engine", "-o", join(folder, "engine.c"), engine]);
  return { runtime };
}

const reason = withoutInterpreter();
if (reason !== undefined) console.log(`not run: a host in C on WABT's interpreter (${reason})`);
const translated = translate();
if ("missing" in translated) console.log(`not run: a host in C with the engine in C (${translated.missing})`);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What the host in JavaScript finds, which another test compares with the library. */
const expected = JSON.parse(
  execFileSync(process.execPath, [join(sources, "host.mjs")], { encoding: "utf8" }),
) as unknown;

async function compile(compiler: string | undefined, words: readonly string[], output: string): Promise<string> {
  const path = join(folder, output);
  await execute(compiler ?? "", [...words, "-o", path], { cwd: sources });
  return path;
}

async function resultOf(host: string): Promise<unknown> {
  const { stdout } = await execute(host, [engine]);
  return JSON.parse(stdout);
}

describe("a host in C", () => {
  const onInterpreter = async (): Promise<void> => {
    const object = await compile(
      compilerOfC,
      ["-std=c99", "-Wall", "-Wextra", "-pedantic", "-Werror", "-c", "host.c"],
      "host.o",
    );
    const words = ["-std=c++17", "interpreter.cpp", object, "-lwabt"];
    const host = await compile(compilerOfCpp, words, "interpreted");
    expect(await resultOf(host)).toEqual(expected);
    await expect(execute(host, [join(folder, "none.wasm")])).rejects.toThrow("none.wasm cannot be read.");
  };
  const compiled = async (runtime: string): Promise<void> => {
    const parts = ["compiled.c", "host.c", join(folder, "engine.c")];
    parts.push(join(runtime, "wasm-rt-impl.c"), join(runtime, "wasm-rt-mem-impl.c"));
    const words = ["-O1", "-ffp-contract=off", `-I${folder}`, `-I${runtime}`, "-I.", ...parts, "-lm"];
    expect(await resultOf(await compile(compilerOfC, [...words, "-lpthread"], "compiled"))).toEqual(expected);
  };
  if (reason === undefined)
    it("on the interpreter of WABT gets the numbers of the one in JavaScript, bit by bit", onInterpreter);
  if ("runtime" in translated) it("with the engine in C gets them too", () => compiled(translated.runtime));

  it("has the spectrum of the one in JavaScript", () => {
    const numbersOf = (file: string, name: string): number[] => {
      const text = readFileSync(join(sources, file), "utf8");
      const list =
        new RegExp(`const (?:double )?${name}(?:\\[POINTS\\])? = [[{]([^\\]}]*)[\\]}]`).exec(text)?.[1] ?? "";
      return list
        .split(",")
        .filter((number) => number.trim() !== "")
        .map(Number);
    };
    for (const name of ["frequency", "re", "im"]) {
      expect(numbersOf("host.c", name)).toHaveLength(13);
      expect(numbersOf("host.c", name)).toEqual(numbersOf("host.mjs", name));
    }
  });
});

describe("docs/abi/eisfit_engine.h", () => {
  const header = readFileSync(join(sources, "eisfit_engine.h"), "utf8");
  const constants: Readonly<Record<string, unknown>> = program;

  it("has the constants of the engine", () => {
    const stated = [...header.matchAll(/^ {2}([A-Z][A-Z_\d]+) = (-?\d+),?$/gm)];
    expect(stated.length).toBeGreaterThan(120);
    for (const [, name = "", value] of stated) expect(Number(value), name).toBe(constants[name]);
    expect(new Set(stated.map(([, name]) => name)).size).toBe(stated.length);
  });

  it("has those that the page has, none left out", () => {
    const page = readFileSync(join(root, "docs/abi.md"), "utf8");
    for (const [, name = ""] of page.matchAll(/\| -?\d+ \| `([A-Z]+_[A-Z_\d]+)`/g)) {
      expect(header).toContain(`  ${name} = `);
    }
  });
});
