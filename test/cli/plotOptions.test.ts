import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { inflateSync } from "node:zlib";
import { describe, expect, it, vi } from "vitest";
import { pngWriter, withResolution } from "../../src/cli/png.ts";
import { inFolder, runCommand } from "./runner.ts";

const CIRCUIT = "R0{20}-(R1{100}|CPE1{Q=1u,n=0.9})";

async function withCell(work: (path: string, folder: string) => Promise<void>): Promise<void> {
  await inFolder(async (folder) => {
    const frequencies = ["--from", "1e5", "--to", "1", "--per-decade", "6", "--noise", "0.3%"];
    const { out } = await runCommand("simulate", "-c", CIRCUIT, ...frequencies);
    const path = join(folder, "cell.csv");
    writeFileSync(path, out);
    await work(path, folder);
  });
}

interface Png {
  readonly width: number;
  readonly height: number;
  readonly perMetre: number;
  /** Rows of RGBA without their filters. */
  readonly rows: Uint8Array[];
}

/** A PNG of 8 bits and four channels, as the renderer writes them (PNG, third edition, sections 9 and 11). */
function decode(bytes: Uint8Array): Png {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  expect(Array.from(bytes.subarray(0, 8))).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  let [width, height, perMetre] = [0, 0, 0];
  const data: Uint8Array[] = [];
  for (let at = 8; at < bytes.length;) {
    const length = view.getUint32(at);
    const type = new TextDecoder().decode(bytes.subarray(at + 4, at + 8));
    if (type === "IHDR") {
      [width, height] = [view.getUint32(at + 8), view.getUint32(at + 12)];
      expect(Array.from(bytes.subarray(at + 16, at + 18)), "bits and colour type").toEqual([8, 6]);
    }
    if (type === "pHYs") perMetre = view.getUint32(at + 8);
    if (type === "IDAT") data.push(bytes.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  const raw = inflateSync(Buffer.concat(data));
  const stride = 4 * width;
  const rows: Uint8Array[] = [];
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)] ?? 0;
    const row = Uint8Array.from(raw.subarray(y * (stride + 1) + 1, (y + 1) * (stride + 1)));
    const above = rows[y - 1] ?? new Uint8Array(stride);
    for (let x = 0; x < stride; x++) {
      const [a, b, c] = [x < 4 ? 0 : (row[x - 4] ?? 0), above[x] ?? 0, x < 4 ? 0 : (above[x - 4] ?? 0)];
      const paeth = [a, b, c].reduce((best, each) =>
        Math.abs(a + b - c - each) < Math.abs(a + b - c - best) ? each : best,
      );
      row[x] = (row[x] ?? 0) + ([0, a, b, (a + b) >> 1, paeth][filter] ?? 0);
    }
    rows.push(row);
  }
  return { width, height, perMetre, rows };
}

/** Dark pixels of a part of a picture. */
function ink({ rows }: Png, left = 0, right = Infinity): number {
  let count = 0;
  for (const row of rows) {
    for (let x = left; x < Math.min(right, row.length / 4); x++) if ((row[4 * x] ?? 255) < 128) count++;
  }
  return count;
}

