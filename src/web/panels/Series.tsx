import { computed } from "@preact/signals";
import type { JSX } from "preact";
import { conditionKinds, isConditionKind } from "../../index.ts";
import type { ActivatedLine, SeriesExportKind } from "../compute/requests.ts";
import { series, seriesJob } from "../compute/results.ts";
import { quantityText } from "../format.ts";
import { Plot } from "../plot/Plot.tsx";
import type { PlotModel } from "../plot/model.ts";
import { assign } from "../session/changes.ts";
import { change, session } from "../state.ts";
import { saveSeries } from "../save.ts";
import { Badge } from "./Badge.tsx";
import { Conditions } from "./Conditions.tsx";
import { SampleFields } from "./SampleFields.tsx";
import { Trends } from "./Trends.tsx";

/** One plot for each kind of ordinate; lines keep the colour of their place in the table. */
const arrhenius = computed((): PlotModel[] => {
  const all = (series.value.value?.activated ?? []).map((line, place) => ({ ...line, place }));
  const ordinates = [...new Set(all.map(({ ordinate }) => ordinate))];
  return ordinates.map((ordinate) =>
    modelOf(
      ordinate,
      all.filter((line) => line.ordinate === ordinate),
    ),
  );
});

function modelOf(ordinate: string, lines: readonly (ActivatedLine & { readonly place: number })[]): PlotModel {
  return {
    x: { label: "1000 K / T", unit: "", log: false },
    y: { label: ordinate.replace("sigma", "\u03C3"), unit: "", log: false },
    points: lines.map(({ name, points, place }) => ({
      label: name,
      x: points.map(({ x }) => x),
      y: points.map(({ y }) => y),
      error: points.map(({ error }) => error),
      shape: "circle" as const,
      colour: `series-${String(place % 6)}`,
    })),
    curves: lines.map(({ name, line, place }) => ({
      label: name,
      x: line.map(([x]) => x),
      y: line.map(([, y]) => y),
      colour: `series-${String(place % 6)}`,
    })),
  };
}

const FILES: readonly SeriesExportKind[] = [
  "arrhenius.svg",
  "arrhenius.csv",
  "series.csv",
  "series.json",
  "series.txt",
];

/** A series: conditions and geometry in a table, the fits, the Arrhenius plot. */
export function Series(): JSX.Element {
  const { value: found, error, isStale } = series.value;
  if (session.value.sweeps.length < 2) {
    return (
      <p class="empty">
        A series needs two spectra or more: drop their files together, or open the example over temperature.
      </p>
    );
  }
  return (
    <div class={`two series${isStale && found !== null ? " stale" : ""}`}>
      <div class="column">
        <div class="row">
          <label>
            over
            <select
              value={session.value.conditionKind ?? ""}
              onChange={(event) => {
                const { value } = event.currentTarget;
                change(assign({ conditionKind: isConditionKind(value) ? value : null }));
              }}
            >
              <option value="">what names and files tell</option>
              {Object.entries(conditionKinds).map(([kind, { title }]) => (
                <option value={kind}>{title}</option>
              ))}
            </select>
          </label>
        </div>
        <SampleFields />
        <Conditions found={found} />
      </div>
      <div class="column">
        {error === null ? null : (
          <p class="bad" role="alert">
            {error.message}
          </p>
        )}
        {seriesJob.value !== null && found === null && error === null ? (
          <p class="empty">Fitting the series …</p>
        ) : null}
        {arrhenius.value.map((model) => (
          <Plot key={model.y.label} name="Arrhenius" model={model} />
        ))}
        {found === null ? null : (
          <>
            <table class="derived">
              <tbody>
                {found.activated.map(({ name, energy, energyError, unit, warnings }, place) => (
                  <tr key={name}>
                    <th scope="row">
                      <i
                        class="key line"
                        style={{ background: `var(--series-${String(place % 6)})` }}
                        aria-hidden="true"
                      />{" "}
                      {name}
                    </th>
                    <td>
                      E<sub>a</sub> = {quantityText(energy, energyError, unit)}
                    </td>
                    <td>
                      {warnings.length === 0 ? "" : <Badge grade="fair" word="see below" title={warnings.join("\n")} />}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            <div class="words">
              {found.failures.map(({ label, message }) => (
                <p class="bad" key={label}>
                  {label}: {message}
                </p>
              ))}
              {[...found.activated.flatMap(({ warnings }) => warnings), ...found.warnings, ...found.refused].map(
                (text) => (
                  <p class="note" key={text}>
                    {text}
                  </p>
                ),
              )}
            </div>
            <div class="row">
              {FILES.filter((file) => found.kind === "temperature" || !file.startsWith("arrhenius")).map((file) => (
                <button
                  type="button"
                  key={file}
                  onClick={() => {
                    void saveSeries(file);
                  }}
                >
                  {file}
                </button>
              ))}
            </div>
          </>
        )}
      </div>
      {found === null ? null : <Trends found={found} />}
    </div>
  );
}
