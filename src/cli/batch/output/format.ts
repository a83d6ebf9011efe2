/** In what form results can be written. */
export const resultFormats = ["ndjson", "json", "csv", "parquet"] as const;

/** How results are written. */
export type ResultFormat = (typeof resultFormats)[number];

/** The format that the end of a name tells. */
export function formatOfName(path: string): ResultFormat | undefined {
  const extension = /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase();
  return extension === "jsonl" ? "ndjson" : resultFormats.find((format) => format === extension);
}
