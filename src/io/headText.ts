import type { FileContent } from "./content.ts";
import { wideEncoding } from "./decode.ts";

/**
 * The first characters of a file, whatever its last one is: documents on one line have no lines that a head could end with.
 * Some garbage for a binary file.
 */
export function headText({ head }: FileContent): string {
  return new TextDecoder(wideEncoding(head) ?? "utf-8").decode(head);
}
