import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import binaryen from "binaryen";
import { beforeAll, describe, expect, it } from "vitest";
import * as program from "../../assembly/program.ts";
import { compileCircuit } from "../../src/compile/compile.ts";
import { mapParameters } from "../../src/compile/parameterMap.ts";
import type { ParameterRole } from "../../src/compile/program.ts";
import { elementRecords, fit, makeSpectrum, parseCircuit, type FitResult } from "../../src/index.ts";

const root = join(import.meta.dirname, "../..");
const host = join(root, "docs/abi/host.mjs");
const page = readFileSync(join(root, "docs/abi.md"), "utf8");

/** What the page says of names: each beside its number in a table. */
const documented = new Map(
  [...page.matchAll(/\| (-?\d+) \| `([A-Z]+_[A-Z_\d]+)`/g)].map(([, value, name]) => [name, Number(value)]),
);
/** Of program.ts, what a host of engine.wasm needs. */
const GROUPS =
  /^(?:OPCODE|INSTRUCTION|LUMP|ADJOINT|EXPRESSION|WEIGHT|OBJECTIVE|LOSS|BUFFER|VARIABLE|OUTCOME|REPORT)_(?!ANSWER|NUMBERS)|^PARAMETER_(?:SCALED|FIXED|VARIABLE|EXPRESSION|DERIVED)$/;

describe("docs/abi.md", () => {
  it("names every constant with its number, and none that is not there", () => {
    const constants = Object.entries(program).filter(([name]) => GROUPS.test(name));
    expect(constants.length).toBeGreaterThan(120);
    expect(Object.fromEntries([...documented].sort())).toEqual(Object.fromEntries(constants.sort()));
    expect(page).toContain(`here \`${String(program.PROGRAM_FORMAT)}\``);
    expect(page).toContain(`${String(program.REPORT_NUMBERS)} f64`);
    expect(program.PARAMETER_WORDS).toBe(16);
    expect(program.SLOT_SCRATCH + program.KERNEL_SCRATCH_COLUMNS).toBe(2 ** 20 + 4);
  });

  it("has the parameters of every element with their units", () => {
    for (const { opcode, symbol, parameters } of elementRecords) {
      const list = parameters.map(({ name, ohm, second }) => `${name} (${String(ohm)}, ${String(second)})`).join("; ");
      expect(page).toMatch(new RegExp(`^\\| ${String(opcode)} \\| \`OPCODE_\\w+\` \\| \`${symbol}\` \\| `, "m"));
      expect(page).toContain(`| \`${symbol}\` | ${list} |`);
    }
  });

  it("names every export of engine.wasm, which imports nothing, with its type", () => {
    const module = binaryen.readBinary(readFileSync(join(root, "build/engine.wasm")));
    const types = new Map([
      [binaryen.i32, "i32"],
      [binaryen.f64, "f64"],
    ]);
    /** `i32 x 2, f64` */
    const written = (type: number): string => {
      const runs: { name: string; count: number }[] = [];
      for (const part of binaryen.expandType(type)) {
        const name = types.get(part) ?? "?";
        const last = runs.at(-1);
        if (last?.name === name) last.count++;
        else runs.push({ name, count: 1 });
      }
      return runs.map(({ name, count }) => (count === 1 ? name : `${name} x ${String(count)}`)).join(", ");
    };
    const exported = new Map<string, string>();
    for (let index = 0; index < module.getNumExports(); index++) {
      const { name, value, kind } = binaryen.getExportInfo(module.getExportByIndex(index));
      if (kind !== binaryen.ExternalFunction) {
        expect(name).toBe("memory");
        continue;
      }
      const { params, results } = binaryen.getFunctionInfo(module.getFunction(value));
      exported.set(name, `(${written(params)}) -> ${results === binaryen.none ? "()" : written(results)}`);
    }
    module.dispose();
    const section = page.slice(page.indexOf("## Exports"), page.indexOf("## Buffers"));
    const named = [...section.matchAll(/^\| `(\w+)` \| `(\([^`]*)` \|/gm)].map(([, name, type]) => [name, type]);
    expect(Object.fromEntries(named)).toEqual(Object.fromEntries(exported));
    expect(WebAssembly.Module.imports(new WebAssembly.Module(readFileSync(join(root, "build/engine.wasm"))))).toEqual(
      [],
    );
  });

  /** The words of a line of a listing, which stand before two spaces. */
  const wordsOf = (line: string): number[] =>
    (/^((?:-?\d+ )*-?\d+)(?: {2}.*)?$/.exec(line)?.[1] ?? "").split(" ").map(Number);
  const listing = (from: string, to: string): number[] => {
    const at = page.indexOf(`${from}\n`);
    expect(at, from).toBeGreaterThan(0);
    const text = page.slice(at + from.length + 1);
    return text.slice(0, text.indexOf(to)).trimEnd().split("\n").flatMap(wordsOf);
  };

  it.each(["R0-p(C1,R1-Ws1)", "R0-p(R1,Zarc1)"])("has the programs of %s as the library compiles them", (text) => {
    const circuit = parseCircuit(text);
    const { forward, backward, registers } = compileCircuit(circuit);
    const numbered = circuit.parameters.map(({ name }, index) => `${name} ${String(index)}`).join(", ");
    const head = `circuit ${text}   parameters ${numbered}   columns ${String(registers)}`;
    expect(listing(`${head}\nforward`, "backward")).toEqual([...forward]);
    const after = page.slice(page.indexOf(head));
    const lines = after.slice(after.indexOf("backward\n") + "backward\n".length).split("\n");
    expect(lines.slice(0, lines.findIndex((line) => line.startsWith("0 ")) + 1).flatMap(wordsOf)).toEqual([
      ...backward,
    ]);
  });

  it("has the words of a tie as the library writes them", () => {
    const circuit = parseCircuit("R0-(R1|CPE1)-(R2|CPE2); CPE2.n = CPE1.n");
    const roles = circuit.parameters.map(({ expression }): ParameterRole => {
      return expression === undefined ? { kind: "variable", value: 1, lower: 0, upper: Infinity } : { kind: "tied" };
    });
    const map = mapParameters(circuit, roles);
    const words = circuit.parameters.flatMap((_, index) => [...map.words.subarray(16 * index, 16 * index + 9)]);
    expect(listing("parameter words", "expressions\n")).toEqual(words);
    expect(listing("expressions", "combinations\n")).toEqual([...map.expressions]);
    expect(listing("combinations", "```")).toEqual([...map.combinations]);
    expect(map.scratchColumns).toBe(4 + 2);
  });
});

