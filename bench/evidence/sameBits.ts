import { createHash } from "node:crypto";
import { makeBundles } from "../../test/determinism/bundles.ts";
import { describeDifference } from "../../test/determinism/compare.ts";
import { findEngines } from "../../test/determinism/engines.ts";
import { exactJson, fitCases, runWorkload } from "../../test/determinism/workload.ts";
import { markdownTable, paragraph } from "./markdown.ts";
import type { Section } from "./section.ts";

export interface SameBitsFigures {
  readonly fits: number;
  readonly characters: number;
  readonly sha256: string;
  readonly engines: readonly {
    readonly name: string;
    /** Where the first difference is; null where there is none. */
    readonly difference: string | null;
  }[];
  readonly absent: readonly string[];
}

export const sameBitsSection: Section<SameBitsFigures> = {
  key: "bits",
  title: "The same bits on every host",
  command: "npx vitest run test/determinism",
  measure: async (note) => {
    note("same bits in every engine found");
    const found = findEngines();
    const text = exactJson(runWorkload());
    const here = { engine: `Node ${process.versions.node}, this process`, text };
    const bundles = await makeBundles();
    const engines: { name: string; difference: string | null }[] = [{ name: here.engine, difference: null }];
    try {
      for (const engine of found.engines) {
        const there = { engine: engine.name, text: await engine.run(bundles) };
        engines.push({ name: engine.name, difference: describeDifference(here, there) ?? null });
      }
    } finally {
      bundles.remove();
    }
    return {
      fits: fitCases.length,
      characters: text.length,
      sha256: createHash("sha256").update(text).digest("hex"),
      engines,
      absent: found.absent,
    };
  },
  summarise: ({ fits, engines }) => {
    const same = engines.filter(({ difference }) => difference === null).length;
    return `${String(fits)} fits have the same bits in ${String(same)} of ${String(engines.length)} engines and compilers.`;
  },
  write: ({ fits, characters, sha256, engines, absent }) =>
    [
      paragraph(
        `${String(fits)} fits (every element, every weight, from values and by search) and the impedances of blocks of points are`,
        `written as text that keeps every bit, ${String(characters)} characters. The text is compared between engines and between`,
        "compilers of the same engine; in one run the host's functions of `Math` are made wrong in the last digits on purpose. Its SHA-256",
        `is \`${sha256}\`.`,
      ),
      markdownTable(
        ["engine", "result"],
        engines.map(({ name, difference }) => [name, difference ?? "the same bits"]),
      ),
      ...(absent.length === 0 ? [] : [`Not run: ${absent.join("; ")}.`]),
    ].join("\n\n"),
};
