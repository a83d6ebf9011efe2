import { describe, expect, it } from "vitest";
import { fit, parseCircuit, profile, type ParameterProfile } from "../../src/index.ts";
import { nyquistSvg, plottedFit, plottedProfiles, plottedSeries, residualsSvg } from "../../src/report/index.ts";
import { conditionAxis, conditionColour } from "../../src/report/svg/family.ts";
import { linesOf } from "../../src/report/svg/header.ts";
import { freePlace, meet } from "../../src/report/svg/labels.ts";
import { lookOf } from "../../src/report/svg/look.ts";
import { parameterAxis, parameterName, partName, unitRuns } from "../../src/report/svg/parameterName.ts";
import { denseCurve, profileRange } from "../../src/report/svg/profileCurve.ts";
import { plainText, type RichText } from "../../src/report/svg/richText.ts";
import { fitErrorOf, simulated, sweep } from "../fit/support.ts";
import { dataSet } from "./dataSets.ts";
import { linesOfText } from "./textBoxes.ts";

/** Subscripts after _, superscripts after ^. */
function marked(text: RichText): string {
  return text
    .map(({ text: piece, level }) => (level === undefined ? "" : level === "subscript" ? "_" : "^") + piece)
    .join("");
}

describe("names", () => {
  it("of parameters and parts have subscripts", () => {
    expect(marked(parameterName("R1"))).toBe("R_1");
    expect(marked(parameterName("R_gb"))).toBe("R_gb");
    expect(marked(parameterName("CPE_gb.Q"))).toBe("Q_CPE,gb");
    expect(marked(parameterName("Wo1.tau"))).toBe("\u03c4_Wo1");
    expect(marked(parameterName("TLMQ1.Rion"))).toBe("R_ion,TLMQ1");
    expect(marked(parameterName("L0"))).toBe("L_0");
    expect(marked(partName("R_gb|(CPE1-W2)"))).toBe("R_gb|(CPE_1-W_2)");
  });
  it("of units have powers, and the prefix that suits the largest value", () => {
    expect(marked(unitRuns("\u00b5", "F s^(n-1)"))).toBe("\u00b5F s^n^\u22121");
    expect(marked(unitRuns("", "ohm cm^2"))).toBe("\u03a9 cm^2");
    const { name, factor } = parameterAxis("R1", "ohm", 2.5e7);
    expect(marked(name)).toBe("R_1 / M\u03a9");
    expect(factor).toBe(1e-6);
    expect(parameterAxis("CPE1.n", "-", 0.9)).toMatchObject({ factor: 1 });
  });
  it("of titles are broken at joints, and cut where two lines do not hold them", () => {
    const lines = linesOf(
      "a long title of a spectrum with R0-(R1|CPE1)-(R2|CPE2)-(R3|CPE3) and still more words",
      8,
      130,
    );
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/ |-$/);
    expect(lines[1]).toMatch(/\u2026$/);
    expect(linesOf("short", 8, 130)).toEqual(["short"]);
    expect(linesOf("x".repeat(200), 8, 130).every((line) => line.length < 50)).toBe(true);
  });
});

describe("a place for a name", () => {
  const frame = { left: 0, right: 100, top: 0, bottom: 100 };
  const size = { width: 20, height: 6 };
  it("is outward where that is free, else the nearest that meets nothing", () => {
    const mark = { x: 50, y: 50, outward: [1, 0] as const };
    const free = freePlace(mark, size, [], frame);
    expect(free?.box.left).toBeCloseTo(53.5, 9);
    const wall = { left: 52, right: 100, top: 0, bottom: 100 };
    const other = freePlace(mark, size, [wall], frame);
    expect(other).toBeDefined();
    if (other !== undefined) expect(meet(other.box, wall)).toBe(false);
  });
  it("is none where there is no room", () => {
    expect(freePlace({ x: 50, y: 50 }, size, [frame], frame)).toBeUndefined();
    expect(freePlace({ x: 5, y: 5 }, { width: 200, height: 6 }, [], frame)).toBeUndefined();
  });
});

