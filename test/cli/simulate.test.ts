import { describe, expect, it } from "vitest";
import { NormalGenerator } from "../../src/cli/random.ts";
import { version } from "../../src/index.ts";
import { parseSpectra } from "../../src/io/read.ts";
import { runCommand } from "./runner.ts";

const CIRCUIT = "R0{20}-p(R1{100},C1{1u})";
const GRID = ["--from", "1e5", "--to", "10", "--per-decade", "5"];

function dataRows(csv: string): number[][] {
  const lines = csv.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return lines.slice(1).map((line) => line.split(",").map(Number));
}

describe("eisfit simulate", () => {
  it("writes the impedance as CSV with the command that made it", async () => {
    const { status, out, notes } = await runCommand("simulate", "-c", CIRCUIT, ...GRID);
    expect(status).toBe(0);
    expect(notes).toBe("");
    expect(out.split("\n").slice(0, 5)).toEqual([
      `# Simulated by eisfit ${version}, not measured: R0-(R1|C1)`,
      "# Values: R0 = 20 ohm, R1 = 100 ohm, C1 = 0.000001 F",
      "# Without noise",
      `# Made by: npx eisfit simulate -c '${CIRCUIT}' --from 1e5 --to 10 --per-decade 5`,
      "frequency_hz,z_re_ohm,z_im_ohm",
    ]);
    const rows = dataRows(out);
    expect(rows).toHaveLength(21);
    for (const [frequency = 0, re = 0, im = 0] of rows) {
      const x = 2 * Math.PI * frequency * 1e-4;
      // The kernel and this line each round a few times: a few parts in 1e16 of |Z|.
      expect(Math.abs(re - (20 + 100 / (1 + x * x)))).toBeLessThan(1e-13);
      expect(Math.abs(im + (100 * x) / (1 + x * x))).toBeLessThan(1e-13);
    }
    expect(rows.map((row) => row[0]).slice(0, 7)).toEqual([
      1e5, 63095.73445, 39810.71706, 25118.86432, 15848.93192, 10000, 6309.573445,
    ]);
  });

  it("takes the ends in any order and values from --set", async () => {
    const swapped = await runCommand("simulate", "-c", CIRCUIT, "--from", "10", "--to", "1e5", "--per-decade", "5");
    const plain = await runCommand("simulate", "-c", CIRCUIT, ...GRID);
    expect(dataRows(swapped.out)).toEqual(dataRows(plain.out));
    const set = await runCommand(
      "simulate",
      "-c",
      "R0-p(R1,C1)",
      ...GRID,
      "--set",
      "R0=20",
      "--set",
      "R1 = 0.1 kohm",
      "--set",
      "C1=1u",
    );
    expect(dataRows(set.out)).toEqual(dataRows(plain.out));
    expect(set.notes).toBe("");
  });

  it("says which values are defaults", async () => {
    const { notes } = await runCommand("simulate", "-c", "R0{20}-C1", ...GRID);
    expect(notes).toBe("note: C1 has no value; the element's default is used\n");
  });

  it("adds noise of the size asked for, the same for the same seed", async () => {
    const noisy = (...more: string[]) =>
      runCommand("simulate", "-c", CIRCUIT, "--from", "1e6", "--to", "1", "--per-decade", "500", "--noise", ...more);
    const clean = dataRows((await noisy("0")).out);
    const first = await noisy("0.3%");
    expect((await noisy("0.003")).out.replace("0.003", "0.3%")).toBe(first.out);
    expect((await noisy("0.3%", "--seed", "2")).out).not.toBe(first.out);
    expect(first.out).toContain("# Normal noise of 0.3 % of |Z| on the real and on the imaginary part, seed 1\n");
    const scaled = dataRows(first.out).flatMap(([, re = 0, im = 0], index) => {
      const [, trueRe = 0, trueIm = 0] = clean[index] ?? [];
      const scale = 0.003 * Math.hypot(trueRe, trueIm);
      return [(re - trueRe) / scale, (im - trueIm) / scale];
    });
    expect(scaled).toHaveLength(6002);
    const mean = scaled.reduce((sum, value) => sum + value, 0) / scaled.length;
    const variance = scaled.reduce((sum, value) => sum + value * value, 0) / scaled.length;
    // Four standard errors of the mean and of the variance of 6002 normal numbers.
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(6002));
    expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / 6002));
  });

  it("writes JSON that can be read again", async () => {
    const { out } = await runCommand("simulate", "-c", CIRCUIT, ...GRID, "--json");
    const csv = await runCommand("simulate", "-c", CIRCUIT, ...GRID);
    const [spectrum] = parseSpectra(new TextEncoder().encode(out), "simulated.json");
    const [expected] = parseSpectra(new TextEncoder().encode(csv.out), "simulated.csv");
    expect(spectrum?.re).toEqual(expected?.re);
    expect(spectrum?.im).toEqual(expected?.im);
    expect(spectrum?.notes[0]).toContain("not measured");
  });

  const wrong: [string[], RegExp][] = [
    [["--from", "1e5", "--to", "10"], /required option '--per-decade <n>'/],
    [["--from", "0", "--to", "10", "--per-decade", "5"], /Give a number above 0/],
    [["--from", "1e5", "--to", "ten", "--per-decade", "5"], /Give a number above 0/],
    [["--from", "1e5", "--to", "10", "--per-decade", "1e6"], /ask for 4000001 points; 1000000 are the most/],
    [[...GRID, "--noise", "200%"], /Give a share of \|Z\| such as 0\.3%/],
    [[...GRID, "--seed", "-1"], /Give an integer from 0 to 4294967295/],
    [[...GRID, "--set", "R7=1"], /R7/],
  ];
  it.each(wrong)("refuses %j", async (words, message) => {
    const { status, out, notes } = await runCommand("simulate", "-c", CIRCUIT, ...words);
    expect(status).toBe(2);
    expect(out).toBe("");
    expect(notes).toMatch(message);
  });
});

describe("NormalGenerator", () => {
  it("gives the numbers of an independent implementation (Python integers)", () => {
    const draw = (seed: number): number[] => {
      const generator = new NormalGenerator(seed);
      return [generator.next(), generator.next(), generator.next()];
    };
    expect(draw(1)).toEqual([-1.115891998866573, -0.6882672219071537, 1.330622837995179]);
    expect(draw(20261122)).toEqual([-0.17558950907550752, 0.2646850347518921, -1.3661721812095493]);
  });

  it("has the moments of a normal distribution", () => {
    const generator = new NormalGenerator(7);
    const count = 100_000;
    const sums = [0, 0, 0, 0];
    for (let index = 0; index < count; index++) {
      const value = generator.next();
      sums.forEach((_, power) => (sums[power] = (sums[power] ?? 0) + value ** (power + 1)));
    }
    const [mean = 0, square = 0, cube = 0, fourth = 0] = sums.map((sum) => sum / count);
    // Four standard errors each; the fourth moment of 48 uniforms is 3 - 0.025.
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(count));
    expect(Math.abs(square - 1)).toBeLessThan(4 * Math.sqrt(2 / count));
    expect(Math.abs(cube)).toBeLessThan(4 * Math.sqrt(15 / count));
    expect(Math.abs(fourth - 2.975)).toBeLessThan(4 * Math.sqrt(96 / count));
  });
});
