import { describe, expect, it } from "vitest";
import { chooseConditions, ConditionError, readConditionTable } from "../../../src/index.ts";
import { conditionsInName } from "../../../src/analysis/series/conditionNames.ts";

describe("conditions in names", () => {
  it.each([
    ["se-140c.csv", "temperature", 140],
    ["folder 5C/se-s04147-140c.csv", "temperature", 140],
    ["s04147-140deg.txt", "temperature", 140],
    ["T25C.csv", "temperature", 25],
    ["cell_-10C.mpt", "temperature", -10],
    ["-10C.csv", "temperature", -10],
    ["LLZO--10C.csv", "temperature", -10],
    ["cell_T-10C.z", "temperature", -10],
    ["lpscl_m25C.csv", "temperature", -25],
    ["a_298K.DTA", "temperature", 24.85],
    ["20230105_123456_T298.15K.csv", "temperature", 25],
    ["25\u00B0C.csv", "temperature", 25],
    ["cell_25.5C.csv", "temperature", 25.5],
    ["sample1_25C_C01.mpr", "temperature", 25],
    ["x_soc50.csv", "soc", 50],
    ["x 50%.csv", "soc", 50],
    ["cell_3.7V.csv", "voltage", 3.7],
    ["cell_3p7V.csv", "voltage", 3.7],
    ["E=3700mV.csv", "voltage", 3.7],
    ["run_t=2h.csv", "time", 7200],
    ["x_120min.csv", "time", 7200],
    ["bias100mV.csv", "bias", 0.1],
    ["bias_-30mA.csv", "current", -0.03],
  ])("%s", (name, kind, value) => {
    const { conditions, doubts } = conditionsInName(name);
    expect(conditions).toMatchObject([{ kind }]);
    expect(conditions[0]?.value).toBeCloseTo(value, 9);
    expect(doubts).toEqual([]);
  });

  it.each(["C20.csv", "EIS01_C05_2.mpt", "Li6.5La3Zr1.5.csv", "gm0016-e01.csv", "data #3", "cell3.csv", "5.csv"])(
    "%s tells none",
    (name) => {
      expect(conditionsInName(name)).toEqual({ conditions: [], doubts: [] });
    },
  );

  it.each([
    ["T25.csv", '"T25" has no unit'],
    ["t30.csv", '"t30" has no unit'],
    ["soc0.5.csv", '"soc0.5" may be a share or a percentage'],
    ["soc_3.7V.csv", "names soc but has a unit of voltage"],
  ])("%s is doubtful", (name, words) => {
    const { conditions, doubts } = conditionsInName(name);
    expect(conditions).toEqual([]);
    expect(doubts.join()).toContain(words);
  });
});

const spectra = (...files: readonly string[]) =>
  files.map((file) => ({ file, sweep: 1, several: false, metadata: {} }));

