import { execFileSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";

const source = pathToFileURL(join(import.meta.dirname, "../../src/io/read.ts")).href;

/** Reads in a process of its own, whose heap has no room for the text of the file. */
const program = `
  const { streamSpectra } = await import(${JSON.stringify(source)});
  let [sweeps, points, last] = [0, 0, 0];
  for await (const { re } of streamSpectra(process.argv[1])) {
    sweeps++;
    points += re.length;
    last = re[0];
  }
  console.log(JSON.stringify({ sweeps, points, last }));
`;

describe("a table larger than the memory it may take", () => {
  it("is read sweep by sweep", () => {
    const folder = mkdtempSync(join(tmpdir(), "eisfit-stream-"));
    try {
      const path = join(folder, "large.csv");
      const file = openSync(path, "w");
      writeSync(file, "frequency_hz,z_re_ohm,z_im_ohm\n");
      const sweeps = 15_000;
      let bytes = 0;
      for (let sweep = 1; sweep <= sweeps; sweep++) {
        const rows = Array.from(
          { length: 70 },
          (_, k) => `${(1e5 * 0.8 ** k).toPrecision(9)},${sweep}.123456789,-${k}.5\n`,
        );
        bytes += writeSync(file, rows.join(""));
      }
      closeSync(file);
      expect(bytes).toBeGreaterThan(30e6);
      // 24 MB: what Node and the loader of TypeScript need, and a few sweeps.
      const options = ["--max-old-space-size=24", "--import", "tsx", "--input-type=module", "--eval", program, path];
      const output = execFileSync(process.execPath, options, { encoding: "utf8" });
      expect(JSON.parse(output)).toEqual({ sweeps, points: 70 * sweeps, last: 15_000.123456789 });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
