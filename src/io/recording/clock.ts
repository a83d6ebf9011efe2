const CLOCK = /^(?:(\d+)[d\s-]+)?(\d+):(\d{1,2}):(\d{1,2}(?:[.,]\d+)?)$/;

/** Seconds of a time such as `1:02:03.5` or `2d 01:02:03`; undefined for anything else. */
export function readClock(field: string): number | undefined {
  const [found, days = "0", hours = "0", minutes = "0", seconds = "0"] = CLOCK.exec(field.trim()) ?? [];
  if (found === undefined) return undefined;
  return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds.replace(",", "."));
}
