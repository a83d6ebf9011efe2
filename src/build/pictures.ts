/** The pictures of docs, spectra among them simulated with seeded noise. */
import { catalogueDrawing } from "./circuitsMarkdown.ts";
import { shippedCircuit, shippedCircuits } from "../circuits/index.ts";
import { NormalGenerator } from "../cli/random.ts";
import { checkSpectrum, drt, makeSpectrum, parseCircuit, simulate, type Spectrum } from "../index.ts";
import { checkSvg, drawCircuit, drtSvg } from "../report/index.ts";

const CELL = "R0{20}-(R1{100}|CPE1{Q = 1u, n = 0.9})-(R2{60}|CPE2{Q = 200u, n = 0.85})";
const NOISE = 0.003;
const BAD_POINT = 30;
const BAD = 1.03;

/** A circuit with a symbol of each kind, branches in branches, and more in series than a page has room for. */
const NESTED =
  "L_w-R_s-(R_f|CPE_f)-(CPE_dl|(R_ct-W_d-(C_ad|R_ad)))-(C_g|R_g|(La_r-Zarc_r))-TLMQ_p-(R_4|CPE_4)-(R_5|(C_5-Ws_5))-G_6";

/** A spectrum of two arcs with 0.3 % of noise; `change` is what happened to the resistance at each point. */
function cell(change: (k: number) => number): Spectrum {
  const frequencyHz = Array.from({ length: 61 }, (_, k) => Number((1e5 * 10 ** (-k / 10)).toPrecision(6)));
  const { re, im } = simulate(parseCircuit(CELL), frequencyHz);
  const random = new NormalGenerator(1);
  const noisy = (value: number, k: number): number => {
    const modulus = Math.sqrt((re[k] ?? 0) ** 2 + (im[k] ?? 0) ** 2);
    return Number((change(k) * (value + NOISE * modulus * random.next())).toPrecision(9));
  };
  return makeSpectrum({ frequencyHz, re: Array.from(re, noisy), im: Array.from(im, noisy) });
}

/** By file name in docs/pictures. */
export function pictures(): ReadonlyMap<string, string> {
  const good = cell(() => 1);
  const bad = cell((k) => (k === BAD_POINT ? BAD : 1));
  return new Map([
    ["check-clean.svg", checkSvg(checkSpectrum(good), "two arcs, noise of 0.3 %")],
    ["check-bad-point.svg", checkSvg(checkSpectrum(bad), "the same with one point 3 % too large")],
    ["circuit-cell.svg", drawCircuit(parseCircuit(shippedCircuit("li-llzo-li").text), { values: true })],
    ["circuit-nested.svg", drawCircuit(parseCircuit(NESTED), { style: "ansi" })],
    ["drt-two-arcs.svg", drtSvg(drt(good), "two arcs, noise of 0.3 %")],
    ...shippedCircuits.map(({ name, text }): [string, string] => [
      catalogueDrawing(name),
      drawCircuit(parseCircuit(text), { values: true, theme: "auto" }),
    ]),
  ]);
}