describe("conditions of a series", () => {
  it("are what all names tell and what varies", () => {
    expect(chooseConditions(spectra("a_25C_soc20.csv", "a_25C_soc40.csv"))).toEqual({
      kind: "soc",
      values: [20, 40],
      found: ["soc20", "soc40"],
    });
  });

  it("come from the files where names tell none, sweep by sweep", () => {
    const sweeps = [25, 40].map((temperature_C, k) => ({
      file: "all_20C.txt",
      sweep: k + 1,
      several: true,
      metadata: { temperature_C },
    }));
    expect(chooseConditions(sweeps).values).toEqual([25, 40]);
  });

  it("a name is meant rather than a thermometer or a voltage that drifts", () => {
    const told = ["20C", "40C"].map((name, k) => ({
      file: `${name}.csv`,
      sweep: 1,
      several: false,
      metadata: { temperature_C: 21.3 + 19 * k, dc_V: 3.7 + 1e-3 * k },
    }));
    expect(chooseConditions(told)).toMatchObject({ kind: "temperature", values: [20, 40] });
  });

  it.each([
    [["a_25C_soc20.csv", "a_30C_soc40.csv"], "temperature and state of charge both vary"],
    [["a_25C_60C.csv", "a_30C.csv"], "may be 25C (25 C) and 60C (60 C)"],
    [["a_25C.csv", "b.csv"], "No condition is known for b.csv"],
    [["T25.csv", "T30.csv"], '"T25" has no unit'],
    [["a_25C.csv", "b_25C.csv"], "same temperature"],
    [["a.csv", "b.csv"], "Nothing was found"],
  ])("%j are refused with what was found", (files, message) => {
    expect(() => chooseConditions(spectra(...files))).toThrow(ConditionError);
    expect(() => chooseConditions(spectra(...files))).toThrow(message);
  });

  it("are no temperatures below absolute zero", () => {
    const table = readConditionTable("file,temperature_K\na,-40\nb,233\n", "t.csv");
    expect(() => chooseConditions(spectra("a.csv", "b.csv"), { table })).toThrow(
      "a.csv: its temperature, -313.15 C (temperature_K in t.csv), lies below absolute zero.",
    );
  });

  it("are what is asked for", () => {
    const files = spectra("a_25C_soc20.csv", "a_30C_soc40.csv");
    expect(chooseConditions(files, { over: "temperature" }).values).toEqual([25, 30]);
    expect(chooseConditions(files, { over: "number" }).values).toEqual([1, 2]);
    expect(() => chooseConditions(files, { over: "time" })).toThrow(
      "its time is not known. Found: 25 C (25C), 20 % (soc20)",
    );
  });
});

describe("table of conditions", () => {
  it.each([
    ["file,temperature_C", "a.csv,25", "temperature", 25],
    ["file;T / K", "a;298,15", "temperature", 25],
    ["file\tsoc [%]", "a.csv\t50", "soc", 50],
    ["file,t (h)", "a.csv,2", "time", 7200],
    ["file,bias_mV", "a.csv,100", "bias", 0.1],
    ["file,E_V", '"a.csv","3.7"', "voltage", 3.7],
    ["# by hand\nfile,current mA", "a.csv,30", "current", 0.03],
  ])("%j", (head, row, kind, value) => {
    const table = readConditionTable(`${head}\n${row}\n`, "table.csv");
    const [condition] = table.of("data/a.csv", 1) ?? [];
    expect(condition).toMatchObject({ kind });
    expect(condition?.value).toBeCloseTo(value, 9);
    expect(table.of("b.csv", 1)).toBeUndefined();
    expect(table.unused()).toEqual([]);
  });

  it("tells sweeps apart, and wins over the name", () => {
    const table = readConditionTable("file,sweep,temperature_C\nx_5C.csv,1,20\nx_5C.csv,2,30\nother.csv,,1\n", "t.csv");
    const sweeps = [1, 2].map((sweep) => ({ file: "x_5C.csv", sweep, several: true, metadata: {} }));
    expect(chooseConditions(sweeps, { table }).values).toEqual([20, 30]);
    expect(table.unused()).toEqual(["other.csv"]);
  });

  it.each([
    ["", "is empty"],
    ["name_of,temperature_C\na,1", 'no column "file"'],
    ["file,temperature\na,1", 'the column "temperature" tells no condition with its unit'],
    ["file\na", "no column of a condition"],
    ["file,temperature_mV\na,1", 'the column "temperature_mV" names temperature but has a unit of voltage'],
    ["file,soc_V\na,1", 'the column "soc_V" names soc but has a unit of voltage'],
    ["file,temperature_J\na,1", "tells no condition with its unit"],
    ["file,temperature_C\na,warm", 'line 2: temperature_C is "warm"'],
    ["file,temperature_C\na,1\na,2", "line 3: a stands here for the second time"],
    ["file,temperature_C\n,1", "line 2: the name of the file is missing"],
    ["file,sweep,temperature_C\na,x,1", "line 2: the sweep is"],
  ])("%j is refused", (text, message) => {
    expect(() => readConditionTable(text, "table.csv")).toThrow(ConditionError);
    expect(() => readConditionTable(text, "table.csv")).toThrow(message);
  });
});
