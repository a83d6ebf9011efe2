import { Complex } from "complex.js";
import { describe, expect, it } from "vitest";
import {
  exportAutoEis,
  exportBoukamp,
  exportEcLab,
  exportImpedancePy,
  exportPyimpspec,
  exportZview,
  importAutoEis,
  importBoukamp,
  importEcLab,
  importImpedancePy,
  importPyimpspec,
  importZview,
} from "../../../src/circuit/dialects/index.ts";
import { impedanceOf, omegas, ROUNDING, worstDifference } from "./impedance.ts";

// The formulas below are those of the other programs, written out here a second time.

function tanh(x: Complex): Complex {
  return coth(x).inverse();
}

/** (1 + e^(-2x))/(1 - e^(-2x)), which does not overflow, and 1/x + x/3 where that would cancel. */
function coth(x: Complex): Complex {
  if (x.abs() < 1e-4) return x.inverse().add(x.div(3)).sub(x.pow(3).div(45));
  const decay = x.mul(-2).exp();
  return decay.add(1).div(decay.neg().add(1));
}

function parallel(...impedances: Complex[]): Complex {
  return impedances.reduce((sum, z) => sum.add(z.inverse()), new Complex(0, 0)).inverse();
}

const real = (value: number): Complex => new Complex(value, 0);

describe("Boukamp's code", () => {
  const formulas: [text: string, values: number[], formula: (s: Complex) => Complex][] = [
    ["R", [7], () => real(7)],
    ["C", [3e-6], (s) => s.mul(3e-6).inverse()],
    ["L", [2e-6], (s) => s.mul(2e-6)],
    ["Q", [4e-5, 0.83], (s) => s.pow(0.83).mul(4e-5).inverse()],
    // Y = Y0 sqrt(s)
    ["W", [6e-3], (s) => s.sqrt().mul(6e-3).inverse()],
    // Z = tanh(B sqrt(s))/(Y0 sqrt(s))
    ["O", [2e-3, 3.7], (s) => tanh(s.sqrt().mul(3.7)).div(s.sqrt().mul(2e-3))],
    // Z = coth(B sqrt(s))/(Y0 sqrt(s))
    ["T", [2e-3, 3.7], (s) => coth(s.sqrt().mul(3.7)).div(s.sqrt().mul(2e-3))],
    // Y = Y0 sqrt(K + s)
    ["G", [5e-3, 0.4], (s) => s.add(0.4).sqrt().mul(5e-3).inverse()],
    [
      "R(RQ)([RW]C)",
      [10, 200, 1e-6, 0.9, 50, 2e-3, 3e-5],
      (s) =>
        real(10)
          .add(parallel(real(200), s.pow(0.9).mul(1e-6).inverse()))
          .add(parallel(real(50).add(s.sqrt().mul(2e-3).inverse()), s.mul(3e-5).inverse())),
    ],
  ];

  it.each(formulas)("%s %j has the same impedance and the same values after a round trip", (text, values, formula) => {
    const circuit = importBoukamp(text, values);
    expect(worstDifference(circuit, formula)).toBeLessThan(ROUNDING);
    const exported = exportBoukamp(circuit);
    expect(exported.text).toBe(text);
    expect(exported.notes).toEqual([]);
    expect(exported.parameters.length).toBe(values.length);
    for (const [index, { value = NaN }] of exported.parameters.entries()) {
      // Each way a square or root, a quotient and sqrt(1/2): up to four roundings.
      expect(Math.abs(value / (values[index] ?? NaN) - 1)).toBeLessThan(4 * Number.EPSILON);
    }
  });
});

