import { wideEncoding } from "./decode.ts";
import { oncePerFile } from "./oncePerFile.ts";

/**
 * The first characters of a file, whatever its last one is: documents on one line have no lines that a head could end with.
 * Some garbage for a binary file.
 */
export const headText = oncePerFile(({ head }) => new TextDecoder(wideEncoding(head) ?? "utf-8").decode(head));
