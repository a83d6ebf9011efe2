import { describe, expect, it } from "vitest";
import { plainText } from "../../src/report/svg/richText.ts";
import type { Scale } from "../../src/report/svg/scale.ts";
import { ticksOf } from "../../src/report/svg/ticks.ts";

function numbers(low: number, high: number, length = 92, direction: "up" | "across" = "up"): string[] {
  const scale: Scale = {
    kind: "logarithmic",
    domain: [low, high],
    range: direction === "up" ? [length, 0] : [0, length],
  };
  return ticksOf(scale, { direction, text: 7.5 }).flatMap(({ text }) => (text === undefined ? [] : [plainText(text)]));
}

describe("numbers of a logarithmic axis", () => {
  it("are never missing, wherever the axis begins and however short it is", () => {
    for (let start = 0; start < 60; start++) {
      const low = 10 ** (start / 60 + 1);
      for (const ratio of [1.02, 1.3, 2, 3, 4, 7, 12, 40, 150, 1e3, 1e6, 1e12]) {
        expect(numbers(low, low * ratio).length, `${low} to ${low * ratio}`).toBeGreaterThanOrEqual(2);
      }
    }
  });
  it("are more than one within a decade without a power of ten", () => {
    expect(numbers(11, 48)).toEqual(["20", "30"]);
    expect(numbers(102, 148)).toEqual(["110", "120", "130", "140"]);
  });
  it("stand at powers of ten alone where there are two", () => {
    expect(numbers(28, 8500)).toEqual(
      ["10\u00b2", "10\u00b3"].map((text) => text.replace("\u00b2", "2").replace("\u00b3", "3")),
    );
    expect(numbers(2e3, 4.5e5, 200, "across")).toEqual(["104", "105"]);
  });
});
