import { csvFormat } from "./csv.ts";
import type { FileFormat } from "./format.ts";
import { jsonFormat } from "./json.ts";

/** What can be read, the most telling content first. */
export const fileFormats: readonly FileFormat[] = [jsonFormat, csvFormat];
