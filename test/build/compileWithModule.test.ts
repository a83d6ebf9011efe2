import { describe, expect, it } from "vitest";
import { compileWithModule } from "../../src/build/compileWithModule.ts";

/** What the module's default export is when it is run. */
async function defaultOf(source: string): Promise<unknown> {
  const module = (await import(`data:text/javascript,${encodeURIComponent(source)}`)) as { default: unknown };
  return module.default;
}

describe("functions that are compiled with their module", () => {
  it("keep what hoisting gives them: calls before the declaration, recursion, names, mutual calls", async () => {
    const source = `
const early = even(10);
function even(n) { return n === 0 || odd(n - 1); }
function odd(n) { return n !== 0 && even(n - 1); }
async function* count() { yield early; }
async function later() { for await (const value of count()) return [value, even.name, even.length]; }
export default await later();
`;
    const written = compileWithModule(source);
    expect(written).toContain("var even = (function even(n)");
    expect(written).toContain("var count = (async function* count()");
    expect(await defaultOf(written)).toEqual(await defaultOf(source));
    expect(await defaultOf(written)).toEqual([true, "even", 1]);
  });

  it("leave the first line of a program and exported declarations as they are", () => {
    const source = "#!/usr/bin/env node\nexport function a() { return b(); }\nfunction b() { return 1; }\n";
    const written = compileWithModule(source);
    expect(written.startsWith("#!/usr/bin/env node\n")).toBe(true);
    expect(written).toContain("export function a()");
    expect(written).toContain("var b = (function b()");
  });
});
