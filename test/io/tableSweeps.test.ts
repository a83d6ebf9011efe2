import { describe, expect, it } from "vitest";
import { contentOfBytes } from "../../src/io/content.ts";
import type { Sweep } from "../../src/io/format.ts";
import { csvFormat } from "../../src/io/csv.ts";
import { ReadError } from "../../src/io/readError.ts";

const HEADER = "f/Hz,Z'/ohm,Z''/ohm\n";
const down = [1000, 300, 100, 30, 10, 3, 1];
const up = [...down].reverse();

function rows(frequencies: readonly number[]): string {
  return frequencies.map((frequency, index) => `${frequency},${100 + index},${-10.5 - index}\n`).join("");
}

function read(text: string): Sweep[] {
  return [...csvFormat.sweeps(contentOfBytes(new TextEncoder().encode(text), "sweeps.csv"))];
}

function frequencies(text: string): number[][] {
  return read(text).map(({ frequencyHz }) => [...frequencyHz]);
}

function notes(text: string): string[] {
  return read(text).flatMap((sweep) => sweep.notes ?? []);
}

describe("sweeps one after the other", () => {
  it("are kept apart where the frequency starts anew", () => {
    const text = HEADER + rows(down) + rows(down) + rows(down.slice(0, 2));
    expect(frequencies(text)).toEqual([down, down, down.slice(0, 2)]);
    expect(notes(text)).toEqual([
      "a new sweep: the frequency starts anew at line 9",
      "a new sweep: the frequency starts anew at line 16",
    ]);
  });

  it("also if the second begins elsewhere, once enough points follow", () => {
    const higher = [1e5, 1e4, ...down];
    expect(frequencies(HEADER + rows(down) + rows(higher))).toEqual([down, higher]);
    expect(frequencies(HEADER + rows(higher) + rows(down))).toEqual([higher, down]);
  });

  it("are two for a way there and back over the same range, with the turning point in both if it was measured twice", () => {
    expect(frequencies(HEADER + rows(down) + rows(up.slice(1)))).toEqual([down, up.slice(1)]);
    const text = HEADER + rows(down) + rows(up) + rows(down);
    expect(frequencies(text)).toEqual([down, up, down]);
    expect(notes(text)[0]).toBe("a new sweep: the frequency turns at line 9 and comes back over the same range");
  });

  it("are one for a way back over a part, for and for a stray point, and that is told", () => {
    for (const order of [
      [...down, 3, 10],
      [...down, 100],
      [100, 300, 1000, 300, 100, 30, 10, 3, 1],
    ]) {
      expect(frequencies(HEADER + rows(order))).toEqual([order]);
      expect(notes(HEADER + rows(order)).join()).toMatch(/^one sweep, although the frequency goes back at line \d+$/);
    }
  });

  it("are one for no order at all", () => {
    const order = [10, 1000, 3, 300, 1, 30, 100];
    expect(frequencies(HEADER + rows(order))).toEqual([order]);
    expect(notes(HEADER + rows(order))).toEqual([]);
  });

  it("are told apart by a column, a header, a blank line", () => {
    const half = down.slice(0, 3);
    const numbered = [1, 2].map((loop) => half.map((f, k) => `${loop},${f},${k + 1},-1\n`).join("")).join("");
    const [first, second] = read(`loop_index,f/Hz,Z'/ohm,Z''/ohm\n${numbered}`);
    expect([first?.frequencyHz, second?.frequencyHz]).toEqual([half, half]);
    expect([first?.metadata, second?.metadata]).toEqual([{ loop_index: 1 }, { loop_index: 2 }]);
    expect(frequencies(HEADER + rows(half) + HEADER + rows(half))).toEqual([half, half]);
    expect(frequencies(`${HEADER}${rows([10, 1])}\n\n${rows([10, 1])}`)).toEqual([
      [10, 1],
      [10, 1],
    ]);
    expect(frequencies(`${HEADER}${rows(down)}\n${rows(up)}`)).toEqual([down, up]);
    // A blank line every decade, as some print it.
    expect(frequencies(HEADER + down.map((f) => rows([f])).join("\n"))).toEqual([down]);
  });

  it("a further header may have other columns", () => {
    const [, second] = read(`${HEADER}${rows(down)}\n|Z|/kohm,phase/deg,f/Hz\n2,-90,5\n`);
    expect([second?.frequencyHz, second?.re, second?.im]).toEqual([[5], [0], [-2000]]);
  });

  it("text between them describes what follows", () => {
    const text = `Temperature: 25 C\n${HEADER}${rows(down)}Temperature: 40 C\n${rows(down)}`;
    expect(read(text).map(({ metadata }) => metadata)).toEqual([{ temperature_C: 25 }, { temperature_C: 40 }]);
  });
});

