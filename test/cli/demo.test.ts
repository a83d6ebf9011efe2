import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { inFolder, runCommand } from "./runner.ts";

const root = join(import.meta.dirname, "../..");

describe("the shipped spectra", () => {
  const names = readdirSync(join(root, "circuits")).filter((name) => name.endsWith(".simulated.csv"));

  it("include that of the demo", () => {
    expect(names).toContain("li-llzo-li.simulated.csv");
  });

  it.each(names)("%s is byte for byte what its own command line makes", async (name) => {
    const text = readFileSync(join(root, "circuits", name), "utf8");
    const made = /^# Made by: npx eisfit (.*)$/m.exec(text)?.[1];
    expect(made).toBeDefined();
    expect((await runCommand(...(made ?? "").split(" "))).out).toBe(text);
  });
});

describe("npm run demo", () => {
  it("fits the shipped spectrum, compares with the truth and says where the files are", () =>
    inFolder((folder) => {
      const tsx = join(root, "node_modules/tsx/dist/loader.mjs");
      const demo = join(root, "src/cli/demo.ts");
      const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", `file://${tsx}`, demo], {
        cwd: folder,
        encoding: "utf8",
      });
      expect(stderr).toBe("");
      expect(status).toBe(0);
      expect(stdout).toContain("The data are simulated, not measured");
      expect(stdout).toContain("converged");
      expect(readdirSync(join(folder, "demo-output")).sort()).toEqual([
        "bode.svg",
        "fit.csv",
        "nyquist.svg",
        "parameters.csv",
        "residuals.svg",
        "result.json",
      ]);
      expect(stdout).toContain("  demo-output/result.json\n");
      const distances = [...stdout.matchAll(/^(?:R|CPE)_\S+ .* (-?\d+\.\d)$/gm)].map((match) => Number(match[1]));
      expect(distances).toHaveLength(7);
      // The noise is that of one seed; for normal errors seven parameters stay within 3.5 with a chance of 99.7 %.
      for (const distance of distances) expect(Math.abs(distance)).toBeLessThan(3.5);
      return Promise.resolve();
    }));
});