describe("pyimpspec", () => {
  const line = (Ri: number, Zs: Complex, length: number): { zc: Complex; x: Complex } => ({
    zc: Zs.mul(Ri).sqrt(),
    x: Zs.inverse().mul(Ri).sqrt().mul(length),
  });

  const formulas: [text: string, formula: (s: Complex) => Complex][] = [
    ["R{R=7}C{C=3e-6}L{L=2e-6}", (s) => real(7).add(s.mul(3e-6).inverse()).add(s.mul(2e-6))],
    ["La{L=2e-6,n=0.9}", (s) => s.pow(0.9).mul(2e-6)],
    ["Q{Y=4e-5,n=0.83}", (s) => s.pow(0.83).mul(4e-5).inverse()],
    ["W{Y=6e-3}", (s) => s.pow(0.5).mul(6e-3).inverse()],
    ["W{Y=6e-3,n=0.5F}", (s) => s.pow(0.5).mul(6e-3).inverse()],
    ["W{Y=6e-3,n=0.45}", (s) => s.pow(0.45).mul(6e-3).inverse()],
    // tanh((B s)^n)/(Y s)^n and coth((B s)^n)/(Y s)^n
    ["Ws{Y=2e-3,B=3.7}", (s) => tanh(s.mul(3.7).pow(0.5)).div(s.mul(2e-3).pow(0.5))],
    ["Wo{Y=2e-3,B=3.7}", (s) => coth(s.mul(3.7).pow(0.5)).div(s.mul(2e-3).pow(0.5))],
    ["Ws{Y=2e-3,B=3.7,n=0.43}", (s) => tanh(s.mul(3.7).pow(0.43)).div(s.mul(2e-3).pow(0.43))],
    ["Wo{Y=2e-3F,B=3.7,n=0.43}", (s) => coth(s.mul(3.7).pow(0.43)).div(s.mul(2e-3).pow(0.43))],
    ["Wo{Y=2e-3}", (s) => coth(s.mul(1).pow(0.5)).div(s.mul(2e-3).pow(0.5))],
    // 1/(Y (k + s)^n)
    ["G{Y=5e-3,k=0.4}", (s) => s.add(0.4).pow(0.5).mul(5e-3).inverse()],
    ["G{Y=5e-3F,k=0.4}", (s) => s.add(0.4).pow(0.5).mul(5e-3).inverse()],
    ["G{Y=5e-3F,k=0.4,n=0.6}", (s) => s.add(0.4).pow(0.6).mul(5e-3).inverse()],
    ["Ga{R=30,tau=0.2}", (s) => s.mul(0.2).add(1).pow(0.5).inverse().mul(30)],
    ["Ga{R=30,tau=0.2,n=0.6}", (s) => s.mul(0.2).add(1).pow(0.6).inverse().mul(30)],
    ["K{R=30,tau=0.2}", (s) => s.mul(0.2).add(1).inverse().mul(30)],
    ["Zarc{R=30,tau=0.2,n=0.8}", (s) => s.mul(0.2).pow(0.8).add(1).inverse().mul(30)],
    ["Ha{R=30,tau=0.2,a=0.8,b=0.7}", (s) => s.mul(0.2).pow(0.8).add(1).pow(0.7).inverse().mul(30)],
    [
      "Ls{R_i=20,R_r=3,Y=0.02,n=0.8,d=0.3}",
      (s) => {
        const beta = s.pow(0.8).mul(0.02).add(1).sqrt();
        return coth(beta.mul(0.3 * Math.sqrt(20 * 3)))
          .div(beta)
          .mul(Math.sqrt(20 * 3));
      },
    ],
    [
      "Tlmbo{R_i=20,Y=0.02,n=0.8,L=0.3}",
      (s) => {
        const x = s
          .pow(0.8)
          .mul(20 * 0.02 * 0.09)
          .sqrt();
        return coth(x).div(x).mul(20);
      },
    ],
    [
      "Tlmbs{R_i=20,Y=0.02,n=0.8,L=0.3}",
      (s) => {
        const x = s
          .pow(0.8)
          .mul(20 * 0.02 * 0.09)
          .sqrt();
        return tanh(x).div(x).mul(20);
      },
    ],
    [
      "Tlmbq{R_i=20,Y=0.02,n=0.8,Y_B=0.3,n_B=0.6,L=0.3}",
      (s) => {
        const x = s
          .pow(0.8)
          .mul(20 * 0.02 * 0.09)
          .sqrt();
        const ratio = s
          .pow(0.6)
          .mul(0.3 * 20)
          .inverse();
        return ratio
          .mul(coth(x))
          .mul(x)
          .add(1)
          .mul(20)
          .div(x.mul(x).mul(ratio).add(coth(x).mul(x)));
      },
    ],
    [
      "Tlmno{R_i=20,R_ct=3,Y=0.02,n=0.8,L=0.3}",
      (s) => {
        const reaction = s
          .pow(0.8)
          .mul(0.02 * 3)
          .add(1);
        const inner = reaction.sqrt().mul(0.3 * Math.sqrt(20 / 3));
        return real(20 * 3)
          .div(reaction)
          .sqrt()
          .mul(coth(inner));
      },
    ],
    [
      "Tlmns{R_i=20,R_ct=3,Y=0.02,n=0.8,L=0.3}",
      (s) => {
        const { zc, x } = line(
          20,
          real(3).div(
            s
              .pow(0.8)
              .mul(0.02 * 3)
              .add(1),
          ),
          0.3,
        );
        return zc.mul(tanh(x));
      },
    ],
  ];

  it.each([
    // A fixed R_i holds Rion only as long as the length that multiplies it is fixed too.
    ["Tlmbo{R_i=20F,Y=0.02,n=0.8,L=0.3F}", "TLMQ1{Rion = 20 fixed, Qs = 0.0018, g = 0.8}"],
    ["Tlmns{R_i=20F,R_ct=3,Y=0.02,n=0.8,L=0.5}", "TLMRs1{Rion = 10, Rct = 6, Qs = 0.01, g = 0.8}"],
    ["Ls{R_i=20F,R_r=3,Y=0.02,n=0.8,d=0.5F}", "TLMR1{Rion = 30, Rct = 2 fixed, Qs = 0.01, g = 0.8}"],
    ["Ls{R_i=20F,R_r=3F,Y=0.02F,n=0.8,d=0.5}", "TLMR1{Rion = 60/TLMR1.Rct, Rct = 2, Qs = 0.02/TLMR1.Rct, g = 0.8}"],
  ])("%s is %s: what is fixed", (text, ours) => {
    expect(importPyimpspec(text).text).toBe(ours);
  });

  it.each(formulas)("%s has the same impedance, also after a round trip", (text, formula) => {
    const circuit = importPyimpspec(text);
    expect(worstDifference(circuit, formula)).toBeLessThan(ROUNDING);
    const again = importPyimpspec(exportPyimpspec(circuit).text);
    for (const omega of omegas) {
      const z = impedanceOf(circuit, omega);
      expect(impedanceOf(again, omega).sub(z).abs() / z.abs()).toBeLessThan(ROUNDING);
    }
  });
});

