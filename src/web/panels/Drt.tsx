import { computed } from "@preact/signals";
import type { JSX } from "preact";
import { circuitOutline } from "../../report/index.ts";
import { distribution } from "../compute/results.ts";
import { percentText, powerText, quantityText, sentenceText, shortText } from "../format.ts";
import { Plot } from "../plot/Plot.tsx";
import type { PlotModel } from "../plot/model.ts";
import { setCircuit } from "../session/changes.ts";
import { change, draft } from "../state.ts";

const model = computed((): PlotModel | null => {
  const found = distribution.value.value;
  if (found === null) return null;
  const { tau, gamma, low, high, peaks } = found;
  return {
    x: { label: "\u03C4", unit: "s", log: true },
    y: { label: "\u03B3(ln \u03C4)", unit: "\u03A9", log: false },
    zero: true,
    points: [],
    curves: [{ label: "distribution", x: tau, y: gamma, colour: "accent" }],
    bands: [{ x: tau, low, high, colour: "accent-soft" }],
    marks: peaks.map(({ tau: x, height: y, resistance }) => ({ x, y, text: shortText(resistance, "\u03A9") })),
    fitCurves: true,
  };
});

/** The distribution of relaxation times, with its band and peaks. */
export function Drt(): JSX.Element {
  const { value: found, error, isStale, isStopped } = distribution.value;
  if (isStopped) return <p class="empty">There is no distribution yet.</p>;
  if (found === null) return <p class="empty">{error === null ? "Inverting \u2026" : error.message}</p>;
  return (
    <div class={`two${isStale ? " stale" : ""}`}>
      <div class="column words">
        <p>{sentenceText(found.verdict)}</p>
        <table class="derived">
          <thead>
            <tr>
              <th scope="col">peak at</th>
              <th scope="col">R</th>
              <th scope="col">C</th>
            </tr>
          </thead>
          <tbody>
            {found.peaks.map(({ tau, resistance, resistanceInterval, frequencyHz }) => (
              <tr key={tau}>
                <th scope="row">{shortText(frequencyHz, "Hz")}</th>
                <td>{quantityText(resistance, (resistanceInterval[1] - resistanceInterval[0]) / 3.92, "ohm")}</td>
                <td>{shortText(tau / resistance, "F")}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <div class="row">
          <button
            type="button"
            title={circuitOutline(found.circuit)}
            onClick={() => {
              draft.value = null;
              change(setCircuit(found.circuit));
            }}
          >
            Fit an arc to each peak
          </button>
        </div>
        <p class="note">
          Series resistance {shortText(found.seriesResistance, "Ω")}, polarisation{" "}
          {shortText(found.polarisationResistance, "Ω")}; λ = {powerText(found.lambda)}, residuals{" "}
          {percentText(found.residualPercent)}. The band holds 95 %.
        </p>
        {[...found.warnings, ...found.notes].map((text) => (
          <p class="note" key={text}>
            {sentenceText(text)}
          </p>
        ))}
      </div>
      {model.value === null ? null : <Plot name="Distribution of relaxation times" model={model.value} />}
    </div>
  );
}
