import type { FitCase } from "./fitCase.ts";

const BLOCKING_CELL = "R0{20}-p(R1{100},CPE1{Q=1u,n=0.92})-p(R2{300},CPE2{Q=30u,n=0.85})-CPE3{Q=2m,n=0.9}";

/** Circuits, ties, limits, masks and outcomes that fits of single elements do not show. */
export const circuitCases: readonly FitCase[] = [
  { name: "blocking cell, searched", data: BLOCKING_CELL, circuit: "R0-p(R1,CPE1)-p(R2,CPE2)-CPE3" },
  {
    name: "blocking cell, values and search",
    data: BLOCKING_CELL,
    circuit: "R0{30}-p(R1{70},CPE1{Q=2u,n=0.9})-p(R2{200},CPE2{Q=50u,n=0.9})-CPE3{Q=1m,n=0.95}",
    options: { weight: "unit" },
  },
  {
    name: "ladder of three",
    data: "R0{10}-p(C1{1u},R1{80}-p(C2{100u},R2{200}-p(C3{5m},R3{400})))",
    circuit: "R0-p(C1,R1-p(C2,R2-p(C3,R3)))",
    options: { weight: "sigma" },
  },
  {
    name: "Warburg element beside others",
    data: "L0{2u}-R0{10}-p(CPE1{Q=20u,n=0.9},R1{150}-W1{40})",
    circuit: "L0-R0-p(CPE1,R1-W1)",
  },
  {
    name: "Warburg element in parallel",
    data: "R0{10}-p(W1{200},R1{500},C1{1u})",
    circuit: "R0{15}-p(W1{150},R1{600},C1{2u})",
    options: { search: false },
  },
  {
    name: "elements in parallel to resistors",
    data: "R0{10}-p(Ws1{R=300,tau=2},C1{1u})-p(TLMQ1{Rion=50,Qs=1m,g=0.9},R2{1k})",
    circuit: "R0{12}-p(Ws1{R=250,tau=3},C1{2u})-p(TLMQ1{Rion=40,Qs=2m,g=0.95},R2{1.5k})",
    options: { search: false },
  },
  {
    name: "exponents of diffusion freed",
    data: "R0{10}-Ws1{R=300,tau=0.5,p=0.43}-Wo2{R=60,tau=20,p=0.47}",
    circuit: "R0{12}-Ws1{R=200,tau=1,p=0.5 free}-Wo2{R=50,tau=10,p=0.5 free}",
    options: { search: false, weight: "sigma" },
  },
  {
    name: "tie of exponents",
    data: "R_b{200}-(R_gb{100}|CPE_gb{Q=200n,n=0.9})-(R_int{80}|CPE_int{Q=50u,n=0.9})",
    circuit: "R_b-(R_gb|CPE_gb)-(R_int|CPE_int); CPE_int.n = CPE_gb.n",
  },
  {
    name: "ties by every function",
    data: "R0{13.75}-p(R1{100},CPE1{Q=20u,n=0.9})-W1{43.55}",
    circuit:
      "R0-p(R1{120},CPE1{Q=30u,n=0.85})-W1; R0 = 0.1*R1^0.9 + exp(3*CPE1.n)/log10(R1); W1 = 10*ln(R1) - sqrt(R1)/4",
    options: { search: false },
  },
  {
    name: "order of arcs",
    data: "R0{10}-(R1{50}|C1{2u})-(R2{80}|C2{500u})",
    circuit: "R0-(R1|C1)-(R2|C2); order tau(R2, C2) < tau(R1, C1)",
    options: { weight: "unit" },
  },
  {
    name: "measured noise",
    data: BLOCKING_CELL,
    circuit: "R0-p(R1,CPE1)-p(R2,CPE2)-CPE3",
    options: { weight: "measured" },
  },
  {
    name: "limits, held values and a mask",
    data: BLOCKING_CELL,
    circuit: "R0-p(R1,CPE1)-p(R2,CPE2)-CPE3",
    options: {
      bounds: { "CPE1.n": [0.6, 0.85], "CPE2.n": [0.6, 0.84], R2: [10, 1000] },
      fixed: { "CPE3.n": 0.9, R0: 20 },
      minimumHz: 0.02,
      maximumHz: 5e4,
      exclude: [7, 8, 21],
    },
  },
  {
    name: "exponent that ends at 1",
    data: "R0{10}-p(R1{100},C1{10u})",
    circuit: "R0-p(R1,CPE1)",
  },
  {
    name: "arc that the data do not ask for",
    data: "R0{10}-p(R1{100},C1{10u})",
    circuit: "R0-p(R1,C1)-p(R2,C2)-L3",
    options: { weight: "proportional" },
  },
  {
    name: "resistors that only their sum determines",
    data: "R0{10}-C1{10u}",
    circuit: "R0-R1-C1",
  },
  {
    name: "circuit that does not describe the data",
    data: BLOCKING_CELL,
    circuit: "C1-L2",
  },
  {
    name: "too few evaluations",
    data: BLOCKING_CELL,
    circuit: "R0{2}-p(R1{700},CPE1{Q=20u,n=0.7})-p(R2{20},CPE2{Q=5u,n=0.6})-CPE3{Q=1m,n=0.7}",
    options: { search: false, maximumEvaluations: 4 },
  },
  {
    name: "chain of six arcs",
    data:
      "R0{10}-Zarc1{R=20,tau=3u,n=0.9}-Zarc2{R=40,tau=60u,n=0.85}-Zarc3{R=30,tau=2m,n=0.95}" +
      "-Zarc4{R=80,tau=40m,n=0.9}-Zarc5{R=60,tau=0.9,n=0.9}-Zarc6{R=90,tau=12,n=0.95}",
    circuit:
      "R0{12}-Zarc1{R=25,tau=2u,n=0.85}-Zarc2{R=30,tau=80u,n=0.9}-Zarc3{R=40,tau=1m,n=0.9}" +
      "-Zarc4{R=60,tau=60m,n=0.85}-Zarc5{R=80,tau=1.2,n=0.85}-Zarc6{R=70,tau=9,n=0.9}",
    options: { search: false },
  },
  {
    name: "values given as formulas and in broken units",
    data: "R0{10}-p(R1{100},CPE1{Q=20u,n=0.9})-W1{50}",
    circuit: "R0{exp(2.3) fixed}-p(R1{10^2.1},CPE1{Q=ln(1.00002),n=log10(7.8)})-W1{1.5 ohm ms^(-1/2)}",
    options: { search: false },
  },
  {
    name: "tie whose value is warned of",
    data: "R0{3}-p(R1{100},CPE1{Q=20u,n=0.9})",
    circuit: "R0{3 fixed}-p(R1,CPE1); CPE1.n = ln(R0)*R0^0.3 - 0.5",
  },
];