describe("AutoEIS", () => {
  it("has the same impedance, also after a round trip", () => {
    const circuit = importAutoEis("R1-[P2,R3-[C4,R5]]-L6", {
      R1: 10,
      P2w: 2e-5,
      P2n: 0.8,
      R3: 30,
      C4: 1e-3,
      R5: 40,
      L6: 1e-6,
    });
    const formula = (s: Complex): Complex =>
      real(10)
        .add(parallel(s.pow(0.8).mul(2e-5).inverse(), real(30).add(parallel(s.mul(1e-3).inverse(), real(40)))))
        .add(s.mul(1e-6));
    expect(worstDifference(circuit, formula)).toBeLessThan(ROUNDING);
    const { text, parameters } = exportAutoEis(circuit);
    expect(text).toBe("R1-[P2,R3-[C4,R5]]-L6");
    const values = Object.fromEntries(parameters.map(({ parameter, value = NaN }) => [parameter, value]));
    expect(values).toEqual({ R1: 10, P2w: 2e-5, P2n: 0.8, R3: 30, C4: 1e-3, R5: 40, L6: 1e-6 });
    expect(importAutoEis(text, values).text).toBe(circuit.text);
  });
});

describe("EquivalentCircuits.jl", () => {
  it("has the same Warburg element, also after a round trip", () => {
    const circuit = importAutoEis("R1-W2", { R1: 10, W2: 30 });
    // w omega^(-1/2) (cos(pi/4) - j sin(pi/4))
    const formula = (s: Complex): Complex =>
      new Complex(Math.cos(Math.PI / 4), -Math.sin(Math.PI / 4)).mul(30 / Math.sqrt(s.im)).add(10);
    expect(worstDifference(circuit, formula)).toBeLessThan(ROUNDING);
    const { text, parameters } = exportAutoEis(circuit);
    const values = Object.fromEntries(parameters.map(({ parameter, value = NaN }) => [parameter, value]));
    expect(worstDifference(importAutoEis(text, values), formula)).toBeLessThan(ROUNDING);
  });
});

