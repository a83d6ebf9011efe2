import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { conditionValue } from "../../src/web/compute/series.ts";
import {
  addSweeps,
  assign,
  removeSweeps,
  selectSweep,
  setCircuit,
  togglePoints,
} from "../../src/web/session/changes.ts";
import { decodeSession, encodeSession, SESSION_FORMAT, SessionError } from "../../src/web/session/decode.ts";
import { advance, begin, redo, undo } from "../../src/web/session/history.ts";
import { fragmentOf, hasSession, sessionOfFragment } from "../../src/web/session/link.ts";
import { EMPTY_SESSION, type Session, type Sweep } from "../../src/web/session/session.ts";

function sweep(id: string): Sweep {
  return {
    id,
    name: `${id}.csv`,
    file: `${id}.csv`,
    sweep: 1,
    several: false,
    format: "csv",
    sha256: "00",
    frequencyHz: [1000, 100, 10],
    re: [10, 11, 12],
    im: [-1, -2, -1.5],
    sigma: { re: [0.1, 0.1, 0.1], im: [0.1, 0.2, 0.1] },
    metadata: { temperature_C: 25, title: "pellet" },
    notes: ["a note"],
    warnings: [],
  };
}

const full: Session = {
  ...EMPTY_SESSION,
  sweeps: [sweep("a"), sweep("b")],
  selected: "b",
  excluded: { a: [0, 2] },
  circuit: "R0-(R1|C1)",
  compared: ["R0-(R1|CPE1)"],
  weight: "unit",
  settings: { R1: { fixed: 3 }, R0: { lower: 1, upper: 100 } },
  start: { R0: 2 },
  sample: { thickness: "0.1 cm", area: "", diameter: "8 mm", temperature: "" },
  conditionKind: "temperature",
  conditions: { a: "298 K" },
  outOfSeries: ["b"],
};

describe("a session as text", () => {
  it("comes back as it was, from a file and from a link", async () => {
    expect(decodeSession(encodeSession(full))).toEqual(full);
    expect(decodeSession(encodeSession(EMPTY_SESSION))).toEqual(EMPTY_SESSION);
    const fragment = await fragmentOf(full);
    expect(fragment).toMatch(/^#s=[\w-]+$/);
    expect(hasSession(fragment)).toBe(true);
    expect(await sessionOfFragment(fragment)).toEqual(full);
  });

  it("is refused where it is none, with the reason", async () => {
    expect(() => decodeSession("{")).toThrow(SessionError);
    expect(() => decodeSession("[]")).toThrow("format");
    const broken = JSON.stringify({ format: SESSION_FORMAT, ...full, sweeps: [{ ...sweep("a"), re: [1, 2] }] });
    expect(() => decodeSession(broken)).toThrow("a.csv: frequencyHz has 3 values but re has 2");
    const twice = JSON.stringify({ format: SESSION_FORMAT, ...full, sweeps: [sweep("a"), sweep("a")] });
    expect(() => decodeSession(twice)).toThrow("two sweeps of one id");
    const fragment = await fragmentOf(full);
    await expect(sessionOfFragment(fragment.slice(0, -20))).rejects.toThrow("cut");
  });

  it("never brings in what the page could not hold, whatever stands in it", () => {
    const field = fc.constantFrom(...Object.keys(full));
    fc.assert(
      fc.property(field, fc.jsonValue(), (name, value) => {
        const text = JSON.stringify({ format: SESSION_FORMAT, ...full, [name]: value });
        let session: Session;
        try {
          session = decodeSession(text);
        } catch (error) {
          expect(error).toBeInstanceOf(SessionError);
          return;
        }
        // What was accepted is a session: it comes back as it is.
        expect(decodeSession(encodeSession(session))).toEqual(session);
        expect(typeof session.circuit).toBe("string");
      }),
      { numRuns: 300 },
    );
  });

  it("counts masks in falling frequency, in whatever order a file has its points", () => {
    const turned = { ...sweep("a"), frequencyHz: [10, 100, 1000], re: [12, 11, 10], im: [-1.5, -2, -1] };
    const { sweeps } = decodeSession(encodeSession({ ...full, sweeps: [turned], selected: "a" }));
    expect(sweeps[0]?.frequencyHz).toEqual([1000, 100, 10]);
    expect(sweeps[0]?.re).toEqual([10, 11, 12]);
  });
});

describe("changes of a session", () => {
  it("leave points out, and take them back where all are out", () => {
    const first = togglePoints("a", [1])({ ...full, excluded: {} });
    expect(first.excluded["a"]).toEqual([1]);
    const more = togglePoints("a", [0, 1])(first);
    expect(more.excluded["a"]).toEqual([0, 1]);
    expect(togglePoints("a", [0, 1])(more).excluded["a"]).toEqual([]);
  });

  it("forget what belonged to a sweep that is removed, and look at its neighbour", () => {
    const left = removeSweeps(["b"])(full);
    expect(left.sweeps.map(({ id }) => id)).toEqual(["a"]);
    expect(left.selected).toBe("a");
    expect(left.outOfSeries).toEqual([]);
    expect(removeSweeps(["a", "b"])(full)).toMatchObject({ sweeps: [], selected: null, excluded: {}, conditions: {} });
  });

  it("drop the start of a fit with its circuit", () => {
    expect(setCircuit("R0")(full).start).toBeNull();
    expect(setCircuit(full.circuit)(full)).toBe(full);
  });

  it("are undone and redone, with what is typed as one step and a look at another sweep as none", () => {
    let history = begin(full);
    history = advance(history, setCircuit("R"), 0, "circuit");
    history = advance(history, setCircuit("R0-C1"), 300, "circuit");
    history = advance(history, selectSweep("a"), 400, "view");
    history = advance(history, addSweeps([sweep("c")]), 500);
    expect(history.past).toHaveLength(2);
    const before = undo(history);
    expect(before.present).toMatchObject({ circuit: "R0-C1", selected: "a" });
    expect(undo(before).present).toEqual(full);
    expect(undo(undo(before)).present).toEqual(full);
    expect(redo(before).present).toBe(history.present);
    expect(advance(before, assign({ loss: "huber" }), 600).future).toEqual([]);
    expect(advance(history, (same) => same, 700)).toBe(history);
  });
});

describe("conditions that are typed", () => {
  it.each([
    ["25", 25],
    [" -20 C", -20],
    ["\u221220,5 \u00B0C", -20.5],
    ["298.15K", 25],
  ])("%s", (text, celsius) => {
    expect(conditionValue(text, "temperature")).toBeCloseTo(celsius, 10);
  });
  it("are refused where they are no numbers of the kind", () => {
    for (const text of ["warm", "", "1 2", "25 F"])
      expect(() => conditionValue(text, "temperature")).toThrow("not understood");
    expect(() => conditionValue("300 K", "soc")).toThrow("not understood");
  });
});
