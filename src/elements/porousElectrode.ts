/**
 * What the records of the transmission-line elements share: the interface between the two phases of a porous electrode
 * and the impedance of a line with one resistive rail, in totals over the electrode's thickness.
 */
import type { Complex } from "complex.js";
import { cosech, coth, tanh } from "./complexFunctions.ts";
import { constantPhase, exponent, resistance } from "./parameters.ts";

export const railResistance = resistance("Rion", "resistance of the electrolyte in the pores");
export const secondRailResistance = resistance("Rel", "resistance of the solid phase", 10);
export const chargeTransfer = resistance("Rct", "charge-transfer resistance of the whole interface");
export const interfaceCapacitance = constantPhase("Qs", "g", "coefficient of the interface's admittance", 1e-4);
export const interfaceExponent = exponent("g", "exponent of the interface's admittance");
export const endCapacitance = constantPhase("Qe", "ge", "coefficient of the admittance that closes the pore", 1e-5);
export const endExponent = exponent("ge", "exponent of the admittance that closes the pore");

/** 1/(1/Rct + Q s^g); without charge transfer Rct is Infinity. */
export function interfaceImpedance(s: Complex, Q: number, g: number, Rct = Infinity): Complex {
  return s
    .pow(g)
    .mul(Q)
    .add(1 / Rct)
    .inverse();
}

/** A line whose far end carries no current: sqrt(Rion Zs) coth(sqrt(Rion/Zs)). */
export function openLine(Rion: number, Zs: Complex): Complex {
  return Zs.mul(Rion)
    .sqrt()
    .mul(coth(Zs.inverse().mul(Rion).sqrt()));
}

/** A line whose far end is short-circuited: sqrt(Rion Zs) tanh(sqrt(Rion/Zs)). */
export function shortedLine(Rion: number, Zs: Complex): Complex {
  return Zs.mul(Rion)
    .sqrt()
    .mul(tanh(Zs.inverse().mul(Rion).sqrt()));
}

/** A line that ends in the impedance `load`: Zc (load + Zc tanh L)/(Zc + load tanh L), Zc = sqrt(Rion Zs), L = sqrt(Rion/Zs). */
export function loadedLine(Rion: number, Zs: Complex, load: Complex): Complex {
  const characteristic = Zs.mul(Rion).sqrt();
  const t = tanh(Zs.inverse().mul(Rion).sqrt());
  return characteristic.mul(load.add(characteristic.mul(t))).div(characteristic.add(load.mul(t)));
}

/**
 * Two resistive rails, current entering one at one end and leaving the other at the other end:
 * X1 X2/(X1+X2) (1 + 2/(L sinh L)) + (X1^2+X2^2)/((X1+X2) L) coth L, L = sqrt((X1+X2)/Zs).
 * (Bisquert, Phys. Chem. Chem. Phys. 2 (2000) 4185, with the rails' resistivities times the thickness.)
 */
export function twoRails(X1: number, X2: number, Zs: Complex): Complex {
  const L = Zs.inverse()
    .mul(X1 + X2)
    .sqrt();
  const parallel = (X1 * X2) / (X1 + X2);
  const rest = (X1 * X1 + X2 * X2) / (X1 + X2);
  return cosech(L)
    .div(L)
    .mul(2 * parallel)
    .add(parallel)
    .add(coth(L).div(L).mul(rest));
}

/** The interface at zero frequency in ohm, Infinity where it blocks. */
export function interfaceAtZero(Q: number, g: number, Rct = Infinity): number {
  return 1 / (1 / Rct + (g > 0 ? 0 : Q));
}

/** The interface at infinite frequency in ohm. */
export function interfaceAtInfinity(Q: number, g: number, Rct = Infinity): number {
  return g > 0 ? 0 : 1 / (1 / Rct + Q);
}

/** {@link openLine} for an interface that is a resistance from 0 to Infinity. */
export function openLineLimit(Rion: number, Zs: number): number {
  const L = Math.sqrt(Rion / Zs);
  return Rion / (L * Math.tanh(L));
}

/** {@link shortedLine} for an interface that is a resistance from 0 to Infinity. */
export function shortedLineLimit(Rion: number, Zs: number): number {
  const L = Math.sqrt(Rion / Zs);
  return L === 0 ? Rion : (Rion * Math.tanh(L)) / L;
}

/** {@link loadedLine} for an interface and a load that are resistances from 0 to Infinity. */
export function loadedLineLimit(Rion: number, Zs: number, load: number): number {
  if (load === Infinity) return openLineLimit(Rion, Zs);
  if (Zs === 0) return 0;
  if (Zs === Infinity) return Rion + load;
  const characteristic = Math.sqrt(Rion * Zs);
  const t = Math.tanh(Math.sqrt(Rion / Zs));
  return (characteristic * (load + characteristic * t)) / (characteristic + load * t);
}

/** {@link twoRails} for an interface that is a resistance from 0 to Infinity. */
export function twoRailsLimit(X1: number, X2: number, Zs: number): number {
  if (Zs === Infinity) return Infinity;
  const L = Math.sqrt((X1 + X2) / Zs);
  const parallel = (X1 * X2) / (X1 + X2);
  if (L === Infinity) return parallel;
  const rest = (X1 * X1 + X2 * X2) / (X1 + X2);
  return parallel * (1 + 2 / (L * Math.sinh(L))) + rest / (L * Math.tanh(L));
}
