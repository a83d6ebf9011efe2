import { computed } from "@preact/signals";
import type { JSX } from "preact";
import { checked } from "../compute/results.ts";
import { counted, sentenceText } from "../format.ts";
import { Plot } from "../plot/Plot.tsx";
import type { PlotModel } from "../plot/model.ts";
import { excludePoints } from "../session/changes.ts";
import { change, currentSweep } from "../state.ts";
import { checkWords } from "../words.ts";
import { Badge } from "./Badge.tsx";
import { residualModel } from "./Spectrum.tsx";

const kramersKronig = computed((): PlotModel | null => {
  const found = checked.value.value?.residuals;
  if (found === undefined || found === null) return null;
  const violating = new Set(checked.value.value?.violations.map(({ index }) => index));
  return { ...residualModel(found), flagged: violating };
});

const zhit = computed((): PlotModel | null => {
  const found = checked.value.value?.zhit;
  if (found === undefined || found === null) return null;
  return {
    x: { label: "f", unit: "Hz", log: true },
    y: { label: "Z-HIT, modulus", unit: "%", log: false },
    zero: true,
    symmetric: true,
    points: [{ label: "Z-HIT", x: found.frequencyHz, y: found.residualPercent, shape: "circle", colour: "data" }],
    curves: [],
  };
});

/** Whether the spectrum can be trusted, before anything is fitted to it. */
export function Quality(): JSX.Element {
  const { value: check, error, isStale, isStopped } = checked.value;
  const sweep = currentSweep.value;
  if (check === null || sweep === undefined) {
    if (isStopped) return <p class="empty">Nothing is known of this spectrum yet.</p>;
    return <p class="empty">{error === null ? "Checking \u2026" : error.message}</p>;
  }
  const { word, grade } = checkWords[check.status];
  return (
    <div class={`two${isStale ? " stale" : ""}`}>
      <div class="column words">
        <p>
          <Badge grade={grade} word={word} />
        </p>
        <p>{sentenceText(check.verdict)}</p>
        {check.violations.length === 0 ? null : (
          <div class="row">
            <button
              type="button"
              onClick={() => {
                change(
                  excludePoints(
                    sweep.id,
                    check.violations.map(({ index }) => index),
                  ),
                );
              }}
            >
              Leave out {counted(check.violations.length, "point")}
            </button>
          </div>
        )}
        {sweep.notes.length + sweep.warnings.length === 0 ? null : (
          <details>
            <summary>How the file was read</summary>
            {sweep.warnings.map((text) => (
              <p class="warn">{text}</p>
            ))}
            {sweep.notes.map((text) => (
              <p>{text}</p>
            ))}
          </details>
        )}
      </div>
      {kramersKronig.value === null ? null : <Plot name="Kramers-Kronig" model={kramersKronig.value} />}
      {zhit.value === null ? null : <Plot name="Z-HIT" model={zhit.value} />}
    </div>
  );
}
