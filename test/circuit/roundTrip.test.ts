import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCircuit, printCircuitFile, type Circuit } from "../../src/circuit/index.ts";
import { elementRecords } from "../../src/elements/index.ts";
import type { ElementParameter, ElementRecord } from "../../src/elements/element.ts";
import { cellDescriptions, roleDescriptions } from "../../src/circuit/index.ts";
import { contentOf } from "./support.ts";

type Shape = { readonly leaf: Leaf } | { readonly kind: "series" | "parallel"; readonly parts: readonly Shape[] };

interface Leaf {
  readonly record: ElementRecord;
  readonly symbolIndex: number;
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly role: string | undefined;
}

/** What to say of a parameter; numbers between 0 and 1 are mapped to its range. */
interface Choice {
  readonly say: "nothing" | "value" | "limits" | "both" | "fixed" | "all" | "tie" | "free";
  readonly places: readonly [number, number, number];
}

const choices: fc.Arbitrary<Choice> = fc.record({
  say: fc.constantFrom("nothing", "value", "limits", "both", "fixed", "all", "tie", "free"),
  places: fc
    .uniqueArray(
      fc.integer({ min: 1, max: 99 }).map((percent) => percent / 100),
      { minLength: 3, maxLength: 3 },
    )
    .map((places): [number, number, number] => {
      const [first = 0, second = 0, third = 0] = places.sort((left, right) => left - right);
      return [first, second, third];
    }),
});

const leaves: fc.Arbitrary<Leaf> = fc.record({
  record: fc.constantFrom(...elementRecords),
  symbolIndex: fc.nat({ max: 3 }),
  label: fc.oneof(
    fc.constant(""),
    fc.stringMatching(/^[0-9]{1,3}$/),
    fc.stringMatching(/^_[A-Za-z0-9_]{1,8}$/),
    fc.stringMatching(/^[0-9]_[a-z]{1,3}$/),
  ),
  choices: fc.array(choices, { minLength: 5, maxLength: 5 }),
  role: fc.option(fc.constantFrom(...Object.keys(roleDescriptions)), { nil: undefined }),
});

const shapes: fc.Arbitrary<Shape> = fc.letrec<{ shape: Shape }>((tie) => ({
  shape: fc.oneof(
    { depthSize: "medium", withCrossShrink: true },
    leaves.map((leaf): Shape => ({ leaf })),
    fc.record({
      kind: fc.constantFrom("series", "parallel"),
      parts: fc.array(tie("shape"), { minLength: 1, maxLength: 4 }),
    }),
  ),
})).shape;

function valueAt(parameter: ElementParameter, place: number): number {
  // Logarithmic parameters over twenty decades, others within their range.
  return parameter.scale === "logarithmic"
    ? 10 ** (20 * place - 12)
    : parameter.lower + place * (parameter.upper - parameter.lower);
}

function say(parameter: ElementParameter, { say: what, places }: Choice, tie: string | undefined): string {
  const [low, middle, high] = places.map((place) => String(valueAt(parameter, place)));
  const limits = `in ${low ?? ""}..${high ?? ""}`;
  const texts = {
    nothing: "",
    value: `${parameter.name} = ${middle ?? ""}`,
    limits: `${parameter.name} ${limits}`,
    both: `${parameter.name} = ${middle ?? ""} ${limits}`,
    fixed: `${parameter.name} = ${middle ?? ""} fixed`,
    all: `${parameter.name} = ${middle ?? ""} fixed ${limits}`,
    free: `${parameter.name} free`,
    tie: tie === undefined ? "" : `${parameter.name} = ${tie}`,
  };
  return texts[what];
}

/** A text in no particular spelling; an element's ties point to elements before it, so that there is no circle. */
function write(shape: Shape): string {
  const names: string[] = [];
  const taken = new Set<string>();
  const parameters: string[] = [];
  function visit(part: Shape, isTop: boolean): string {
    if (!("leaf" in part)) {
      const parts = part.parts.map((inner) => visit(inner, false));
      if (part.kind === "series") return isTop ? parts.join(" - ") : `(${parts.join("-")})`;
      return part.parts.length % 2 === 0 ? `p(${parts.join(",")})` : `( ${parts.join(" | ")} )`;
    }
    const { record, symbolIndex, label, choices: own, role } = part.leaf;
    const spellings = [record.symbol, ...record.aliases];
    const symbol = spellings[symbolIndex % spellings.length] ?? record.symbol;
    let name = symbol + label;
    // `_1` and `1` are the same label.
    const key = (text: string): string => text.replace(/_(?=\d+(?:_\w+)?$)/, "");
    while (taken.has(key(name))) name = `${name}${name.includes("_") ? "" : "_"}x`;
    taken.add(key(name));
    names.push(name);
    const earlier = parameters.at(-1);
    const items = record.parameters.map((parameter, index) =>
      say(parameter, own[index] ?? { say: "nothing", places: [0, 0, 0] }, earlier && `2*${earlier}/(1 + ${earlier})`),
    );
    if (role !== undefined) items.push(`role ${role}`);
    const first = record.parameters[0];
    if (first !== undefined) parameters.push(record.parameters.length === 1 ? name : `${name}.${first.name}`);
    const said = items.filter((item) => item !== "");
    return name + (said.length > 0 ? ` { ${said.join(" , ")} }` : "");
  }
  return visit(shape, true);
}

