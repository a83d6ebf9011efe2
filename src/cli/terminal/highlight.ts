import type { Paint } from "./colour.ts";
import { TABLE_RULE } from "./layout.ts";

/** Words that stand before what they are about. */
const WARNING = /^(\s*|.*?: )(warning|doubtful|unsure|caution)(:|(?= {2}))/;
const ERROR = /^(error)(:)/;
const NOTE = /^(?:note: |written: |.*?: (?:comment|note|read as)\b)/;
/** A line that says what those below are. */
const HEADING = /^(?:[A-Z][^:]*:|\S.*: \d+ points?, .*)$/;
/** States of parameters and fits that a reader must not miss. */
const DOUBTS = /\b(?:at-bound|unidentified|not-converged|not determined|suspicious|violates)\b/g;

/**
 * Text for people with colours: headers of tables bold, their rules and notes faint, warnings yellow, errors red. It goes by the
 * form that `src/report` gives to text, so that reports need not know of terminals.
 */
export function highlight(text: string, paint: Paint): string {
  const lines = text.split("\n");
  // A note is told by itself; it may have been broken into several lines.
  if (NOTE.test(text)) return lines.map(paint.faint).join("\n");
  return lines
    .map((line, index) => {
      if (line === "") return line;
      if (TABLE_RULE.test(line)) return paint.faint(line);
      if (TABLE_RULE.test(lines[index + 1] ?? "")) return paint.strong(line);
      if (ERROR.test(line))
        return line.replace(ERROR, (_whole, word: string, colon: string) => paint.error(word) + colon);
      if (WARNING.test(line)) {
        return line.replace(
          WARNING,
          (_whole, before: string, word: string, after: string) => `${before}${paint.warning(word)}${after}`,
        );
      }
      if (HEADING.test(line)) return paint.strong(line);
      return line.replace(DOUBTS, paint.warning);
    })
    .join("\n");
}