describe("PNG", () => {
  it("has the printed size at the resolution asked for, and states it", async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="25.4mm" height="12.7mm" viewBox="0 0 72 36"></svg>';
    const { width, height, perMetre } = decode((await pngWriter(300))(svg));
    expect([width, height]).toEqual([300, 150]);
    expect(perMetre).toBe(Math.round(300 / 0.0254));
  });

  it("has the letters of plots without the fonts of the machine, upright, italic and bold", async () => {
    const toPng = await pngWriter(96);
    const draw = (text: string): Png =>
      decode(
        toPng(
          `<svg xmlns="http://www.w3.org/2000/svg" width="100" height="40"><rect width="100" height="40" fill="#fff"/><text x="5" y="30" font-size="24" font-family="Helvetica, Arial, Arimo, sans-serif">${text}</text></svg>`,
        ),
      );
    // What no font has is a box, which is drawn alike whatever the letter.
    const box = draw("\u{10FFFD}");
    const letters = [
      ..."\u03a9\u00b5\u2032\u2033\u2212\u03c4\u03b3\u03c3\u03c7\u03c6\u0394\u00b0\u00b1\u00d7\u2192\u2026",
    ];
    const counts = letters.map((letter) =>
      draw(letter)
        .rows.map((row) => row.join())
        .join(),
    );
    expect(new Set(counts).size).toBe(letters.length);
    for (const drawn of counts) expect(drawn).not.toBe(box.rows.map((row) => row.join()).join());
    const [upright, italic, bold] = [
      "Z",
      '<tspan font-style="italic">Z</tspan>',
      '<tspan font-weight="bold">Z</tspan>',
    ].map(draw);
    if (upright === undefined || italic === undefined || bold === undefined) throw new Error("nothing was drawn");
    expect(ink(bold)).toBeGreaterThan(1.15 * ink(upright));
    expect(italic.rows).not.toEqual(upright.rows);
  });

  it("is otherwise the renderer's own file, byte for byte", () => {
    const png = Uint8Array.from({ length: 60 }, (_, k) => k);
    const whole = withResolution(png, 600);
    expect(whole.subarray(0, 33)).toEqual(png.subarray(0, 33));
    expect(whole.subarray(33 + 21)).toEqual(png.subarray(33));
    // 23622 a metre in both directions; the checksum by zlib's crc32 of Python.
    expect(Buffer.from(whole.subarray(33, 54)).toString("hex")).toBe(
      "00000009704859730000 5c4600005c4601 14944341".replaceAll(" ", ""),
    );
  });
});

it("PNG without its optional packages is refused in a sentence that says what to install", async () => {
  vi.resetModules();
  vi.doMock("node:module", () => ({
    createRequire: () => ({
      resolve: (name: string) => {
        throw Object.assign(new Error(`Cannot find module '${name}'`), { code: "MODULE_NOT_FOUND" });
      },
    }),
  }));
  try {
    const without = (await import("../../src/cli/png.ts")) as { pngWriter: typeof pngWriter };
    await expect(without.pngWriter(300)).rejects.toThrow(
      "PNG needs two optional packages that are not installed here: npm install @resvg/resvg-wasm @expo-google-fonts/arimo. The plots as SVG need nothing.",
    );
  } finally {
    vi.doUnmock("node:module");
    vi.resetModules();
  }
});