describe("a host that knows nothing but this page", () => {
  interface HostResult {
    readonly outcome: number;
    readonly objective: number;
    readonly evaluations: number;
    readonly degreesOfFreedom: number;
    readonly values: number[];
    readonly stderr: number[];
    readonly low: number[];
    readonly high: number[];
    readonly correlation: number[];
    readonly fitRe: number[];
    readonly fitIm: number[];
  }

  const source = readFileSync(host, "utf8");
  let there: HostResult;
  let here: FitResult;

  beforeAll(() => {
    there = JSON.parse(execFileSync(process.execPath, [host], { encoding: "utf8" })) as HostResult;
    const numbersOf = (name: string): number[] =>
      (new RegExp(`const ${name} = \\[([^\\]]*)\\]`).exec(source)?.[1] ?? "")
        .split(",")
        .filter((text) => text.trim() !== "")
        .map(Number);
    const spectrum = makeSpectrum({ frequencyHz: numbersOf("frequency"), re: numbersOf("re"), im: numbersOf("im") });
    here = fit(spectrum, parseCircuit("R0-(R1|CPE1)"));
  });

  it("imports nothing but the reading of files", () => {
    expect([...source.matchAll(/^import .* from "(.*)";$/gm)].map((match) => match[1])).toEqual(["node:fs"]);
    expect(source).not.toMatch(/import\(|require\(/);
  });

  it("gets the numbers that the page tells others to find", () => {
    const bits = (value: number): string => {
      const bytes = Buffer.alloc(8);
      bytes.writeDoubleBE(value);
      return bytes.toString("hex");
    };
    const section = page.slice(page.indexOf("## A host step by step"));
    const rows = [...section.matchAll(/ \| (-?\d[\d.e-]*) \| `([\da-f]{16})` \|$/gm)].map(([, value, hex]) => [
      value,
      hex,
    ]);
    const { values, stderr, objective, evaluations, degreesOfFreedom, fitRe, fitIm } = there;
    const numbers = [
      ...values,
      ...stderr,
      objective,
      evaluations,
      degreesOfFreedom,
      fitRe[0] ?? NaN,
      fitIm.at(-1) ?? NaN,
    ];
    expect(rows).toEqual(numbers.map((value) => [String(value), bits(value)]));
    const { forward, backward } = compileCircuit(parseCircuit("R0-(R1|CPE1)"));
    expect(section).toContain(
      `\`layout(13, 4, 4, 6, 4, ${String(forward.length)}, ${String(backward.length)}, 0, 0, 1)\``,
    );
  });

  it("gets the numbers of fit, bit by bit", () => {
    expect(there.outcome).toBe(program.OUTCOME_CONVERGED);
    expect(there.objective).toBe(here.objective);
    expect(there.degreesOfFreedom).toBe(here.degreesOfFreedom);
    expect(there.values).toEqual(here.parameters.map(({ value }) => value));
    expect(there.stderr).toEqual(here.parameters.map(({ stderr }) => stderr));
    expect(there.low.map((low, k) => [low, there.high[k]])).toEqual(here.parameters.map(({ interval }) => interval));
    expect(there.correlation).toEqual(here.correlation.flat());
    expect(there.fitRe).toEqual([...here.residuals.fitRe]);
    expect(there.fitIm).toEqual([...here.residuals.fitIm]);
  });
});
