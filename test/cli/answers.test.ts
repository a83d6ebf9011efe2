import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { inFolder, runCommand } from "./runner.ts";

const file = join(import.meta.dirname, "../../circuits/li-llzo-li.simulated.csv");
const fitting = ["fit", file, "-c", "li-llzo-li"];

interface Document {
  readonly files: readonly {
    readonly answers?: {
      readonly sample: { readonly thicknessCm: number; readonly areaCm2: number; readonly temperatureK: number };
      readonly answers: readonly { readonly name: string; readonly value: number; readonly flags: readonly string[] }[];
    };
  }[];
}

it("prints answers behind the parameters, and none without a sample", async () => {
  const { status, out } = await runCommand(...fitting, "--thickness", "0.1cm", "--area", "1cm2", "--fmax", "1e6");
  expect(status).toBe(0);
  expect(out.indexOf("Answers (L = 0.1 cm, A = 1 cm2, symmetric cell")).toBeGreaterThan(out.indexOf("CPE_int.n"));
  expect(out).toMatch(/^bulk conductivity .*S\/cm .*sigma_b = L\/\(A R_b\) +\[1\]!$/m);
  expect(out).toMatch(/^\[1\] +The arc of the bulk must peak at .* lower temperature/m);
  expect(out).toMatch(/^area-specific interfacial resistance .* ohm cm2 .* ASR = R_int A\/2/m);
  expect(out).toMatch(/^not given +bulk permittivity: .* What would settle it: frequencies/m);
  const plain = await runCommand(...fitting);
  expect(plain.out).not.toContain("Answers");
});

it("gives them as JSON and in the files of results", async () => {
  await inFolder(async (folder) => {
    const sample = [
      "--thickness",
      "1.00(1) mm",
      "--diameter",
      "1cm",
      "--electrode-area",
      "0.5cm2",
      "--temperature",
      "25C",
    ];
    const { status, out } = await runCommand(...fitting, ...sample, "--json", "-o", folder);
    expect(status).toBe(0);
    const answers = (JSON.parse(out) as Document).files[0]?.answers;
    expect(answers?.sample).toMatchObject({ thicknessCm: 0.1, areaCm2: 0.5, temperatureK: 298.15 });
    const bulk = answers?.answers.find(({ name }) => name === "bulk conductivity");
    // 0.1 cm/(0.5 cm2 200 ohm); the data have 0.3 % noise, and R_b an error of 0.2 %.
    expect(bulk?.value).toBeCloseTo(1e-3, 5);
    const [table = ""] = ["li-llzo-li.simulated.parameters.csv"].map((name) =>
      readFileSync(join(folder, name), "utf8"),
    );
    expect(table).toMatch(/^bulk conductivity,.*,S\/cm,flagged,sigma_b = L\/\(A R_b\)$/m);
    expect(readFileSync(join(folder, "li-llzo-li.simulated.result.json"), "utf8")).toContain('"sigma_b = L/(A R_b)"');
  });
});

it.each([
  [["--thickness", "0.1"], /thickness has no unit; give it in cm/],
  [["--area", "1cm"], /area is in cm, which is another kind/],
  [["--area", "1cm2", "--diameter", "1cm"], /give one of them/],
  [["--cell", "round"], /symmetric/],
  [["--interfaces", "0"], /1, 2 or more/],
])("%j is wrong usage", async (options, message) => {
  const { status, out, notes } = await runCommand(...fitting, ...options);
  expect(status).toBe(2);
  expect(out).toBe("");
  expect(notes).toMatch(message);
});
