import { version } from "../../../index.ts";
import { recordLines } from "./records.ts";

/** Records as one JSON document, piece by piece, a record a line. */
export async function writeJson(recordsPath: string, write: (text: string) => unknown): Promise<void> {
  let before = `{"eisfit":${JSON.stringify(version)},"results":[\n`;
  for await (const line of recordLines(recordsPath)) {
    await write(before + line);
    before = ",\n";
  }
  await write(before.startsWith("{") ? `${before}]}\n` : "\n]}\n");
}
