import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { formatOf, parseSpectra } from "../../src/io/read.ts";
import { ReadError } from "../../src/io/readError.ts";
import { openReport } from "../../src/report/index.ts";
import { reportedPoints, reportFile, reportText } from "../fixtures/io/reportText.ts";

const text = readFileSync(reportFile, "utf8");
const bytesOf = (html: string): Uint8Array => new TextEncoder().encode(html);
const [spectrum] = parseSpectra(bytesOf(text), "report.html");

function messageOf(html: string): string {
  try {
    parseSpectra(bytesOf(html), "report.html");
  } catch (error) {
    if (error instanceof ReadError) return error.message;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("a report as a file of data", () => {
  it("is told by its content", async () => {
    expect((await formatOf(bytesOf(text), "renamed.csv")).name).toBe("report");
    expect((await formatOf(bytesOf(`\uFEFF\n${text}`), "renamed")).name).toBe("report");
  });

  it("gives back the numbers to the last bit, with all that the file told", () => {
    expect([...(spectrum?.frequencyHz ?? [])]).toEqual(reportedPoints.frequencyHz);
    expect([...(spectrum?.re ?? [])]).toEqual(reportedPoints.re);
    expect([...(spectrum?.im ?? [])]).toEqual(reportedPoints.im);
    expect(spectrum?.metadata).toEqual({ title: "Simulated cell", temperature_C: 25 });
    expect(spectrum?.notes).toEqual(["comment: simulated, not measured", "from the report on cell.csv"]);
    expect(spectrum?.warnings).toEqual([]);
  });

  it("is written as ever, but for its looks", () => {
    const withoutLooks = (html: string): string => html.replace(/eisfit \d+\.\d+\.\d+/g, "eisfit");
    expect(withoutLooks(reportText())).toBe(withoutLooks(text));
  });

  it("tells its fit", () => {
    expect(openReport(bytesOf(text), "report.html")).toEqual({
      source: { file: "cell.csv", sha256: "0123456789abcdef".repeat(4) },
      circuit: "L0-R0-(R1|CPE1)-(R2|C2)",
      options: { exclude: [{ index: 3, reason: "cable touched" }] },
      intervals: {},
      compared: [],
    });
    expect(openReport(bytesOf("frequency_hz,z_re_ohm,z_im_ohm\n1,2,3\n"), "cell.csv")).toBeUndefined();
  });

  it("may have been saved by a browser, with other letters and attributes about the data", () => {
    const saved = text
      .replace("<!DOCTYPE html>", "<!doctype html>")
      .replace(/<script type="([^"]*)" id="([^"]*)">/, '<SCRIPT id="$2" type="$1">');
    expect(saved).not.toBe(text);
    expect(parseSpectra(bytesOf(saved), "saved.html")[0]?.re).toEqual(spectrum?.re);
  });

  it("is refused where data are missing, with the line", () => {
    const line = text.slice(0, text.indexOf('id="eisfit-record"')).split("\n").length;
    expect(messageOf(text.replace('id="eisfit-record"', 'id="other"'))).toBe(
      "report.html: found a web page, expected a report of eisfit with its data in a script element of the id eisfit-record",
    );
    expect(messageOf(text.slice(0, text.indexOf("</script>")))).toBe(
      `report.html:${String(line)}: found no end of the data, expected a whole file; this one was cut off`,
    );
    expect(messageOf(text.replace('"frequencyHz":[', '"frequencyHz":[,'))).toMatch(
      new RegExp(`^report\\.html:${String(line + 1)}: found ",1`),
    );
    expect(messageOf(text.replace('"re":[', '"other":['))).toBe(
      "report.html: found nothing, expected a list of numbers at data.re",
    );
  });

  const damaged: [string, string, string, RegExp][] = [
    [
      "an unknown option",
      '"options":{}',
      '"options":{"colour":1}',
      /found 1, expected an option of a fit that this version knows at fit\.options\.colour/,
    ],
    [
      "a seed that is none",
      '"options":{}',
      '"options":{"seed":"x"}',
      /found "x", expected a number at fit\.options\.seed/,
    ],
    ["one limit", '"options":{}', '"options":{"bounds":{"R0":[1]}}', /expected two limits at fit\.options\.bounds\.R0/],
    [
      "a mask without end",
      "[3,3,",
      "[3,1e300,",
      /expected first point, last point and reason of points that there are at fit\.excluded\[0\]/,
    ],
    ["no circuit", '"circuit":"L0', '"circuits":"L0', /found nothing, expected the text of a circuit at fit\.circuit/],
    [
      "no circuit that can be read",
      '"circuit":"L0',
      '"circuit":"L0-(',
      /expected the text of a circuit at fit\.circuit/,
    ],
    ["no source", '"source":{', '"sources":{', /expected an object with file and sha256 at source/],
  ];
  it.each(damaged)("does not open with %s", (_, from, to, message) => {
    const html = text.replace(from, to);
    expect(html).not.toBe(text);
    expect(() => openReport(bytesOf(html), "report.html")).toThrow(ReadError);
    expect(() => openReport(bytesOf(html), "report.html")).toThrow(message);
  });

  it("keeps limits that are infinite", () => {
    const html = text.replace('"options":{}', '"options":{"bounds":{"R0":[0,"Infinity"]}}');
    expect(openReport(bytesOf(html), "report.html")?.options.bounds).toEqual({ R0: [0, Infinity] });
  });
});