describe("spectra side by side", () => {
  const cells = (count: number) =>
    down.map(
      (f, k) =>
        `${f},${Array(count)
          .fill(`${k + 1},${-k - 1}`)
          .join()}`,
    );

  it("with one frequency or one each, by number, name or repetition", () => {
    for (const header of ["f/Hz,Z1'/ohm,Z1''/ohm,Z2'/ohm,Z2''/ohm", "f/Hz,A: Z'/ohm,A: Z''/ohm,B: Z'/ohm,B: Z''/ohm"]) {
      const sweeps = read(`${header}\n${cells(2).join("\n")}`);
      expect(sweeps.map(({ frequencyHz }) => frequencyHz)).toEqual([down, down]);
      expect(sweeps.map(({ metadata }) => metadata?.["title"])).toEqual(
        header.includes("A:") ? ["A", "B"] : ["1", "2"],
      );
    }
    const pairs = cells(1).map((row) => `${row},${row}`);
    const [first, second] = read(`f/Hz,Z'/ohm,Z''/ohm,f/Hz,Z'/ohm,Z''/ohm\n${pairs.join("\n")}\n,,,0.5,9,-9\n`);
    expect(first?.frequencyHz).toEqual(down);
    expect(second?.frequencyHz).toEqual([...down, 0.5]);
    expect(second?.notes?.[0]).toBe("one of several spectra side by side: columns 4, 5, 6");
  });

  it("those of a fit are not taken for a second spectrum", () => {
    expect(read(`f/Hz,Z'/ohm,Z''/ohm,Fit: Z'/ohm,Fit: Z''/ohm\n${cells(2).join("\n")}`)).toHaveLength(1);
  });
});

describe("files that are cut off", () => {
  const warning = (text: string): string =>
    read(text)
      .flatMap(({ warnings }) => warnings ?? [])
      .join("\n");

  it("give the points before the cut, with a warning", () => {
    const text = HEADER + rows(down);
    for (const cut of ["0.3,1", "0.3,107,", "0.3,107,-", "0.3,107,-1e-", "0.3"]) {
      expect(frequencies(text + cut), cut).toEqual([down]);
      expect(warning(text + cut), cut).toContain("the last row (line 9) was left out, it is cut off or damaged");
    }
  });

  it("in the last digits of a table of fixed digits, too", () => {
    const fixed = down.map((f) => [f, 100, -10.5].map((x) => x.toExponential(4)).join("\t")).join("\n");
    const text = `f/Hz\tZ'/ohm\tZ''/ohm\n${fixed}`;
    expect(warning(text)).toBe("");
    for (const missing of [1, 2, 5]) {
      const [sweep] = read(text.slice(0, -missing));
      expect(sweep?.frequencyHz).toEqual(down.slice(0, -1));
      expect(sweep?.warnings?.join()).toContain("was left out");
    }
  });

  it("in a number that could be whole, too, are said to be so", () => {
    expect(warning(`${HEADER}${rows(down.slice(0, 2))}100,102,-1`)).toBe(
      "the file ends without a line end in a number with few digits: it may be cut off",
    );
    expect(warning(`${HEADER}${rows(down.slice(0, 2))}100,102,-11.5`)).toBe("");
    // 1e-1 of 1e-10 would be wrong by orders of magnitude.
    const exponents = `${HEADER}3,1e-10,-1.5e-10\n2,1e-10,-1.25e-10\n1,1e-10,-1.125e-1`;
    expect(frequencies(exponents)).toEqual([[3, 2]]);
  });

  it("are refused where a row before the last is damaged", () => {
    expect(() => read(`${HEADER}${rows(down)}0.3,107\n0.1,1,-1\n`)).toThrow(
      new ReadError("bad-row", {
        file: "sweeps.csv",
        line: 9,
        found: "0.3,107",
        expected: "a row of at least 3 numbers separated by comma",
      }),
    );
  });

  it("text and other tables behind the numbers are passed by, and numbers among them named", () => {
    expect(warning(`${HEADER}${rows(down)}End of measurement\n`)).toBe("");
    expect(warning(`${HEADER}${rows(down)}\nResults\nR1,107\nchi2,0.5\n`)).toBe(
      '2 row(s) after text were not read, first line 11: "R1 107"',
    );
    expect(warning(`${HEADER}${rows(down)}\nt/s,E/V,I/A\n1,2,3\n`)).toBe(
      "the table at line 10 was not read: its header names no impedance",
    );
  });
});
