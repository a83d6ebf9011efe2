/** The pictures of docs, spectra among them simulated with seeded noise. */
import { shippedCircuit, shippedCircuits } from "../../circuits/index.ts";
import { checkSpectrum, drt, parseCircuit } from "../../index.ts";
import { checkSvg, drawCircuit, drtSvg } from "../../report/index.ts";
import { catalogueDrawing } from "../circuitsMarkdown.ts";
import { plotPictures } from "./plots.ts";
import { spectrumOf } from "./spectra.ts";

const CELL = "R0{20}-(R1{100}|CPE1{Q = 1u, n = 0.9})-(R2{60}|CPE2{Q = 200u, n = 0.85})";
const BAD_POINT = 30;
const BAD = 1.03;
/** The impedance rises while it is measured, by so much from the first point to the last. */
const DRIFT = 0.12;
const POINTS = 61;

/** A circuit with a symbol of each kind, branches in branches, and more in series than a page has room for. */
const NESTED =
  "L_w-R_s-(R_f|CPE_f)-(CPE_dl|(R_ct-W_d-(C_ad|R_ad)))-(C_g|R_g|(La_r-Zarc_r))-TLMQ_p-(R_4|CPE_4)-(R_5|(C_5-Ws_5))-G_6";

/** By file name in docs/pictures. */
export async function pictures(): Promise<ReadonlyMap<string, string>> {
  const good = spectrumOf(CELL);
  const bad = spectrumOf(CELL, { change: (k) => (k === BAD_POINT ? BAD : 1) });
  // Low frequencies take long, so that most of the drift is at the end.
  const drifting = spectrumOf(CELL, { change: (k) => 1 + DRIFT * (k / (POINTS - 1)) ** 4 });
  return new Map([
    ["check-clean.svg", checkSvg(checkSpectrum(good), "Two arcs with 0.3 % of noise")],
    ["check-drift.svg", checkSvg(checkSpectrum(drifting), "The same, rising while it is measured")],
    ["check-bad-point.svg", checkSvg(checkSpectrum(bad), "The same with one point 3 % too large")],
    ["circuit-cell.svg", drawCircuit(parseCircuit(shippedCircuit("li-llzo-li").text), { values: true })],
    ["circuit-nested.svg", drawCircuit(parseCircuit(NESTED), { style: "ansi" })],
    ["drt-two-arcs.svg", drtSvg(drt(good), "Two arcs with 0.3 % of noise")],
    ...shippedCircuits.map(({ name, text }): [string, string] => [
      catalogueDrawing(name),
      drawCircuit(parseCircuit(text), { values: true, theme: "auto" }),
    ]),
    ...(await plotPictures()),
  ]);
}
