import { describe, expect, it } from "vitest";
import { derive, fit, parseCircuit, type FitOptions, type FitResult, type Spectrum } from "../../src/index.ts";
import { verify } from "../../src/reference/index.ts";
import { deviation, errorOf, fitErrorOf, parameterOf, simulated, sweep, valueOf, valuesOf } from "./support.ts";

const local: FitOptions = { search: false };

function seconds(result: FitResult, ...arcs: readonly string[]): number[] {
  return derive(result, arcs).map(({ value }) => value);
}

/** Three arcs, each a decade and a half or more from the next. */
const three =
  "R0{20}-(R1{100}|CPE1{Q = 1u, n = 0.9})-(R2{60}|CPE2{Q = 200u, n = 0.85})-(R3{80}|CPE3{Q = 20m, n = 0.9})";
const threeData = simulated(three, { frequencyHz: sweep(1e5, 0.01, 57), noise: 0.001 });
const arcs = ["tau(R1, CPE1)", "tau(R2, CPE2)", "tau(R3, CPE3)"];

describe("alike arcs without an order", () => {
  const permutations = [
    [1, 2, 3],
    [1, 3, 2],
    [2, 1, 3],
    [2, 3, 1],
    [3, 1, 2],
    [3, 2, 1],
  ];

  it.each(permutations)("have the same names whatever their starts: %d %d %d", (...order) => {
    const plain = fit(threeData, parseCircuit(three), local);
    const truth = valuesOf(plain);
    const start = order.flatMap((from, index) =>
      [`R#`, `CPE#.Q`, `CPE#.n`].map((name): [string, number] => [
        name.replace("#", String(index + 1)),
        truth[name.replace("#", String(from))] ?? NaN,
      ]),
    );
    const permuted = fit(threeData, parseCircuit(three), { ...local, initial: Object.fromEntries(start) });
    expect(deviation(permuted.objective, plain.objective)).toBeLessThan(1e-11);
    for (const { name, value } of plain.parameters) {
      // Both at the same minimum to rounding times the condition of a hundred.
      expect(deviation(valueOf(permuted, name), value), name).toBeLessThan(1e-9);
      expect(deviation(errorOf(permuted, name), errorOf(plain, name)), name).toBeLessThan(1e-8);
    }
    const times = seconds(permuted, ...arcs);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(permuted.warnings).toEqual(plain.warnings);
  });

  it("stand with the fastest first in the text, also by search and within branches", () => {
    const found = fit(threeData, parseCircuit("(R3|CPE3)-R0-(R1|CPE1)-(CPE2|R2)"));
    const times = seconds(found, "tau(R3, CPE3)", "tau(R1, CPE1)", "tau(R2, CPE2)");
    expect(times).toEqual([...times].sort((a, b) => a - b));
    const nested = simulated(
      "Zarc1{R = 30, tau = 1e-4, n = 0.9}-((R2{50}-K3{R = 20, tau = 0.5}-K4{R = 40, tau = 10})|C2{5u})",
      {
        frequencyHz: sweep(1e5, 1e-3, 65),
        noise: 0.0005,
      },
    );
    const inner = fit(
      nested,
      parseCircuit("Zarc1{R = 30, tau = 1e-4, n = 0.9}-((R2{50}-K3{R = 40, tau = 10}-K4{R = 20, tau = 0.5})|C2{5u})"),
      local,
    );
    expect(valueOf(inner, "K3.tau")).toBeLessThan(valueOf(inner, "K4.tau"));
  });

  it("move with all that is in their branches", () => {
    const truth = "R0{5}-((R1{50}-W1{3})|C1{1u})-((R2{80}-W2{40})|C2{2m})";
    const data = simulated(truth, { frequencyHz: sweep(1e5, 0.01, 57), noise: 0.001 });
    const plain = fit(data, parseCircuit(truth), local);
    const swapped = fit(data, parseCircuit("R0{5}-((R1{80}-W1{40})|C1{2m})-((R2{50}-W2{3})|C2{1u})"), local);
    expect(deviation(swapped.objective, plain.objective)).toBeLessThan(1e-11);
    for (const { name, value } of plain.parameters) {
      expect(deviation(valueOf(swapped, name), value), name).toBeLessThan(1e-8);
    }
  });

  it.each([
    ["labels", "R0{20}-(R_a{60}|CPE_a{Q = 200u, n = 0.85})-(R_b{100}|CPE_b{Q = 1u, n = 0.9})", "R_a"],
    ["roles", "R0{20}-(R1{60, role interface}|CPE1{Q = 200u, n = 0.85})-(R2{100}|CPE2{Q = 1u, n = 0.9})", "R1"],
    ["limits", "R0{20}-(R1{60 in 1..1e6}|CPE1{Q = 200u, n = 0.85})-(R2{100}|CPE2{Q = 1u, n = 0.9})", "R1"],
    ["ties", "R0{20}-(R1{60}|CPE1{Q = 200u, n = 0.85})-(R2{100}|CPE2{Q = 1u, n = CPE1.n})", "R1"],
  ])("that %s tell apart stay where they are", (_what, text, slower) => {
    const data = simulated("R0{20}-(R1{100}|CPE1{Q = 1u, n = 0.9})-(R2{60}|CPE2{Q = 200u, n = 0.85})");
    expect(deviation(valueOf(fit(data, parseCircuit(text), local), slower), 60)).toBeLessThan(0.1);
  });
});

