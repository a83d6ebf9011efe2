import { elementTableMarkdown } from "../elements/table.ts";

const START = "<!-- elements: written by `npm run docs` -->\n";
const END = "<!-- end of elements -->";

/**
 * The text of the README with the element table that follows from the records.
 *
 * @throws {Error} if the marks between which the table stands are not there.
 */
export function withElementTable(readme: string): string {
  const start = readme.indexOf(START);
  const end = readme.indexOf(END);
  if (start < 0 || end < start) throw new Error(`README.md lacks the marks ${START.trim()} and ${END}.`);
  return `${readme.slice(0, start + START.length)}\n${elementTableMarkdown()}\n${readme.slice(end)}`;
}
