import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { pureInitializers } from "../../src/build/pureInitializers.ts";

const dist = join(import.meta.dirname, "../../dist/src");

describe("initializers that bundlers may leave out", () => {
  it("are those that call something", () => {
    expect(pureInitializers("var a = f();\nvar b = 1;\n")).toBe("var a = /* @__PURE__ */ (() => (f()))();\nvar b = 1;\n");
  });

  it("are not those that wait, but those that make what waits later", () => {
    const waiting = "var a = f(await g());\n";
    expect(pureInitializers(waiting)).toBe(waiting);
    expect(pureInitializers("var a = f(async () => await g());\n")).toContain("__PURE__");
  });
});

describe("the built programs", () => {
  const programs = readdirSync(join(dist, "cli")).filter((name) => name.endsWith(".js"));

  it("are there", () => {
    expect(programs).toEqual(["demo.js", "main.js"]);
  });

  it.each(programs)("%s is a module that Node can read", (name) => {
    const { status, stderr } = spawnSync(process.execPath, ["--check", join(dist, "cli", name)], { encoding: "utf8" });
    expect(stderr).toBe("");
    expect(status).toBe(0);
  });
});
