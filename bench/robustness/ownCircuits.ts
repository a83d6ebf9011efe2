/**
 * Circuits of the project's own random problems. The number in an element's name is its process: elements of one number
 * share a size and a time constant, and time constants rise with the numbers from 1. Process 0 is the leads and the bulk,
 * beyond the upper end of the window.
 */
export interface OwnCircuit {
  readonly name: string;
  /** With ties, fixed exponents and limits, but without starting values. */
  readonly text: string;
  /** A process that has the same size as another, as their ties ask for. */
  readonly sizeOf?: Readonly<Record<string, string>>;
}

export const ownCircuits: readonly OwnCircuit[] = [
  { name: "four-arcs", text: "R0-p(R1,CPE1)-p(R2,CPE2)-p(R3,CPE3)-p(R4,CPE4)" },
  { name: "five-zarcs", text: "R0-Zarc1-Zarc2-Zarc3-Zarc4-Zarc5" },
  { name: "nested", text: "L0-R0-p(CPE1,R1-p(R2,CPE2))" },
  { name: "ladder-3", text: "R0-p(CPE1,R1-p(CPE2,R2-p(C3,R3)))" },
  { name: "ladder-warburg", text: "R0-p(CPE1,R1-p(CPE2,R2-W3))" },
  { name: "polymer-blocking", text: "L0-p(R1-CPE2,C1)" },
  { name: "pore-reactive", text: "L0-R0-p(R1,CPE1)-TLMR2" },
  { name: "pore-two-rails", text: "R0-TLMD2-p(R1,CPE1)" },
  { name: "paasch", text: "R0-p(R1,CPE1)-T2" },
  { name: "sphere", text: "R0-p(R1,CPE1)-p(R2-Sph3,CPE2)" },
  { name: "cylinder", text: "L0-R0-p(R1-Cyl2,CPE1)" },
  { name: "anomalous", text: "R0-p(R1,CPE1)-ADo2" },
  { name: "finite-gerischer", text: "L0-R0-p(R1,CPE1)-Gs2" },
  { name: "skewed-arcs", text: "R0-HN1-HN2" },
  { name: "inductive-loop", text: "R0-p(CPE1,R1,R2-L2)" },
  { name: "lossy-leads", text: "p(La0,R0)-R9-p(R1,CPE1)-p(R2-W3,CPE2)" },
  { name: "full-cell", text: "R0-p(R1,CPE1)-p(R2,CPE2)-p(R3-Wo4,CPE3)" },
  { name: "shared-exponent", text: "R0-p(R1,CPE1)-p(R2,CPE2)-p(R3,CPE3); CPE2.n = CPE1.n; CPE3.n = CPE1.n" },
  {
    name: "tied-sizes",
    text: "R0-p(R1,CPE1)-p(R2,CPE2)-Ws3; R2 = R1; CPE2.n = 0.9 fixed",
    sizeOf: { 2: "1" },
  },
  {
    name: "limits",
    text: "R0-p(R1,CPE1)-p(R2,CPE2)-CPE3; CPE1.n in 0.8..1; CPE2.n in 0.6..0.9; CPE3.n in 0.7..1; R0 in 0.01..1e5",
  },
];
