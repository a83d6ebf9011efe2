import type { Screen, Terminal } from "./terminal.ts";

/** What `--color` takes. */
export const colourChoices = ["auto", "always", "never"] as const;
export type ColourChoice = (typeof colourChoices)[number];

/** Sets text in one of the few ways that eisfit uses. */
export interface Paint {
  /** Headings. */
  readonly strong: (text: string) => string;
  /** What is told besides: rules of tables, notes. */
  readonly faint: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly error: (text: string) => string;
}

const plain = (text: string): string => text;

/** Leaves text as it is. */
export const noPaint: Paint = { strong: plain, faint: plain, warning: plain, error: plain };

/** Sets text by SGR sequences (ECMA-48), which all terminals in use know. */
export const ansiPaint: Paint = {
  strong: sequence(1, 22),
  faint: sequence(2, 22),
  warning: sequence(33, 39),
  error: sequence(31, 39),
};

/**
 * Whether an output takes colours. `--color always` or `never` is heard first, then `NO_COLOR` (no-color.org) and
 * `FORCE_COLOR`, and by themselves only terminals that are not `dumb` take them.
 */
export function wantsColour(choice: ColourChoice, screen: Screen, { environment }: Terminal): boolean {
  if (choice !== "auto") return choice === "always";
  if ((environment["NO_COLOR"] ?? "") !== "") return false;
  const forced = environment["FORCE_COLOR"];
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return screen.isTerminal && environment["TERM"] !== "dumb";
}

function sequence(on: number, off: number): (text: string) => string {
  return (text) => (text === "" ? "" : `\u001b[${String(on)}m${text}\u001b[${String(off)}m`);
}
