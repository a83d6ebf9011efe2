/** The shortest decimal text that is read as the same number: plain from 0.001 to a million, else as in `1.5e-8`. */
export function formatNumber(value: number): string {
  const magnitude = Math.abs(value);
  if (magnitude === 0 || !Number.isFinite(value) || (magnitude >= 1e-3 && magnitude < 1e6)) return String(value);
  return value.toExponential().replace("e+", "e");
}
