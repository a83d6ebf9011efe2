import type { Host } from "./host.ts";

/**
 * Tells what the reader of a file assumed. What the file itself says is told for one file; with many it would bury the rest, and
 * JSON holds it.
 *
 * @param isAlone whether it is the only file of the command.
 */
export function tellNotes(host: Host, file: string, notes: readonly string[], isAlone: boolean): void {
  for (const note of notes) if (isAlone || !note.startsWith("comment: ")) host.note(`${file}: ${note}\n`);
}
