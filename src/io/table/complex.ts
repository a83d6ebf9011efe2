const NUMBER = String.raw`(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?`;
/** `(10.5-3.2j)`, `1.0e+01-3.2e+00i`: one number of Python, MATLAB and others. */
const COMPLEX = new RegExp(String.raw`(?<![\w.])\(?([+-]?${NUMBER})\s?([+-])\s?(${NUMBER})\s?\*?[ij](?!\w)\)?`, "g");
const FEWEST_LINES = 2;

/** How the lines of a table with complex numbers become lines of a table with a column for each part. */
export type SplitParts = (line: string, number: number) => string;

/**
 * Splits complex numbers into their parts, and their names into those of the parts: `Z (ohm)` into `Z' (ohm)` and
 * `Z'' (ohm)`. Undefined where the first lines of a file hold no complex numbers.
 */
export function partsOfComplex(lines: readonly string[]): SplitParts | undefined {
  const found = lines.flatMap((line, index) => (isComplex(line) ? [index] : []));
  const [first] = found;
  if (first === undefined || found.length < FEWEST_LINES) return undefined;
  const row = lines[first] ?? "";
  const separator = [";", ",", "\t"].find((sign) => row.includes(sign)) ?? " ";
  const column = row.split(separator).findIndex(isComplex);
  let header = first - 1;
  while (header >= 0 && lines[header]?.trim() === "") header--;
  return (line, number) =>
    number === header + 1
      ? splitName(line, separator, column)
      : line.replace(COMPLEX, (_, re: string, sign: string, im: string) => `${re}${separator}${sign}${im}`);
}

function isComplex(text: string): boolean {
  return text.search(COMPLEX) >= 0;
}

function splitName(line: string, separator: string, column: number): string {
  return line
    .split(separator)
    .map((name, index) => {
      if (index !== column) return name;
      const [, before = "", unit = ""] = /^(.*?)\s*((?:[([/]|\s+in\s).*)?$/.exec(name.replaceAll('"', "").trim()) ?? [];
      const letter = /^(?:y|admittance)/i.test(before) ? "Y" : "Z";
      return `${letter}' ${unit}${separator}${letter}'' ${unit}`;
    })
    .join(separator);
}