describe("Nyquist plot", () => {
  it("cuts an inductive lead off, and says how many points that leaves outside", () => {
    const { plotted } = dataSet("milliohm");
    const note = linesOfText(nyquistSvg(plotted)).find(({ text }) => text.includes("outside the frame"))?.text ?? "";
    const count = Number(/^\d+/.exec(note)?.[0]);
    expect(count).toBeGreaterThan(5);
    const lead = Array.from(plotted.measured.im).filter((value) => value > 0).length;
    expect(count).toBeLessThan(lead);
    expect(nyquistSvg(dataSet("inductive-loop").plotted)).not.toContain("outside the frame");
  });
  it("crosses the points left out and names the arcs, up to five of them", () => {
    const legend = (name: string): string[] => linesOfText(nyquistSvg(dataSet(name).plotted)).map(({ text }) => text);
    expect(legend("masked")).toEqual(expect.arrayContaining(["data", "left out", "fit", "R1|CPE1", "R2|CPE2"]));
    expect(legend("six-arcs")).toContain("each arc alone");
    expect(legend("six-arcs")).not.toContain("R1|C1");
    expect(legend("one-arc")).not.toContain("R1|CPE1");
  });
});

describe("residuals", () => {
  it("have a band of 1 % in any scale, and say where it is wider than the frame", () => {
    const plot = (size: number): string =>
      residualsSvg({ frequencyHz: [3, 2, 1], rePercent: [size, -size, 0], imPercent: [0, 0, size], title: "" });
    const heights = (svg: string): [number, number] => {
      const [, band = ""] = /<rect [^>]*height="([\d.]+)" fill="#e4e7eb"\/>\n<path/.exec(svg) ?? [];
      const [, frame = ""] = /<rect [^>]*height="([\d.]+)" fill="none"/.exec(svg) ?? [];
      return [Number(band), Number(frame)];
    };
    for (const [size, share] of [
      [0.5, 1 / 1.2],
      [10, 1 / 11],
      [0.01, 1],
    ] as const) {
      const [band, frame] = heights(plot(size));
      expect(band / frame, String(size)).toBeCloseTo(share, 3);
    }
    expect(plot(0.01)).toContain("wider than the frame");
    expect(plot(0.5)).not.toContain("wider than the frame");
  });
});

describe("profiles", () => {
  const flat: ParameterProfile = {
    name: "R1",
    value: 10,
    level: 0.95,
    minimum: 100,
    threshold: 104,
    unitRise: 1,
    interval: [8, 14],
    ends: ["crossing", "crossing"],
    // Rises from 0 at 10 to 4, then leaps to another valley with 1.
    curve: [
      { value: 8, objective: 104 },
      { value: 9, objective: 101 },
      { value: 10, objective: 100 },
      { value: 11, objective: 101 },
      { value: 12, objective: 104 },
      { value: 12, objective: 101 },
      { value: 13, objective: 102.25 },
      { value: 14, objective: 104 },
    ],
    lowerMinimum: null,
    warnings: [],
  };

  it("are the parabola that their points are of", () => {
    const curve = profileRange({ ...flat, curve: flat.curve.slice(0, 4) }, 1.75);
    if (curve === undefined) throw new Error("no curve");
    expect(curve).toMatchObject({ end: 4, leaps: false, kind: "linear" });
    for (const { value, rise } of denseCurve(curve)) expect(rise).toBeCloseTo((value - 10) ** 2, 12);
  });
  it("are broken where S falls on the way out", () => {
    const fallen = profileRange(
      { ...flat, curve: flat.curve.map((point) => (point.value === 11 ? { value: 11, objective: 103 } : point)) },
      1.75,
    );
    if (fallen === undefined) throw new Error("no curve");
    expect(fallen.leaps).toBe(true);
    const breaks = denseCurve(fallen).filter(({ value }) => Number.isNaN(value));
    expect(breaks).toHaveLength(1);
  });
  it("of an open end go to the edge over the logarithm", () => {
    const open = profileRange(
      {
        ...flat,
        interval: [8, Infinity],
        ends: ["crossing", "open"],
        curve: [...flat.curve.slice(0, 3), { value: 1e9, objective: 101 }],
      },
      1.75,
    );
    expect(open?.kind).toBe("logarithmic");
    // A thousandfold of the value, with its margin.
    expect(open?.domain[1]).toBeGreaterThan(1e4);
    expect(open?.domain[1]).toBeLessThan(5e4);
  });
  it("without a threshold are none", () => {
    expect(
      profileRange({ ...flat, interval: null, ends: null, threshold: null, unitRise: null }, 1.75),
    ).toBeUndefined();
  });
});

