import { describe, expect, it } from "vitest";
import { findJsonFault } from "../../src/io/jsonText.ts";
import { parseSpectra } from "../../src/io/read.ts";
import { ReadError } from "../../src/io/readError.ts";

const encoder = new TextEncoder();
const read = (text: string) => parseSpectra(encoder.encode(text), "cell.json");

function messageOf(text: string): string {
  try {
    read(text);
  } catch (error) {
    if (error instanceof ReadError) return error.message;
    throw error;
  }
  throw new Error("nothing was thrown");
}

const sweep = { frequencyHz: [1, 10], re: [2, 3], im: [-4, -5] };

describe("the project's JSON", () => {
  it("reads a spectrum, a list of sweeps, and files of sweeps", () => {
    for (const document of [sweep, { sweeps: [sweep] }, { files: [{ file: "a.csv", sweeps: [sweep] }] }]) {
      const spectra = read(JSON.stringify(document));
      expect(spectra).toHaveLength(1);
      expect([...(spectra[0]?.re ?? [])]).toEqual([3, 2]);
      expect(spectra[0]?.name).toBe("cell.json");
    }
    expect(read(JSON.stringify({ sweeps: [sweep, sweep] })).map(({ name }) => name)).toEqual([
      "cell.json #1",
      "cell.json #2",
    ]);
  });

  it("reads standard deviations and the note of a simulation", () => {
    const [spectrum] = read(JSON.stringify({ ...sweep, sigma: { re: [0.1, 0.2], im: [0.3, 0.4] }, note: "simulated" }));
    expect([...(spectrum?.sigma?.im ?? [])]).toEqual([0.4, 0.3]);
    expect(spectrum?.notes).toEqual(["comment: simulated"]);
  });

  const refused: [string, string][] = [
    ['{"frequencyHz":[1],"re":[1]}', "cell.json: found nothing, expected a list of numbers at im"],
    ['{"frequencyHz":[1],"re":[1],"im":["1"]}', 'cell.json: found "1", expected a number at im[0]'],
    ['{"frequencyHz":[1],"re":[null],"im":[1]}', "cell.json: found null, expected a number at re[0]"],
    ['{"sweeps":[]}', "cell.json: found a list of 0, expected a list with at least one entry at sweeps"],
    ['{"sweeps":[7]}', "cell.json: found 7, expected an object with frequencyHz, re and im at sweeps[0]"],
    ['{"sweeps":[{"files":[]}]}', "cell.json: found nothing, expected a list of numbers at sweeps[0].frequencyHz"],
    ["[1,2]", "cell.json: found a list of 2, expected an object with frequencyHz, re and im at the top"],
    ['{"frequencyHz":[1],\n"re":[1,],\n"im":[1]}', 'cell.json:2: found "],", expected a JSON value'],
    ['{"frequencyHz":[1', 'cell.json:1: found the end of the file, expected "," or "]"'],
    [
      '{"frequencyHz":[1,2],"re":[1,2],"im":[1]}',
      "cell.json: expected usable data. frequencyHz has 2 values but im has 1; give one value per frequency.",
    ],
    [
      '{"frequencyHz":[1,2],"re":[1,1e999],"im":[1,2]}',
      "cell.json: found 2 Hz, Infinity ohm, 2 ohm, expected usable data. re[1] is Infinity; every value must be a finite number. Leave the point out or mend it.",
    ],
  ];
  it.each(refused)("refuses %s", (text, message) => {
    expect(messageOf(text)).toBe(message);
  });

  it("survives deep nesting and long texts", () => {
    const depth = 200_000;
    expect(messageOf(`{"frequencyHz":${"[".repeat(depth)}${"]".repeat(depth)}}`)).toContain("expected");
    expect(messageOf("[".repeat(depth))).toContain("found the end of the file");
    expect(messageOf(`{"a":"${"x".repeat(5_000_000)}`)).toContain("expected a JSON value");
  });
});

describe("findJsonFault agrees with JSON.parse on what is JSON", () => {
  const accepted = ["{}", " [ ] ", '{"a":[1,-0.5e+3,true,false,null,"\\u00e9\\n"]}', "3", '"x"', '{"a":{"b":[]}}'];
  const faulty = [
    "",
    "{",
    "[1,]",
    '{"a"}',
    '{"a":}',
    "[1 2]",
    "01",
    '{"a":1,}',
    "[}",
    "nul",
    '"\n"',
    "1 2",
    "]",
    ":",
    "{1:2}",
    '"\\x"',
    "1.",
  ];
  it.each(accepted)("%s", (text) => {
    expect(() => void JSON.parse(text)).not.toThrow();
    expect(findJsonFault(text)).toBeUndefined();
  });
  it.each(faulty)("fault in %j", (text) => {
    expect(() => void JSON.parse(text)).toThrow(SyntaxError);
    expect(findJsonFault(text)).toBeDefined();
  });
});
