/** The evidence page: docs/reliability.md from the figures in docs/reliability.json. */
import { accuracySection } from "./accuracy.ts";
import { coverageSection } from "./coverage.ts";
import { invarianceSection } from "./invariance.ts";
import { paragraph } from "./markdown.ts";
import { nistSection } from "./nistSection.ts";
import { robustnessSection } from "./robustness.ts";
import { sameBitsSection } from "./sameBits.ts";
import type { Section } from "./section.ts";

/** Changes whenever a section's figures get another form; figures of another format have to be measured again. */
export const FORMAT = 1;

/** A section of any kind; what `measure` gave is what `write` takes. */
export type AnySection = Section<unknown>;

function anySection<Figures>(section: Section<Figures>): AnySection {
  return {
    ...section,
    summarise: (figures) => section.summarise(figures as Figures),
    write: (figures) => section.write(figures as Figures),
  };
}

export const sections: readonly AnySection[] = [
  anySection(robustnessSection),
  anySection(nistSection),
  anySection(coverageSection),
  anySection(accuracySection),
  anySection(invarianceSection),
  anySection(sameBitsSection),
];

/** Figures of one section with what they were measured on. */
export interface Measured {
  /** Version of eisfit. */
  readonly eisfit: string;
  readonly node: string;
  readonly processor: string;
  readonly figures: unknown;
}

/** What docs/reliability.json holds. */
export interface ReliabilityFile {
  readonly format: number;
  /** By the section's key. */
  readonly sections: Readonly<Record<string, Measured>>;
}

/** Reads the file of figures. @throws {Error} for one of another format, which has to be made anew */
export function parseFigures(text: string): ReliabilityFile {
  const file = JSON.parse(text) as ReliabilityFile;
  if (file.format !== FORMAT) {
    throw new Error(
      `docs/reliability.json has format ${String(file.format)}, this build writes ${String(FORMAT)}: run npm run docs:reliability.`,
    );
  }
  return file;
}

/** The whole page in Markdown. */
export function writePage({ sections: measured }: ReliabilityFile): string {
  const parts = [
    "<!-- Written by `npm run docs:reliability` from docs/reliability.json; do not edit. -->",
    "# How far eisfit can be relied on",
    paragraph(
      "Every figure on this page was measured by the command that stands above it. Run it to get the figure again; a figure",
      "without times is the same on every machine. `npm run docs:reliability` measures all of it anew and writes this page, with",
      "`-- --only` and a section's name that section only. Data of other people are read in `../shared/data`; sections that need",
      "them say so where they were absent. Times are wall-clock times of a machine that may have had other work to do.",
    ),
    sections
      .flatMap((section) => {
        const one = measured[section.key];
        return one === undefined ? [] : [`- ${section.summarise(one.figures)}`];
      })
      .join("\n"),
    ...sections.map((section) => writeSection(section, measured[section.key])),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function writeSection({ key, title, command, write }: AnySection, measured: Measured | undefined): string {
  const head = `## ${title}`;
  if (measured === undefined) {
    return `${head}\n\nNot measured: what it needs was absent. \`${command}\` makes it (section \`${key}\`).`;
  }
  const { eisfit, node, processor, figures } = measured;
  const made = `\`${command}\`\n\nSection \`${key}\`; eisfit ${eisfit}, Node ${node}, one thread of ${processor}.`;
  return [head, made, write(figures)].join("\n\n");
}
