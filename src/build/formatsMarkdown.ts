import { fileFormats } from "../io/formats.ts";

const HEAD = `# File formats

Written by \`npm run docs\` from the table of readers in \`src/io/formats.ts\`; \`eisfit convert --formats\` prints a shorter one.

Content decides which reader takes a file, in this order; the extension only where no reader recognises the content. Texts
are UTF-8, UTF-16 or windows-1252, their numbers have decimal points or commas. Z'' is given with its true sign, negative
for a capacitor, and the notes say what decided it. Rows without a frequency above 0 Hz are left out, which is said. A file
with several sweeps gives several spectra. A file that is cut off gives the points that are sound, with a warning, or an
error with its line.

Readers are fuzzed: \`npm run fuzz\` damages a sample of each format, simulated by this project, and measured files where they
are present, in 10^5 ways each, the same on every machine; \`npm test\` goes through as many of these as fit into 45 s, and
cuts, renames and recodes the samples. Each damaged file must be refused in one line that names the file and what was
expected, or give finite points whose sign is not turned without a word, within 5 s and 512 MB of heap.
`;

/** The text of docs/formats.md: a section for each format, in the order in which they are tried. */
export function formatsMarkdown(): string {
  const sections = fileFormats.map(({ name, title, extensions, reads }) => {
    const endings = extensions.map((extension) => `\`.${extension}\``).join(", ");
    return `## ${title}\n\n\`${name}\`${endings === "" ? "" : `, usually ${endings}`}. ${reads}\n`;
  });
  return [HEAD, ...sections].join("\n");
}