const circuits: fc.Arbitrary<Circuit> = fc
  .record({ shape: shapes, cell: fc.option(fc.constantFrom(...Object.keys(cellDescriptions)), { nil: undefined }) })
  .map(({ shape, cell }) => parseCircuit(write(shape) + (cell === undefined ? "" : `; cell ${cell}`)));

const quotable = fc.stringMatching(/^[^\n\r\u2028\u2029]{0,30}$/u);

describe("printing", () => {
  it("gives a line from which the same circuit is read, and which is then printed the same", () => {
    fc.assert(
      fc.property(circuits, (circuit) => {
        const again = parseCircuit(circuit.text);
        expect(contentOf(again)).toEqual(contentOf(circuit));
        expect(again.text).toBe(circuit.text);
        expect(circuit.text).not.toMatch(/[\n\r]/);
      }),
      { numRuns: 2000, seed: 20240611 },
    );
  });

  it("gives a file from which the same circuit is read, and which is then printed the same", () => {
    const described = fc.record({
      circuit: circuits,
      name: fc.stringMatching(/^[a-z][a-z0-9]{0,4}(?:[-.][a-z0-9]{1,3}){0,2}$/),
      title: quotable,
      citations: fc.array(quotable, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(described, ({ circuit, name, title, citations }) => {
        const whole: Circuit = { ...circuit, name, title, citations };
        const file = printCircuitFile(whole);
        const again = parseCircuit(file);
        expect(contentOf(again)).toEqual(contentOf(circuit));
        expect({ name: again.name, title: again.title, citations: again.citations }).toEqual({
          name,
          title,
          citations,
        });
        expect(printCircuitFile(again)).toBe(file);
        expect(contentOf(parseCircuit(printCircuitFile(circuit)))).toEqual(contentOf(circuit));
      }),
      { numRuns: 1000, seed: 20240611 },
    );
  });

  it("keeps derived values", () => {
    const unit = fc.option(fc.stringMatching(/^[!-~]{1,20}$/), { nil: undefined });
    const formula = fc.constantFrom(
      "R_s + R1",
      "tau(R1, CPE1)/3",
      "brug(CPE1, R_s - 2*R1)^CPE1.n",
      "-(-R_s)",
      "1.5e-9",
    );
    const name = fc.option(fc.stringMatching(/^[a-z][A-Za-z0-9_]{0,6}$/), { nil: undefined });
    const derived = fc.uniqueArray(fc.record({ name, formula, unit }), {
      maxLength: 5,
      selector: (each) => each.name ?? each,
    });
    fc.assert(
      fc.property(derived, (list) => {
        const said = list.map((each) => {
          const label = each.unit === undefined ? "" : ` "${each.unit.replace(/["\\]/g, "\\$&")}"`;
          return `; derive ${each.name === undefined ? "" : `${each.name} = `}${each.formula}${label}`;
        });
        const circuit = parseCircuit(`R_s-(R1|CPE1)${said.join("")}`);
        expect(circuit.derived.map((each) => each.unit)).toEqual(list.map((each) => each.unit));
        expect(parseCircuit(circuit.text).text).toBe(circuit.text);
        expect(contentOf(parseCircuit(circuit.text))).toEqual(contentOf(circuit));
        expect(contentOf(parseCircuit(printCircuitFile(circuit)))).toEqual(contentOf(circuit));
      }),
      { numRuns: 500, seed: 20240611 },
    );
  });

  it("keeps orders of arcs", () => {
    const text = "(R1|C1)-(R2|CPE2)-Zarc3; order tau(R1, C1) < tau(R2, CPE2); order tau(R2, CPE2) < tau(Zarc3)";
    const circuit = parseCircuit(text);
    expect(circuit.text).toBe(text);
    expect(contentOf(parseCircuit(printCircuitFile(circuit)))).toEqual(contentOf(circuit));
  });

  it("is as a person would write it", () => {
    const circuit = parseCircuit(
      'circuit c "t"; model R_b{200 in 1..1M,role bulk}-p(R_gb,CPE_gb{Q=10n,n=.9 fixed})-Wo{R=5,p in .4...6}-C1{C=1/R_b}; cell half; cite "x"',
    );
    expect(circuit.text).toBe(
      "R_b{200 in 1..1e6, role bulk}-(R_gb|CPE_gb{Q = 1e-8, n = 0.9 fixed})-Wo{R = 5, p in 0.4..0.6}-C1{C = 1/R_b}; cell half",
    );
    expect(printCircuitFile(circuit)).toBe(`circuit c "t"
  cell half
  model R_b-(R_gb|CPE_gb)-Wo-C1
  R_b 200 ohm in 1..1e6 role bulk
  CPE_gb.Q 1e-8 F s^(n-1)
  CPE_gb.n 0.9 fixed
  Wo.R 5 ohm
  Wo.p in 0.4..0.6
  C1 = 1/R_b
  cite "x"
`);
  });
});
