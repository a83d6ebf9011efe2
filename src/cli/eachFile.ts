import type { FailedFile } from "../report/index.ts";
import { isExpected, isWrongUsage } from "./expectedErrors.ts";
import { DONE, FAILED, type Host } from "./host.ts";

/** What came out of one file; what is not sound makes the exit status that of a failure. */
export interface FileOutcome<Entry> {
  readonly entry: Entry;
  readonly sound: boolean;
}

/** Does something with each file; one that fails is reported, stands in the entries with its error, and does not stop the others. */
export async function eachFile<Input, Entry>(
  inputs: readonly Input[],
  nameOf: (input: Input) => string,
  host: Host,
  run: (input: Input) => Promise<FileOutcome<Entry>>,
): Promise<{ entries: (Entry | FailedFile)[]; status: number }> {
  const entries: (Entry | FailedFile)[] = [];
  let status = DONE;
  for (const input of inputs) {
    try {
      const { entry, sound } = await run(input);
      entries.push(entry);
      if (!sound) status = FAILED;
    } catch (error) {
      // What is wrong with the options is wrong for every file.
      if (!isExpected(error) || isWrongUsage(error)) throw error;
      const file = nameOf(input);
      const message = error.message.startsWith(file) ? error.message : `${file}: ${error.message}`;
      host.note(`error: ${message}\n`);
      entries.push({ file, error: { name: error.name, message } });
      status = FAILED;
    }
  }
  return { entries, status };
}