describe("EC-Lab", () => {
  const formulas: [text: string, values: Record<string, number>, formula: (s: Complex) => Complex][] = [
    ["R1+C2+L3", { R1: 5, C2: 1e-3, L3: 1e-6 }, (s) => s.mul(1e-3).inverse().add(5).add(s.mul(1e-6))],
    ["Q1", { Q1: 1e-4, a1: 0.85 }, (s) => s.pow(0.85).mul(1e-4).inverse()],
    ["La1", { L1: 3e-6, a1: 0.8 }, (s) => s.pow(0.8).mul(3e-6)],
    [
      "W1",
      { s1: 30 },
      (s) =>
        s
          .sqrt()
          .inverse()
          .mul(30 * Math.SQRT2),
    ],
    ["Wd1", { Rd1: 30, td1: 0.7 }, (s) => tanh(s.mul(0.7).sqrt()).div(s.mul(0.7).sqrt()).mul(30)],
    ["M1", { Rd1: 30, td1: 0.7 }, (s) => coth(s.mul(0.7).sqrt()).div(s.mul(0.7).sqrt()).mul(30)],
    ["Ma1", { Rd1: 30, td1: 0.7, a1: 0.9 }, (s) => coth(s.mul(0.7).pow(0.45)).div(s.mul(0.7).pow(0.45)).mul(30)],
    ["Mg1", { Rd1: 30, td1: 0.7, g1: 0.9 }, (s) => coth(s.mul(0.7).pow(0.45)).div(s.mul(0.7).pow(0.55)).mul(30)],
    ["G1", { RG1: 30, tG1: 0.7 }, (s) => s.mul(0.7).add(1).sqrt().inverse().mul(30)],
    [
      "R1+Q2/(R2+C3)",
      { R1: 5, Q2: 1e-4, a2: 0.8, R2: 40, C3: 0.01 },
      (s) => parallel(s.pow(0.8).mul(1e-4).inverse(), s.mul(0.01).inverse().add(40)).add(5),
    ],
  ];

  it.each(formulas)("%s has the same impedance, also after a round trip", (text, values, formula) => {
    expect(worstDifference(importEcLab(text, values), formula)).toBeLessThan(ROUNDING);
    const exported = exportEcLab(importEcLab(text, values));
    expect(exported.text).toBe(text);
    const again = Object.fromEntries(exported.parameters.map(({ parameter, value = NaN }) => [parameter, value]));
    expect(worstDifference(importEcLab(text, again), formula)).toBeLessThan(ROUNDING);
  });
});