describe("an order of arcs", () => {
  it("names them the other way round on request, from text and option", () => {
    const reversed = "tau(R3, CPE3) < tau(R2, CPE2) < tau(R1, CPE1)";
    const bare = "R0-(R1|CPE1)-(R2|CPE2)-(R3|CPE3)";
    const plain = fit(threeData, parseCircuit(three), local);
    for (const result of [
      fit(threeData, parseCircuit(`${bare}; ${reversed}`)),
      fit(threeData, parseCircuit(bare), { order: reversed }),
      fit(threeData, parseCircuit(bare), { order: ["tau(R3,CPE3) < tau(R2,CPE2)", "tau(R2,CPE2) < tau(R1,CPE1)"] }),
    ]) {
      expect(deviation(result.objective, plain.objective)).toBeLessThan(1e-10);
      expect(result.activeOrders).toEqual([]);
      expect(deviation(valueOf(result, "R1"), valueOf(plain, "R3"))).toBeLessThan(1e-8);
      expect(result.circuit).toContain("order tau(R3, CPE3) < tau(R2, CPE2); order tau(R2, CPE2) < tau(R1, CPE1)");
    }
    expect(() => fit(threeData, parseCircuit(bare), { order: "tau(R3,CPE3) > tau(R2,CPE2)" })).toThrow(
      "Unexpected `>` (line 1, column 14)",
    );
  });

  // Limits that forbid the exchange: the slower arc has the larger resistance.
  const limited = "R0{20}-(R1{100 in 80..200}|C1{1u})-(R2{50 in 1..70}|C2{20m})";
  const limitedData = simulated(limited, { noise: 0.002 });
  const order = "tau(R2, C2) < tau(R1, C1)";

  it("holds where limits forbid the exchange", () => {
    const free = fit(limitedData, parseCircuit(limited), local);
    const kept = fit(limitedData, parseCircuit(`${limited}; ${order}`), local);
    const edge = fit(limitedData, parseCircuit(`${limited.replace("{20m}", "{C = R1*C1/R2}")}`), local);
    const [fast = NaN, slow = NaN] = seconds(kept, "tau(R2, C2)", "tau(R1, C1)");
    expect(fast).toBeLessThan(slow);
    expect(kept.objective).toBeGreaterThan(free.objective);
    expect(kept.objective).toBeLessThan(edge.objective);
  });

  /** A round arc and a depressed one that is slower by `ratio`. */
  function unlike(ratio: number, n: number): Spectrum {
    const tau = String(ratio * 1e-3);
    return simulated(`R0{20}-(R1{100}|C1{10u})-Zarc2{R = 50, tau = ${tau}, n = ${String(n)}}`, { noise: 0.002 });
  }
  const unlikeCircuit = "R0-(R1|C1)-Zarc2";
  const unlikeOrder = "tau(Zarc2) < tau(R1, C1)";

  it("has its minimum on the edge, where a tied circuit has it, with one parameter fewer", () => {
    const data = unlike(1.2, 0.7);
    const kept = fit(data, parseCircuit(`${unlikeCircuit}; ${unlikeOrder}`));
    const tied = fit(data, parseCircuit("R0-(R1|C1)-Zarc2{tau = R1*C1}"));
    const free = fit(data, parseCircuit(unlikeCircuit));
    expect(free.objective).toBeLessThan(kept.objective);
    expect(kept.activeOrders.map(({ text }) => text)).toEqual(["tau(Zarc2) = tau(R1, C1)"]);
    const [fast = NaN, slow = NaN] = seconds(kept, "tau(Zarc2)", "tau(R1, C1)");
    // A product and a quotient apart.
    expect(deviation(fast, slow)).toBeLessThan(1e-14);
    expect(kept.termination.outcome).toBe("at-bound");
    expect(kept.termination.message).toContain("on the edge of the order that was asked for: tau(Zarc2) = tau(R1, C1)");
    expect(kept.warnings.join("\n")).toMatch(
      /The order of arcs that was asked for is active: tau\(Zarc2\) = tau\(R1, C1\), by \S+ = .*\. Without it S would be lower, 0\.42 times as large/,
    );
    expect(deviation(kept.objective, tied.objective)).toBeLessThan(1e-11);
    expect(kept.degreesOfFreedom).toBe(tied.degreesOfFreedom);
    expect(kept.degreesOfFreedom).toBe(free.degreesOfFreedom + 1);
    expect(kept.parameters.filter(({ status }) => status === "tied")).toHaveLength(1);
    expect(kept.freeParameters).toHaveLength(free.freeParameters.length - 1);
    for (const { name, value } of tied.parameters) {
      // The same point, in other variables.
      expect(deviation(valueOf(kept, name), value), name).toBeLessThan(1e-8);
      expect(deviation(errorOf(kept, name), errorOf(tied, name)), name).toBeLessThan(1e-7);
    }
    const sum = "R1 + Zarc2.R";
    expect(deviation(derive(kept, sum).stderr ?? NaN, derive(tied, sum).stderr ?? NaN)).toBeLessThan(1e-7);
    expect(verify(data, parseCircuit(unlikeCircuit), kept).agrees).toBe(true);
  });

  it.each([
    [1.5, 0.8],
    [3, 0.9],
    [10, 0.7],
  ])("is searched inside too: arcs %d apart, exponent %d", (ratio, n) => {
    const data = unlike(ratio, n);
    const kept = fit(data, parseCircuit(`${unlikeCircuit}; ${unlikeOrder}`));
    const edge = fit(data, parseCircuit("R0-(R1|C1)-Zarc2{tau = R1*C1}"));
    expect(kept.activeOrders).toEqual([]);
    expect(kept.objective).toBeLessThan(0.9 * edge.objective);
    expect(seconds(kept, "tau(Zarc2)/tau(R1, C1)")[0]).toBeLessThan(1);
    // The lowest of many local minima without order, of those that happen to keep it.
    let lowest = Infinity;
    for (const slow of [1e-4, 1e-3, 1e-2]) {
      for (const apart of [2, 10, 100]) {
        for (const share of [0.2, 1, 5]) {
          const resistance = 150 / (1 + share);
          const initial = {
            R0: 20,
            R1: resistance,
            C1: slow / resistance,
            "Zarc2.R": share * resistance,
            "Zarc2.tau": slow / apart,
            "Zarc2.n": 0.8,
          };
          const local = fit(data, parseCircuit(unlikeCircuit), { search: false, initial });
          const isKept = (seconds(local, "tau(Zarc2)/tau(R1, C1)")[0] ?? NaN) <= 1;
          if (isKept && local.objective < lowest) lowest = local.objective;
        }
      }
    }
    expect(lowest).toBeLessThan(Infinity);
    expect(kept.objective).toBeLessThanOrEqual(lowest * (1 + 1e-9));
  });

  it("has the best minimum inside where there is one below its edge", () => {
    // Unlike arcs that both describe a depressed arc and a round one: exchanging their parts costs little.
    const data = simulated("R0{20}-(R1{100}|CPE1{Q = 1u, n = 0.97})-Zarc2{R = 60, tau = 3e-2, n = 0.96}", {
      noise: 0.002,
    });
    const free = fit(data, parseCircuit("R0-(R1|CPE1)-Zarc2"));
    const orders = ["tau(R1, CPE1) < tau(Zarc2)", "tau(Zarc2) < tau(R1, CPE1)"];
    const kept = orders.map((text) => fit(data, parseCircuit(`R0-(R1|CPE1)-Zarc2; ${text}`)));
    for (const result of kept) {
      // A CPE arc and a Zarc are the same curve: either order is met with the same S, by no exchange of alike values.
      expect(deviation(result.objective, free.objective)).toBeLessThan(1e-9);
      expect(result.activeOrders).toEqual([]);
    }
    expect(kept.map((result) => valueOf(result, "R1") > valueOf(result, "Zarc2.R"))).toEqual([true, false]);
  });

  it("holds for rows and for orders that leave some arcs open", () => {
    const truth = valuesOf(fit(threeData, parseCircuit(three), local));
    const fixed = Object.fromEntries(Object.entries(truth).filter(([name]) => name.endsWith(".n")));
    for (const text of [
      "tau(R3, CPE3) < tau(R2, CPE2) < tau(R1, CPE1)",
      "tau(R3, CPE3) < tau(R1, CPE1); tau(R2, CPE2) < tau(R1, CPE1)",
      "tau(R3, CPE3) < tau(R1, CPE1); tau(R3, CPE3) < tau(R2, CPE2)",
    ]) {
      // Limits of a tenth around the true resistances forbid exchanges.
      const bounds = Object.fromEntries(
        ["R1", "R2", "R3"].map((name) => [name, [0.95 * (truth[name] ?? 0), 1.05 * (truth[name] ?? 0)] as const]),
      );
      const result = fit(threeData, parseCircuit(`${three}; ${text}`), { bounds, fixed, search: false });
      const [t1 = NaN, t2 = NaN, t3 = NaN] = seconds(result, ...arcs);
      const at: Record<string, number> = { R1: t1, R2: t2, R3: t3 };
      for (const statement of text.split(";")) {
        const row = [...statement.matchAll(/R\d/g)].map(([name]) => at[name] ?? NaN);
        row.slice(1).forEach((slower, k) => {
          expect(row[k], text).toBeLessThanOrEqual(slower * (1 + 1e-11));
        });
      }
      expect(result.objective, text).toBeLessThan(Infinity);
    }
  });

  it("keeps the limits of the parameter that holds it", () => {
    const bounds = { C1: [0.5e-6, 2e-6] as const, C2: [1e-3, 0.1] as const };
    const error = fitErrorOf(() => fit(limitedData, parseCircuit(`${limited}; ${order}`), { ...local, bounds }));
    expect(error.code).toBe("bad-option");
    expect(error.message).toBe(
      "The order tau(R2, C2) < tau(R1, C1) cannot be kept: with these limits and fixed values the first is at least 0.00100 s and the second at most 0.000400 s. Change the limits, or the order.",
    );
    const wider = { C1: [0.5e-6, 2e-3] as const, C2: [1e-4, 0.1] as const };
    const kept = fit(limitedData, parseCircuit(`${limited}; ${order}`), { bounds: wider });
    const [fast = NaN, slow = NaN] = seconds(kept, "tau(R2, C2)", "tau(R1, C1)");
    expect(fast).toBeLessThanOrEqual(slow * (1 + 1e-11));
    for (const [name, [lower, upper]] of Object.entries(wider)) {
      const { value } = parameterOf(kept, name);
      expect(value, name).toBeGreaterThanOrEqual(lower * (1 - 1e-9));
      expect(value, name).toBeLessThanOrEqual(upper * (1 + 1e-9));
    }
  });

  it("is refused where fixed values or the limits of a row contradict it", () => {
    const fixedTimes = { R1: 100, C1: 1e-6, R2: 50, C2: 2e-2 };
    expect(
      fitErrorOf(() => fit(limitedData, parseCircuit(`${limited}; ${order}`), { fixed: fixedTimes })).message,
    ).toMatch(
      /^The order tau\(R2, C2\) < tau\(R1, C1\) cannot be kept: .* at least 1\.00 s and the second at most 0\.000100 s/,
    );
    const row = parseCircuit("K1{tau in 1..10}-K2-K3{tau in 1e-3..0.1}; tau(K1) < tau(K2) < tau(K3)");
    expect(fitErrorOf(() => fit(limitedData, row)).message).toContain("The order tau(K1) < tau(K3) cannot be kept");
  });
});