describe("conditions", () => {
  const axisOf = (kind: Parameters<typeof conditionAxis>[0], values: number[]): [string, number, string] => {
    const { name, factor, kind: scale } = conditionAxis(kind, values);
    return [plainText(name), factor, scale];
  };
  it("have the unit that suits them", () => {
    expect(axisOf("temperature", [-20, 60])).toEqual(["T / \u00b0C", 1, "linear"]);
    expect(axisOf("soc", [0, 100])).toEqual(["SOC / %", 1, "linear"]);
    expect(axisOf("time", [0, 90])).toEqual(["t / s", 1, "linear"]);
    expect(axisOf("time", [0, 7200])).toEqual(["t / h", 1 / 3600, "linear"]);
    expect(axisOf("time", [0, 30 * 86_400])).toEqual(["t / d", 1 / 86_400, "linear"]);
    expect(axisOf("time", [1, 1e6])).toEqual(["t / s", 1, "logarithmic"]);
    expect(axisOf("number", [1, 5])).toEqual(["number", 1, "linear"]);
  });
  it("have colours from one end to the other, and one colour where there is one condition", () => {
    const look = lookOf();
    const axis = conditionAxis("time", [0, 7200]);
    const [first, middle, last] = [0, 3600, 7200].map((each) => conditionColour(axis, each, look));
    expect(new Set([first, middle, last]).size).toBe(3);
    expect(first).toBe("#440154");
    expect(conditionColour(conditionAxis("soc", [50]), 50, look)).toMatch(/^#[0-9a-f]{6}$/);
  });
});

describe("what plots show of a result", () => {
  const text = "R0{20}-(R1{100}|C1{1u})-(R2|C2{1m}); R2 = 0.6*R1";
  const circuit = parseCircuit(text);
  const spectrum = simulated("R0{20}-(R1{100}|C1{1u})-(R2{60}|C2{1m})", { frequencyHz: sweep(1e5, 1, 31) });
  const result = fit(spectrum, circuit, { search: false, exclude: [0, 7] });

  it("is the spectrum, the fit with its ties, the arcs, and what was left out", () => {
    const plotted = plottedFit(result, "tied");
    expect(plotted.measured).toBe(spectrum);
    expect(plotted.excluded).toEqual([0, 7]);
    expect(plotted.arcs?.map(({ name }) => name)).toEqual(["R1|C1", "R2|C2"]);
    const { frequencyHz, fitRe } = result.residuals;
    const [highest, lowest] = [frequencyHz[0] ?? Number.NaN, frequencyHz.at(-1) ?? Number.NaN];
    expect(plotted.fit?.frequencyHz[0]).toBe(highest);
    expect(plotted.fit?.re[0]).toBeCloseTo(fitRe[0] ?? Number.NaN, 9);
    const last = (plotted.fit?.frequencyHz.length ?? 0) - 1;
    // The grid's last frequency is the spectrum's but for rounding.
    expect(plotted.fit?.frequencyHz[last]).toBeCloseTo(lowest, 9);
  });
  it("is the members of a series in their order", () => {
    const series = plottedSeries(
      {
        kind: "soc",
        fits: [
          {
            label: "a",
            spectrum,
            condition: 10,
            result,
            start: "own search",
            from: null,
            objectives: { own: 1, warm: null },
          },
        ],
      },
      "one",
    );
    expect(series.members).toHaveLength(1);
    expect(series.members[0]).toMatchObject({ condition: 10, excluded: [0, 7] });
  });
  it("is each profile with its unit", () => {
    const units = plottedProfiles(result).map(({ profile: { name }, unit }) => `${name} ${unit}`);
    expect(units).toEqual(["R0 ohm", "R1 ohm", "C1 F", "C2 F"]);
    expect(profile(result, ["R1"])[0]?.level).toBe(0.95);
  });
  it("is refused of a copy", () => {
    expect(fitErrorOf(() => plottedFit({ ...result }, "")).code).toBe("not-a-result");
  });
});
