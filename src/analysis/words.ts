/** A number with so many digits at most, for sentences. */
export function told(value: number, digits = 2): string {
  return String(Number(value.toPrecision(digits)));
}

/** A frequency with its prefix. */
export function hertz(value: number): string {
  const [scale, unit] =
    value >= 1e9 ? [1e9, "GHz"] : value >= 1e6 ? [1e6, "MHz"] : value >= 1e3 ? [1e3, "kHz"] : [1, "Hz"];
  return `${told(value / scale, 3)} ${unit}`;
}

/** `a, b and c` */
export function list(words: readonly string[], last = "and"): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1) ?? ""}`;
}
