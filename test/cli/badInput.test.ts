import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { inFolder, runCommand } from "./runner.ts";

const CIRCUIT = "R0-p(R1,C1)";
type Row = readonly [frequencyHz: number, re: number, im: number];

/** 20 ohm in series with 100 ohm parallel to 1 uF, with 0.1 % of a deterministic ripple in place of noise. */
const rows: readonly Row[] = Array.from({ length: 41 }, (_, index) => {
  const frequency = 1e5 * 10 ** (-index / 10);
  const x = 2 * Math.PI * frequency * 1e-4;
  const ripple = 1 + 1e-3 * Math.sin(7 * index * index);
  return [frequency, (20 + 100 / (1 + x * x)) * ripple, ((-100 * x) / (1 + x * x)) * ripple];
});

function csv(points: readonly Row[]): string {
  return `frequency_hz,z_re_ohm,z_im_ohm\n${points.map((row) => row.join(",")).join("\n")}\n`;
}

interface Fitted {
  readonly status: number;
  readonly notes: string;
  readonly values: Readonly<Record<string, number>>;
  readonly warnings: readonly string[];
}

interface Document {
  readonly files: readonly [
    {
      readonly parameters?: readonly { readonly name: string; readonly value: number }[];
      readonly warnings?: readonly string[];
    },
  ];
}

/** Fits a text, and again a sound spectrum: whatever happened, the engine must go on working. */
function fitText(text: string, circuit = CIRCUIT): Promise<Fitted> {
  return inFolder(async (folder) => {
    const path = join(folder, "cell.csv");
    writeFileSync(path, text);
    const { status, out, notes } = await runCommand("fit", path, "-c", circuit, "--json");
    const [{ parameters = [], warnings = [] }] = (JSON.parse(out) as Document).files;
    for (const { name, value } of parameters) expect(value, name).toSatisfy(Number.isFinite);
    if (status === 0) expect(out).not.toContain("NaN");
    writeFileSync(path, csv(rows));
    const sound = await runCommand("fit", path, "-c", CIRCUIT);
    expect(sound.status).toBe(0);
    expect(sound.out).toMatch(/^R1 +(?:99|100)\./m);
    return { status, notes, values: Object.fromEntries(parameters.map(({ name, value }) => [name, value])), warnings };
  });
}

function scaled(frequency: number, impedance: number): Row[] {
  return rows.map(([f, re, im]) => [f * frequency, re * impedance, im * impedance]);
}

describe("input that cannot be fitted is refused with a reason", () => {
  const cases: [string, string, RegExp][] = [
    ["an empty file", "", /cell\.csv: expected data; the file is empty/],
    ["one point", csv(rows.slice(0, 1)), /3 free parameters cannot be fitted to 1 point \(/],
    ["NaN", csv([...rows, [1, Number.NaN, 0]]), /cell\.csv:43: found "NaN", expected a finite number in column 2/],
    [
      "Infinity",
      csv([[1, 1, -Infinity], ...rows]),
      /cell\.csv:2: found "-Infinity", expected a finite number in column 3/,
    ],
    ["an impedance of zero", csv([...rows, [1, 0, 0]]), /cell\.csv:43: found 1 Hz, 0 ohm, 0 ohm/],
    ["an impedance out of all range", csv([...rows, [1, 1e200, 0]]), /cell\.csv:43: .*outside 1e-150 \.\. 1e\+150/],
    [
      "columns of unequal length",
      `${csv(rows)}1,2\n`,
      /cell\.csv:43: found "1,2", expected a row of at least 3 numbers/,
    ],
  ];
  it.each(cases)("%s", async (_, text, message) => {
    const { status, notes } = await fitText(text);
    expect(status).toBe(1);
    expect(notes).toMatch(message);
    expect(notes).not.toMatch(/\n\s+at /);
  });

  it("more parameters than data", async () => {
    const circuit = "R0-p(R1,C1)-p(R2,C2)-p(R3,C3)";
    const { status, notes } = await fitText(csv(rows.slice(10, 13)), circuit);
    expect(status).toBe(1);
    expect(notes).toContain("7 free parameters cannot be fitted to 3 points (6 numbers)");
  });
});

describe("input that can be fitted in spite of its oddities", () => {
  it("in any order gives the same result", async () => {
    const straight = await fitText(csv(rows));
    const shuffled = rows
      .map((_, index) => rows[(index * 17) % rows.length] ?? rows[0])
      .filter((row) => row !== undefined);
    expect(new Set(shuffled).size).toBe(rows.length);
    expect(await fitText(csv(shuffled))).toEqual(straight);
    expect(straight.warnings).toEqual([]);
    expect((straight.values["R1"] ?? 0) / 100).toBeCloseTo(1, 2);
  });

  it("rows at or below 0 Hz are left out with a warning", async () => {
    const { status, warnings, values } = await fitText(csv([...rows, [0, 120, 0], [-1, 120, 0]]));
    expect(status).toBe(0);
    expect(warnings).toEqual(["left out 2 row(s) whose frequency is not above 0 Hz (line 43, 44)"]);
    expect(values).toEqual((await fitText(csv(rows))).values);
  });

  it("duplicate frequencies are kept with a warning", async () => {
    const { status, warnings } = await fitText(csv([...rows, ...rows.slice(5, 7)]));
    expect(status).toBe(0);
    expect(warnings[0]).toMatch(/^2 frequencies occur more than once/);
  });

  it("equal points give a warning", async () => {
    const { warnings } = await fitText(csv(rows.map(([f]) => [f, 100, -5])));
    expect(warnings[0]).toMatch(/^All 41 impedances are equal/);
  });

  it("a wrong sign of Z'' or Z' gives a warning", async () => {
    const flipped = await fitText(csv(rows.map(([f, re, im]) => [f, re, -im])));
    expect(flipped.warnings[0]).toContain("the sign of Z'' looks flipped");
    const negative = await fitText(csv(rows.map(([f, re, im]) => [f, -re, im])));
    expect(negative.warnings[0]).toContain("Z' is negative at 41 of 41 points");
  });

  it.each([1e9, 1e-9])(
    "units wrong by %d give scaled values and a warning where no cell is like that",
    async (factor) => {
      const impedance = await fitText(csv(scaled(1, factor)));
      const frequency = await fitText(csv(scaled(factor, 1)));
      const straight = await fitText(csv(rows));
      for (const [name, value] of Object.entries(straight.values)) {
        const power = name === "C1" ? -1 : 1;
        // Scaling by 1e9 rounds each datum once; the fit is far better conditioned than 1e6.
        expect((impedance.values[name] ?? 0) / (value * factor ** power)).toBeCloseTo(1, 9);
        expect((frequency.values[name] ?? 0) / (value * (name === "C1" ? 1 / factor : 1))).toBeCloseTo(1, 9);
      }
      // 1e5 .. 10 Hz and 20 .. 120 ohm each leave the plausible range at one end only.
      const odd = factor > 1 ? frequency : impedance;
      expect(odd.warnings.join()).toContain("check their unit");
    },
  );

  it("a circuit that cannot describe the data by a factor of a million is said not to", async () => {
    const { values, warnings } = await fitText(csv(rows), "R0{in 1e8..1e9}");
    // The limit is kept as a logarithm while fitting, which costs a few units in the last place.
    expect((values["R0"] ?? 0) / 1e8).toBeCloseTo(1, 12);
    expect(warnings.join()).toMatch(/R0 = 1\d+.* lies on its limit/);
    expect(warnings.join()).toContain("the circuit does not describe them");
  });
});
