import { describe, expect, it } from "vitest";
import { plain, prose, unit } from "../../../src/report/document/words.ts";

describe("sentences of a report", () => {
  it("have SI prefixes where numbers alone are hard to read", () => {
    expect(plain(prose("The peak at 0.000148 s (364000 ohm) lies at 1000000 Hz."))).toBe(
      "The peak at 148 \u00b5s (364 k\u03a9) lies at 1 MHz.",
    );
    expect(plain(prose("The arc at 7.73e-7 s (19400 ohm, n = 0.937)."))).toBe(
      "The arc at 773 ns (19.4 k\u03a9, n = 0.937).",
    );
    // Others stay as they are, with what is no unit of theirs.
    expect(plain(prose("from 12.5 Hz to 9000 Hz, 20 ohm, 3 s, 0.00002 s^-1, 3 samples"))).toBe(
      "from 12.5 Hz to 9000 Hz, 20 \u03a9, 3 s, 0.00002 s\u22121, 3 samples",
    );
  });
  it("have primes, raised exponents and true minus signs", () => {
    const words = prose("-Z'' rises as f^-0.87 while Z' stays at -0.2 of it");
    expect(plain(words)).toBe("\u2212Z\u2033 rises as f\u22120.87 while Z\u2032 stays at \u22120.2 of it");
    expect(words).toContainEqual({ text: "\u22120.87", level: "superscript" });
  });
  it("have letters in exponents of units that are italic as those of quantities are", () => {
    expect(unit("nF s^(n-1)")).toEqual([
      { text: "nF\u2009s" },
      { text: "n", italic: true, level: "superscript" },
      { text: "\u22121", level: "superscript" },
    ]);
  });
});
