import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "../../../src/cli/program.ts";
import { Interruption } from "../../../src/cli/terminal/interruption.ts";
import { inFolder, runCommand } from "../runner.ts";

const root = join(import.meta.dirname, "../../..");
const cell = join(root, "circuits/li-llzo-li.simulated.csv");

/** Spectra of 6000 points: long enough for a bar on any machine. */
const SIMULATE = [
  "simulate",
  "-c",
  "li-llzo-li",
  "--from",
  "1e7",
  "--to",
  "0.1",
  "--per-decade",
  "750",
  "--noise",
  "1%",
];

interface Seen {
  readonly status: number;
  readonly out: string;
  /** All that was written to the terminal's stderr. */
  readonly notes: string;
  /** What it shows in the end, where each bar has taken the place of the one before. */
  readonly shown: string;
}

/** Runs a command line on a terminal of 80 columns; Ctrl-C is pressed when the pattern appears there. */
async function onTerminal(words: readonly string[], pressed?: RegExp): Promise<Seen> {
  let out = "";
  let notes = "";
  const interruption = new Interruption();
  const status = await run(words, {
    out: (text) => void (out += text),
    note: (text) => {
      notes += text;
      if (pressed?.test(text) === true && interruption.isHeld) interruption.request();
    },
    interruption,
    terminal: {
      out: { isTerminal: false },
      error: { isTerminal: true, columns: 80 },
      environment: { NO_COLOR: "1" },
    },
  });
  return { status, out, notes, shown: withoutBars(notes) };
}

/** What stands on each line after its last clearing. */
function withoutBars(text: string): string {
  return text
    .split("\n")
    .map((line) => line.split("\r\u001b[K").at(-1) ?? "")
    .join("\n");
}

const bigFile = async (folder: string): Promise<string> => {
  const file = join(folder, "big.csv");
  writeFileSync(file, (await runCommand(...SIMULATE)).out);
  return file;
};

describe("one long piece of work", () => {
  it("shows a bar, and Ctrl-C keeps the replicas drawn", { timeout: 120_000 }, () =>
    inFolder(async (folder) => {
      const file = await bigFile(folder);
      const words = ["fit", file, "-c", "li-llzo-li", "--intervals", "bootstrap", "--replicas", "3000", "--json"];
      const { status, out, notes, shown } = await onTerminal(words, /\d+\/3000 replicas/);
      expect(notes).toMatch(/░ {2}\d+\/3000 replicas {2}\S+\/(?:s|min) {2}\d+:\d\d left/);
      expect(status).toBe(130);
      const [, drawn = ""] = /stopped by Ctrl-C after (\d+) of 3000 replicas; what was done by then/.exec(shown) ?? [];
      expect(Number(drawn)).toBeGreaterThan(0);
      expect(shown).not.toContain("░");
      const { files } = JSON.parse(out) as { files: { warnings: string[]; parameters: { interval: unknown }[] }[] };
      expect(files[0]?.warnings).toContainEqual(
        `The bootstrap was ended early: ${drawn} of 3000 replicas were drawn, and all is from these.`,
      );
      expect(files[0]?.parameters.every(({ interval }) => interval !== null)).toBe(true);
    }),
  );

  it("of many files is told behind their bar, and the file at hand is finished", { timeout: 120_000 }, () =>
    inFolder(async (folder) => {
      const file = await bigFile(folder);
      const words = ["fit", file, file, file, "-c", "li-llzo-li", "--intervals", "bootstrap", "--replicas", "1500"];
      const { status, notes, shown, out } = await onTerminal(words, /\/1500 replicas/);
      expect(notes).toMatch(/\d\/3 spectra.* \d+\/1500 replicas/);
      expect(status).toBe(130);
      expect(shown).toMatch(/stopped by Ctrl-C after [12] of 3, which are kept/);
      expect(out).not.toContain("ended early");
    }),
  );
});

/** Ctrl-C pressed when the work has looked so often whether it was. */
class PressedAfter extends Interruption {
  #looks: number;

  constructor(looks: number) {
    super();
    this.#looks = looks;
  }

  override get isRequested(): boolean {
    return this.isHeld && this.#looks-- <= 0;
  }
}

async function pressedAfter(looks: number, ...words: string[]): Promise<Omit<Seen, "shown">> {
  let out = "";
  let notes = "";
  const status = await run(words, {
    out: (text) => void (out += text),
    note: (text) => void (notes += text),
    interruption: new PressedAfter(looks),
  });
  return { status, out, notes };
}

describe("Ctrl-C in the middle of one thing", () => {
  it("ranks and writes the circuits that were fitted", () =>
    inFolder(async (folder) => {
      const circuits = ["one-zarc", "two-zarcs", "three-zarcs"].flatMap((name) => ["-c", name]);
      const { status, out, notes } = await pressedAfter(2, "compare", cell, ...circuits, "-o", folder);
      expect(status).toBe(130);
      expect(out).toContain("The comparison was ended early: 2 of 3 circuits were fitted.");
      expect(notes).toMatch(/written: .*comparison\.json/);
      expect(notes).toContain("error: stopped by Ctrl-C after 2 of 3 circuits; what was done by then is kept.\n");
    }));

  it("keeps a fit without its profiles", async () => {
    const { status, out, notes } = await pressedAfter(1, "fit", cell, "-c", "li-llzo-li", "--intervals", "profile");
    expect(status).toBe(130);
    expect(out).toMatch(/warning +The work was ended early, before the profiles of R_gb, /);
    expect(notes).toContain("stopped by Ctrl-C after 1 of 7 profiles");
  });

  it("keeps a distribution without its second opinion", async () => {
    const { status, out } = await pressedAfter(3, "drt", cell);
    expect(status).toBe(130);
    expect(out).toContain("polarisation resistance");
    expect(out).toMatch(/ended early, after chains of up to 2 arcs, so nothing confirms\s+the\s+distribution\./);
  });

  it("keeps the fits of a series without the joint one", async () => {
    await inFolder(async (folder) => {
      await runCommand("samples", "-o", folder);
      const series = ["series", join(folder, "llzo_*C.csv"), "-c", "au-llzo-au", "--share", "CPE_gb.n"];
      const whole = await pressedAfter(Infinity, ...series);
      expect(whole.status).toBe(0);
      const alone = await pressedAfter(2, ...series);
      expect(alone.status).toBe(130);
      expect(alone.notes).toContain("stopped by Ctrl-C after 2 of 5 spectra; what was fitted by then is kept.");
      expect(alone.out).toContain("ended early: 2 of 5 spectra were fitted");
    });
  });

  it("does not spoil what was whole by then", async () => {
    const { status, notes } = await pressedAfter(99, "fit", cell, "-c", "li-llzo-li", "--intervals", "profile");
    expect(status).toBe(0);
    expect(notes).not.toContain("Ctrl-C");
  });

  it("ends at once before there is anything to keep", async () => {
    const interruption = new Interruption();
    const held: boolean[] = [];
    const status = await run(["fit", cell, "-c", "li-llzo-li", "--intervals", "bootstrap"], {
      out: () => undefined,
      note: () => undefined,
      activity: (what) => void (what === undefined || held.push(interruption.isHeld)),
      interruption,
    });
    expect([status, held[0], interruption.isHeld]).toEqual([0, false, false]);
  });
});
