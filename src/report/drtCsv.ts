import type { DrtResult } from "../drt/index.ts";

/** A distribution with its band, one row for each time constant. */
export function drtCsv({ tau, gamma, band }: DrtResult): string {
  const rows = Array.from(tau, (value, k) =>
    [value, gamma[k], band.lower[k], band.upper[k]].map((number) => String(number)).join(","),
  );
  return ["tau_s,gamma_ohm,lower_ohm,upper_ohm", ...rows, ""].join("\n");
}