describe("options of plots", () => {
  it("are shared by the commands: width, colours, heading, PNG beside each SVG", () =>
    withCell(async (path, folder) => {
      const output = join(folder, "out");
      const options = ["--size", "single", "--theme", "dark", "--no-heading", "--png", "--dpi", "150", "-o", output];
      expect((await runCommand("fit", path, "-c", CIRCUIT, ...options)).status).toBe(0);
      expect((await runCommand("check", path, ...options)).status).toBe(0);
      expect((await runCommand("drt", path, ...options)).status).toBe(0);
      const names = readdirSync(output);
      const pictures = names.filter((name) => name.endsWith(".svg"));
      expect(pictures.sort()).toEqual(
        ["bode", "check", "drt", "nyquist", "residuals"].map((name) => `cell.${name}.svg`),
      );
      for (const name of pictures) {
        const svg = readFileSync(join(output, name), "utf8");
        expect(svg).toMatch(/^<svg [^>]*width="85mm"/);
        expect(svg).toContain('fill="#15181d"');
        expect(svg).not.toContain('font-weight="bold"');
        const png = decode(readFileSync(join(output, name.replace(/svg$/, "png"))));
        // 85 mm at 150 an inch.
        expect(Math.abs(png.width - (85 / 25.4) * 150)).toBeLessThan(1.01);
      }
    }));

  it("draw what is asked for, and profiles where intervals come from them", () =>
    withCell(async (path, folder) => {
      const plotsOf = async (...words: string[]): Promise<string[]> => {
        const output = join(folder, words.join("-").replaceAll(/\W/g, "") || "usual");
        const { status } = await runCommand("fit", path, "-c", CIRCUIT, ...words, "-o", output);
        expect(status).toBe(0);
        return readdirSync(output)
          .filter((name) => name.endsWith(".svg"))
          .sort();
      };
      const files = (names: string): string[] => names.split(" ").map((name) => `cell.${name}.svg`);
      expect(await plotsOf()).toEqual(files("bode nyquist residuals"));
      expect(await plotsOf("--intervals", "profile")).toEqual(files("bode nyquist profiles residuals"));
      expect(await plotsOf("--plots", "correlation, profiles")).toEqual(files("correlation profiles"));
      expect(await plotsOf("--plots", "all")).toEqual(files("bode correlation nyquist profiles residuals"));
    }));

  it("enlarge frequencies from one on in a Nyquist plot", () =>
    withCell(async (path, folder) => {
      const blocking = `${CIRCUIT}-C2{20u}`;
      const tail = join(folder, "tail.csv");
      const frequencies = ["--from", "1e6", "--to", "1", "--per-decade", "6"];
      writeFileSync(tail, (await runCommand("simulate", "-c", blocking, ...frequencies)).out);
      const plot = async (file: string, circuit: string, words: readonly string[]): Promise<string> => {
        const output = join(folder, basename(file, ".csv") + words.join(""));
        const options = ["--plots", "nyquist", ...words, "-o", output];
        expect((await runCommand("fit", file, "-c", circuit, ...options)).status).toBe(0);
        return readFileSync(join(output, `${basename(file, ".csv")}.nyquist.svg`), "utf8");
      };
      expect(await plot(tail, blocking, [])).toContain("inset: ");
      expect(await plot(tail, blocking, ["--inset", "2e4"])).toContain("inset: 20 kHz and above");
      expect(await plot(tail, blocking, ["--inset", "none"])).not.toContain("inset");
      // One arc, whose upper half is as large as the plot.
      expect(await plot(path, CIRCUIT, [])).not.toContain("inset");
      expect(await plot(path, CIRCUIT, ["--inset", "1e3"])).toContain("no free corner for an inset");
    }));

  it("are refused before any work with what there is", () =>
    withCell(async (path, folder) => {
      const output = join(folder, "out");
      const refusal = async (...words: string[]): Promise<string> => {
        const { status, notes } = await runCommand("fit", path, "-c", CIRCUIT, "-o", output, ...words);
        expect(status).toBe(2);
        return notes;
      };
      expect(await refusal("--plots", "nyquist,smith")).toContain(
        "Give nyquist, bode, residuals, profiles, correlation",
      );
      expect(await refusal("--dpi", "0")).toContain("Give dots per inch from 10 to 2400.");
      expect(await refusal("--inset", "-5")).toContain("Give auto, none, or a frequency in Hz.");
      expect(await refusal("--size", "triple")).toContain("Allowed choices are single, double");
      expect(await refusal("--theme", "blue")).toContain("Allowed choices are light, dark, auto");
    }));

  it("draw a circuit as PNG into a file that is named so", () =>
    inFolder(async (folder) => {
      const path = join(folder, "cell.png");
      const words = ["draw", CIRCUIT, "--values", "-o", path];
      expect((await runCommand(...words, "--dpi", "192")).status).toBe(0);
      const width = Number(/ width="([\d.]+)"/.exec((await runCommand("draw", CIRCUIT, "--values")).out)?.[1]);
      // 96 pixels of CSS an inch.
      expect(decode(readFileSync(path)).width).toBe(Math.round(2 * width));
      const { status, notes } = await runCommand(...words, "--tex", "--force");
      expect(status).toBe(2);
      expect(notes).toContain("is named as PNG; leave one of them out.");
    }));

  it("do not let a PNG of before be replaced without --force", () =>
    withCell(async (path, folder) => {
      const output = join(folder, "out");
      const words = ["check", path, "--png", "--dpi", "50", "-o", output];
      expect((await runCommand(...words)).status).toBe(0);
      const { status, notes } = await runCommand(...words);
      expect(status).toBe(2);
      expect(notes).toContain("cell.check.png");
      expect((await runCommand(...words, "--force")).status).toBe(0);
    }));
});
