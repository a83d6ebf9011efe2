import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runCommand } from "./runner.ts";

const file = join(import.meta.dirname, "../../circuits/li-llzo-li.simulated.csv");
const RIGHT = "R_b-(R_gb|CPE_gb)-(R_int|CPE_int)";
const WRONG = "R_b-(R_gb|CPE_gb)";

describe("eisfit compare", () => {
  it("prints a table and a verdict", async () => {
    const { status, out } = await runCommand("compare", file, "-c", WRONG, "-c", RIGHT);
    expect(status).toBe(0);
    expect(out).toMatch(/63 points, 7 MHz \.\. 124\.5 mHz/);
    expect(out).toMatch(/^A {2}R_b-\(R_gb\|CPE_gb\)-\(R_int\|CPE_int\) +7 /m);
    expect(out).toMatch(/^B {2}R_b-\(R_gb\|CPE_gb\) +4 .* a pattern$/m);
    expect(out).toMatch(/^B is a special case of A +3 further parameters needed: S falls to 1\.5 %/m);
    expect(out).toContain(`The data support ${RIGHT} (Akaike weight 1.00).`);
  });

  it("gives one JSON document, byte for byte the same", async () => {
    const words = ["compare", file, "-c", WRONG, "-c", RIGHT, "--weight", "modulus", "--fmin", "1", "--json"];
    const first = await runCommand(...words);
    expect(first.status).toBe(0);
    expect((await runCommand(...words)).out).toBe(first.out);
    const document = JSON.parse(first.out) as {
      spectrum: { fmin: number; points: number };
      circuits: { index: number; akaikeWeight: number; lackOfFit: { kind: string }; parameters: { name: string }[] }[];
      nested: { special: number; general: number; pValue: number }[];
      verdict: string;
    };
    expect(document.spectrum.fmin).toBeGreaterThanOrEqual(1);
    expect(document.circuits.map(({ index }) => index)).toEqual([1, 0]);
    expect(document.circuits[0]?.lackOfFit.kind).toBe("kramers-kronig");
    expect(document.circuits[0]?.parameters[0]?.name).toBe("R_b");
    expect(document.nested).toMatchObject([{ special: 0, general: 1 }]);
    expect(document.verdict).toContain("The data support");
  });

  it.each([
    [["compare", file, "-c", RIGHT], 2, "needs at least two circuits"],
    [["compare", file, "-c", RIGHT, "-c", "R_b-("], 2, "^"],
    [["compare", "nowhere.csv", "-c", RIGHT, "-c", WRONG], 1, "nowhere.csv"],
    [["compare", file, "-c", RIGHT, "-c", WRONG, "--fmin", "1e12"], 1, "No point is left"],
    [["compare", file, "-c", RIGHT, "-c", WRONG, "--weight", "sigma"], 1, "standard deviations"],
  ])("%j ends with status %i", async (words, status, message) => {
    const outcome = await runCommand(...words);
    expect(outcome.status).toBe(status);
    expect(outcome.notes).toContain(message);
    expect(outcome.out).toBe("");
  });
});
