import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import * as dialects from "../../src/circuit/dialects/index.ts";
import * as circuits from "../../src/circuits/index.ts";
import * as core from "../../src/core/index.ts";
import * as global from "../../src/global.ts";
import * as library from "../../src/index.ts";
import * as lean from "../../src/lean/index.ts";
import * as pool from "../../src/pool/index.ts";
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
      "arcCurves",
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
      "sampleOptionNames",
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

  it("of eisfit/core, some of them", () => {
    expect(Object.keys(core).sort()).toEqual([
      "CircuitSyntaxError",
      "EngineError",
      "FitError",
      "SpectrumError",
      "bootstrap",
      "fit",
      "init",
      "intervals",
      "makeSpectrum",
      "parseCircuit",
      "printCircuit",
      "profile",
      "simulate",
      "version",
    ]);
    expect({ ...library }).toMatchObject({ ...core });
  });

  it("of eisfit/lean, the same", () => {
    expect(Object.keys(lean).sort()).toEqual(Object.keys(library).sort());
  });

  it("of eisfit/pool", () => {
    expect(Object.keys(pool)).toEqual(["createPool"]);
  });

  it("of the script for pages without modules, with the further entries as fields", () => {
    expect(Object.keys(global).sort()).toEqual([...Object.keys(library), "circuits", "dialects", "report"].sort());
    expect(Object.keys(global.report).sort()).toEqual(Object.keys(report).sort());
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
      "exportEcLab",
      "exportImpedancePy",
      "exportPyimpspec",
      "exportZview",
      "importAutoEis",
      "importBoukamp",
      "importEcLab",
      "importImpedancePy",
      "importPyimpspec",
      "importZview",
    ]);
  });

  it("of eisfit/circuits", () => {
    expect(Object.keys(circuits).sort()).toEqual([
      "nearestCircuitName",
      "nearestName",
      "shippedCircuit",
      "shippedCircuits",
    ]);
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
      "correlationSvg",
      "curvesCsv",
      "curvesDocument",
      "derivedText",
      "displaySlice",
      "displayWidth",
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
      "padDisplay",
      "parameterTable",
      "parametersCsv",
      "parametersDocument",
      "parametersOfSeries",
      "plotWidths",
      "plottedFit",
      "plottedProfiles",
      "plottedSeries",
      "prefixFor",
      "profilesSvg",
      "publicationRows",
      "quantityText",
      "reportDocument",
      "reportFigureNames",
      "residualFigures",
      "residualSummary",
      "residualsSvg",
      "resultTable",
      "savedFits",
      "seriesBodeSvg",
      "seriesCsv",
      "seriesDocument",
      "seriesNyquistSvg",
      "seriesParametersSvg",
      "seriesText",
      "spectrumCsv",
      "spectrumHeading",
      "spiceSubcircuit",
      "statisticsText",
      "sweepCsv",
      "sweepListHeader",
      "sweepListLine",
      "tableOf",
      "textTable",
      "themes",
      "toCircuitikz",
      "transferenceDocument",
      "transferenceText",
      "usualColumns",
      "valueWithError",
      "valuedByFit",
      "valuedByText",
      "withResolution",
    ]);
  });

  it("of the package", () => {
    expect(Object.keys(manifest.exports)).toEqual([
      ".",
      "./core",
      "./lean",
      "./pool",
      "./pool/worker",
      "./reference",
      "./report",
      "./dialects",
      "./circuits",
      "./global",
      "./engine.wasm",
      "./examiner.wasm",
      "./package.json",
    ]);
    expect(Object.keys(manifest.bin)).toEqual(["eisfit"]);
    expect(library.version).toBe(manifest.version);
  });
});