describe("impedance.py", () => {
  const formulas: [text: string, guess: number[], formula: (s: Complex) => Complex][] = [
    ["R0-C0-L0", [5, 1e-3, 1e-6], (s) => real(5).add(s.mul(1e-3).inverse()).add(s.mul(1e-6))],
    // A_W (1 - j)/sqrt(omega)
    ["W1", [30], (s) => new Complex(1, -1).mul(30 / Math.sqrt(s.im))],
    ["Wo1", [30, 0.7], (s) => coth(s.mul(0.7).sqrt()).div(s.mul(0.7).sqrt()).mul(30)],
    ["Ws1", [30, 0.7], (s) => tanh(s.mul(0.7).sqrt()).div(s.mul(0.7).sqrt()).mul(30)],
    ["CPE1", [1e-4, 0.85], (s) => s.pow(0.85).mul(1e-4).inverse()],
    // (L s)^a, as its code computes it, not L s^a, as its documentation says
    ["La1", [3e-6, 0.8], (s) => s.mul(3e-6).pow(0.8)],
    ["G1", [30, 0.7], (s) => s.mul(0.7).add(1).sqrt().inverse().mul(30)],
    [
      "Gs1",
      [30, 0.7, 0.4],
      (s) => {
        const root = s.mul(0.7).add(1).sqrt();
        return tanh(root.mul(0.4)).mul(root).inverse().mul(30);
      },
    ],
    ["K1", [30, 0.7], (s) => s.mul(0.7).add(1).inverse().mul(30)],
    ["Zarc1", [30, 0.7, 0.8], (s) => s.mul(0.7).pow(0.8).add(1).inverse().mul(30)],
    [
      "TLMQ1",
      [30, 0.2, 0.8],
      (s) => {
        const Zs = s.pow(0.8).mul(0.2).inverse();
        return Zs.mul(30)
          .sqrt()
          .mul(coth(real(30).div(Zs).sqrt()));
      },
    ],
    [
      "T1",
      [30, 5, 0.6, 0.3],
      (s) => {
        const b = s.mul(0.3).add(0.6).sqrt();
        const cosech = b.mul(-1).exp().mul(2).div(b.mul(-2).exp().neg().add(1));
        return coth(b).div(b).mul(30).add(cosech.div(b).mul(5));
      },
    ],
    [
      "R0-p(R1,C1)-p(R2-Wo1,C2)",
      [0.01, 0.01, 1e-2, 0.02, 0.05, 100, 1],
      (s) =>
        real(0.01)
          .add(parallel(real(0.01), s.mul(1e-2).inverse()))
          .add(parallel(real(0.02).add(coth(s.mul(100).sqrt()).div(s.mul(100).sqrt()).mul(0.05)), s.inverse())),
    ],
  ];

  it.each(formulas)(
    "%s %j has the same impedance and the same guess after a round trip",
    (text, initialGuess, formula) => {
      const circuit = importImpedancePy(text, { initialGuess });
      expect(worstDifference(circuit, formula)).toBeLessThan(ROUNDING);
      const exported = exportImpedancePy(circuit);
      expect(exported.text).toBe(text);
      expect(exported.initialGuess?.length).toBe(initialGuess.length);
      for (const [index, value] of (exported.initialGuess ?? []).entries()) {
        // L^a and back: the logarithm of 3e-6 magnifies the rounding of the power by 13.
        expect(Math.abs(value / (initialGuess[index] ?? NaN) - 1)).toBeLessThan(20 * Number.EPSILON);
      }
    },
  );
});

describe("ZView", () => {
  it("has the same impedance, also after a round trip", () => {
    const values = {
      R1: 5,
      "CPE1-T": 2e-5,
      "CPE1-P": 0.8,
      "Ws1-R": 30,
      "Ws1-T": 0.7,
      "Ws1-P": 0.45,
      "Wo1-R": 20,
      "Wo1-T": 3,
      "Wo1-P": 0.5,
    };
    const circuit = importZview("R1-p(CPE1,Ws1)-Wo1", values);
    const formula = (s: Complex): Complex =>
      real(5)
        .add(parallel(s.pow(0.8).mul(2e-5).inverse(), tanh(s.mul(0.7).pow(0.45)).div(s.mul(0.7).pow(0.45)).mul(30)))
        .add(coth(s.mul(3).pow(0.5)).div(s.mul(3).pow(0.5)).mul(20));
    expect(worstDifference(circuit, formula)).toBeLessThan(ROUNDING);
    const exported = exportZview(circuit).parameters.map(({ parameter, value }) => [parameter, value]);
    expect(Object.fromEntries(exported)).toEqual(values);
  });
});
