import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import * as dialects from "../../src/circuit/dialects/index.ts";
import * as circuits from "../../src/circuits/index.ts";
import * as library from "../../src/index.ts";
import * as reference from "../../src/reference/index.ts";
import * as report from "../../src/report/index.ts";

interface Manifest {
  readonly version: string;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly bin: Readonly<Record<string, string>>;
}

const root = join(import.meta.dirname, "../..");
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Manifest;

// What others build on: a name that disappears here breaks their programs, a new one is a promise.
describe("public names", () => {
  it("of eisfit", () => {
    expect(Object.keys(library).sort()).toEqual([
      "CircuitSyntaxError",
      "ConditionError",
      "EngineError",
      "FitError",
      "QuantityError",
      "ReadError",
      "SpectrumError",
      "amendCircuit",
      "answers",
      "areEquivalent",
      "arrhenius",
      "arrheniusOfSeries",
      "averageSpectra",
      "bootstrap",
      "checkSample",
      "checkSpectrum",
      "chooseConditions",
      "compareCircuits",
      "conditionKinds",
      "conditionText",
      "derive",
      "diffusionOfFit",
      "drt",
      "drtToCircuit",
      "electronicConductivity",
      "elementRecords",
      "fileFormats",
      "finiteDiffusion",
      "fit",
      "fitJointly",
      "fitKramersKronig",
      "fitSeries",
      "fittedResistance",
      "formatOf",
      "gitt",
      "identifiability",
      "init",
      "intervals",
      "isConditionKind",
      "isNested",
      "isSignCondition",
      "lackOfFit",
      "linearKramersKronig",
      "listSweeps",
      "makeSpectrum",
      "mapToCircuit",
      "maskSpectrum",
      "measurementModel",
      "parseCircuit",
      "polarisationCurrents",
      "prepareFit",
      "presentRoles",
      "printCircuit",
      "printCircuitFile",
      "profile",
      "readConditionTable",
      "readFileBytes",
      "readRecording",
      "readSpectra",
      "readSpectrum",
      "replicateErrorStructure",
      "residualTests",
      "seriesQuantities",
      "simulate",
      "streamSpectra",
      "toLatex",
      "transferenceNumber",
      "version",
      "violationMask",
      "warburgDiffusion",
      "zhit",
    ]);
  });

  it("of eisfit/reference", () => {
    expect(Object.keys(reference).sort()).toEqual([
      "effectiveResiduals",
      "evaluate",
      "fitReference",
      "impedanceFunction",
      "objective",
      "verify",
    ]);
  });

  it("of eisfit/dialects", () => {
    expect(Object.keys(dialects).sort()).toEqual([
      "DialectError",
      "dialects",
      "exportAutoEis",
      "exportBoukamp",
      "exportImpedancePy",
      "exportPyimpspec",
      "exportZview",
      "importAutoEis",
      "importBoukamp",
      "importImpedancePy",
      "importPyimpspec",
      "importZview",
    ]);
  });

  it("of eisfit/circuits", () => {
    expect(Object.keys(circuits).sort()).toEqual(["nearestCircuitName", "shippedCircuit", "shippedCircuits"]);
  });

  it("of eisfit/report", () => {
    expect(Object.keys(report).sort()).toEqual([
      "ExportError",
      "answersText",
      "arrheniusCsv",
      "arrheniusEntry",
      "arrheniusSvg",
      "arrheniusText",
      "bodeSvg",
      "checkDocument",
      "checkSvg",
      "checkText",
      "chosenColumns",
      "circuitCurves",
      "circuitEntry",
      "circuitOutline",
      "circuitSummary",
      "circuitText",
      "comparisonDocument",
      "comparisonText",
      "curvesCsv",
      "curvesDocument",
      "derivedText",
      "drawCircuit",
      "drtCsv",
      "drtDocument",
      "drtSvg",
      "drtText",
      "exportFormats",
      "fitCsv",
      "fitDocument",
      "fittedCurve",
      "gittCsv",
      "gittDocument",
      "gittSvg",
      "gittText",
      "htmlReport",
      "identifiabilityText",
      "javascriptSource",
      "jsonNumber",
      "jsonText",
      "labelledLines",
      "latexFormula",
      "latexReport",
      "markdownReport",
      "mergedRows",
      "numpySource",
      "nyquistSvg",
      "openReport",
      "parameterTable",
      "parametersCsv",
      "parametersDocument",
      "parametersOfSeries",
      "publicationRows",
      "reportDocument",
      "reportFigureNames",
      "residualFigures",
      "residualSummary",
      "residualsSvg",
      "resultTable",
      "savedFits",
      "seriesCsv",
      "seriesDocument",
      "seriesText",
      "spectrumCsv",
      "spiceSubcircuit",
      "statisticsText",
      "sweepCsv",
      "sweepListHeader",
      "sweepListLine",
      "tableOf",
      "textTable",
      "toCircuitikz",
      "transferenceDocument",
      "transferenceText",
      "usualColumns",
      "valueWithError",
      "valuedByFit",
      "valuedByText",
    ]);
  });

  it("of the package", () => {
    expect(Object.keys(manifest.exports)).toEqual([
      ".",
      "./reference",
      "./report",
      "./dialects",
      "./circuits",
      "./engine.wasm",
      "./package.json",
    ]);
    expect(Object.keys(manifest.bin)).toEqual(["eisfit"]);
    expect(library.version).toBe(manifest.version);
  });
});
