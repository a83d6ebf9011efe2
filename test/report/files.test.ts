import { describe, expect, it } from "vitest";
import { fittedPoints } from "../../src/fit/fittedPoints.ts";
import { fitCsv } from "../../src/report/fitCsv.ts";
import { fitDocument, jsonText } from "../../src/report/fitJson.ts";
import { parametersCsv } from "../../src/report/parametersCsv.ts";
import { exampleResult, exampleSpectrum } from "./example.ts";

describe("the JSON document of a fit", () => {
  const result = exampleResult();
  const text = jsonText(fitDocument("0.1.0", [{ file: "example.csv", sha256: "ab", result }]));
  const document = JSON.parse(text) as { files: [Record<string, unknown> & { parameters: Record<string, unknown>[] }] };

  it("has the entries of the contract, in its order", () => {
    const [file] = document.files;
    expect(Object.keys(document)).toEqual(["eisfit", "files"]);
    expect(Object.keys(file)).toEqual([
      "file",
      "spectrum",
      "circuit",
      "weight",
      "objectiveForm",
      "loss",
      "objective",
      "chi2Reduced",
      "degreesOfFreedom",
      "logLikelihood",
      "aicc",
      "bic",
      "parameters",
      "termination",
      "minima",
      "excluded",
      "warnings",
      "derived",
      "activeOrders",
    ]);
    expect(file["spectrum"]).toEqual({ points: 33, fmin: 10, fmax: 1e5, sha256: "ab" });
    expect(file["objective"]).toBe(result.objective);
    expect(file["warnings"]).toEqual(["Wo1 is not determined by these data."]);
    expect(Object.keys(file["termination"] as object)).toEqual([
      "outcome",
      "message",
      "measured",
      "threshold",
      "evaluations",
      "starts",
      "startsAgreeing",
      "unseenShare",
    ]);
  });

  it("writes infinite limits as text and missing errors as null", () => {
    expect(document.files[0].parameters[0]).toEqual({
      name: "R_b",
      value: 20.0123,
      stderr: 0.0312,
      interval: [19.95, 20.08],
      unit: "ohm",
      lower: 0,
      upper: "Infinity",
      status: "free",
    });
    expect(document.files[0].parameters[4]).toMatchObject({ stderr: null, interval: null, upper: 1 });
    expect(jsonText({ a: [-Infinity, Number.NaN, 0.1] })).toBe(
      '{\n  "a": [\n    "-Infinity",\n    "NaN",\n    0.1\n  ]\n}\n',
    );
  });

  it("puts a failed file in its place", () => {
    const failed = { file: "x.csv", error: { name: "ReadError", message: "x.csv: expected data" } };
    expect(fitDocument("0.1.0", [failed])).toEqual({ eisfit: "0.1.0", files: [failed] });
  });
});

describe("the CSV of a fit", () => {
  it("sets measured and fitted values side by side", () => {
    const spectrum = exampleSpectrum();
    const result = exampleResult(spectrum);
    const lines = fitCsv(spectrum, result).split("\n");
    expect(lines).toHaveLength(35);
    expect(lines[0]).toBe(
      "frequency_hz,z_re_ohm,z_im_ohm,fit_re_ohm,fit_im_ohm,residual_re_percent,residual_im_percent",
    );
    const row = (lines[6] ?? "").split(",").map(Number);
    expect(row.slice(0, 3)).toEqual([spectrum.frequencyHz[5], spectrum.re[5], spectrum.im[5]]);
    expect(row.slice(3)).toEqual([
      result.residuals.fitRe[5],
      result.residuals.fitIm[5],
      result.residuals.rePercent[5],
      result.residuals.imPercent[5],
    ]);
  });

  it("finds the measured points of a fit that left some out", () => {
    const spectrum = exampleSpectrum();
    const { residuals } = exampleResult(spectrum);
    const isOdd = (_: number, index: number): boolean => index % 2 === 1;
    const masked = {
      point: residuals.point.filter(isOdd),
      frequencyHz: residuals.frequencyHz.filter(isOdd),
      fitRe: residuals.fitRe.filter(isOdd),
      fitIm: residuals.fitIm.filter(isOdd),
      rePercent: residuals.rePercent.filter(isOdd),
      imPercent: residuals.imPercent.filter(isOdd),
    };
    expect(fittedPoints(spectrum, masked).re).toEqual(spectrum.re.filter(isOdd));
  });

  it("refuses a result of another spectrum", () => {
    expect(() => fitCsv(exampleSpectrum(9), exampleResult())).toThrow(RangeError);
  });
});

describe("the table of parameters", () => {
  it("has a row for each parameter and derived value, with what holds a comma quoted", () => {
    const derived = [
      {
        name: "tau(R_gb, CPE_gb)",
        expression: "tau(R_gb, CPE_gb)",
        value: 1.5e-6,
        stderr: 2e-8,
        interval: [1.46e-6, 1.54e-6],
        scale: "logarithmic",
        unit: 's "x"',
        status: "derived",
      } as const,
    ];
    const lines = parametersCsv({ ...exampleResult(), derived }).split("\n");
    expect(lines[0]).toBe("name,value,stderr,low,high,unit,status,formula");
    expect(lines[1]).toBe("R_b,20.0123,0.0312,19.95,20.08,ohm,free,");
    expect(lines[6]).toBe("C_geo,0,,,,F,at-bound,");
    expect(lines[11]).toBe(
      '"tau(R_gb, CPE_gb)",0.0000015,2e-8,0.00000146,0.00000154,"s ""x""",derived,"tau(R_gb, CPE_gb)"',
    );
    expect(lines.slice(12)).toEqual([""]);
  });
});
