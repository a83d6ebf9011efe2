import type { FailedFile } from "../report/index.ts";
import { isExpected, isWrongUsage } from "./expectedErrors.ts";
import type { Host } from "./host.ts";

/** What became of one input. */
export interface Done<Entry> {
  readonly entry: Entry;
  /** Whether it makes the command's status that of success. */
  readonly sound: boolean;
}

/**
 * Does something for each input in turn. One that fails is reported with its name and does not stop the others; what is wrong with the
 * command line is wrong for all, and is thrown.
 */
export async function eachFile<Entry>(
  names: readonly string[],
  host: Host,
  work: (place: number) => Promise<Done<Entry>>,
): Promise<{ entries: (Entry | FailedFile)[]; sound: boolean }> {
  const entries: (Entry | FailedFile)[] = [];
  let allSound = true;
  for (const [place, file] of names.entries()) {
    try {
      const { entry, sound } = await work(place);
      entries.push(entry);
      allSound &&= sound;
    } catch (error) {
      if (!isExpected(error) || isWrongUsage(error)) throw error;
      const message = error.message.startsWith(file) ? error.message : `${file}: ${error.message}`;
      host.note(`error: ${message}\n`);
      entries.push({ file, error: { name: error.name, message } });
      allSound = false;
    }
  }
  return { entries, sound: allSound };
}
