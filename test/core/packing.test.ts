import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { packModule } from "../../src/build/core/pack.ts";
import { internalNames } from "../../src/build/core/internalNames.ts";
import { publicNames } from "../../src/build/core/publicNames.ts";
import { withoutUnusedMethods } from "../../src/build/core/unusedMethods.ts";
import { unpack } from "../../src/kernel/modelledModule.ts";

const root = new URL("../../", import.meta.url);

describe("packing after the guesses of a model", () => {
  it.each(["core.wasm", "engine.wasm", "examiner.wasm", "unpack.wasm"])("gives the bytes of %s again", (name) => {
    const bytes = readFileSync(new URL(`build/${name}`, root));
    const packed = packModule(name);
    expect(bytes.equals(unpack(packed))).toBe(true);
    expect(packed.text()).toMatch(/^[\x20-\x7e]+$/);
  });

  it("makes a module a third of its size", () => {
    const { size, text } = packModule("core.wasm");
    // Deflated it is two fifths.
    expect((text().length * 6) / 8).toBeLessThan(0.31 * size);
  });
});

describe("what the core leaves out of its text", () => {
  it("is what its classes do not use", () => {
    const source = `class A { #exports; b() { return this.#exports.b() } c() { return this.d() } d() { return 1 } get e() { return 2 } }
      export const f = new A().c();`;
    const less = withoutUnusedMethods(source);
    expect(less).not.toMatch(/\bb\(|\be\(/);
    expect(less).toContain("c() { return this.d() } d()");
  });

  it("is methods that only others call which are left out", () => {
    const source =
      "class A { first() { return this.second() } second() { return 1 } third() { return 2 } }\nexport const a = new A().third();";
    expect(withoutUnusedMethods(source)).not.toMatch(/first|second/);
  });

  it("is long names that nobody else meets", () => {
    const source = `const table = { looked: 1, named: 2 };
      export const f = (options, key) => ({ result: options.given + table[key] + inner({ hidden: 1, spelled: 2 }, "spelled") });
      const inner = (x, name) => x.hidden + x[name] + x.spelled + table.looked;`;
    expect(internalNames(source, new Set(["options", "given", "result"]))).toEqual(["hidden"]);
  });

  it("is no name of the public types", () => {
    const names = publicNames(new URL("src/core/index.ts", root).pathname, new URL("tsconfig.json", root).pathname);
    for (const name of [
      "parameters",
      "stderr",
      "chi2Reduced",
      "frequencyHz",
      "limitAtZero",
      "severity",
      "code",
      "weight",
      "maximumHz",
      "replicas",
    ]) {
      expect(names).toContain(name);
    }
    expect(names).not.toContain("scratchColumns");
  });
});
