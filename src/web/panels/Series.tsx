import { computed } from "@preact/signals";
import type { JSX } from "preact";
import { conditionKinds, isConditionKind, type ConditionKind } from "../../index.ts";
import type { ActivatedLine, SeriesExportKind, SeriesOutcome } from "../compute/requests.ts";
import { series, seriesJob } from "../compute/results.ts";
import { quantityText, sentenceText } from "../format.ts";
import { Plot } from "../plot/Plot.tsx";
import type { PlotModel } from "../plot/model.ts";
import { assign } from "../session/changes.ts";
import { change, session } from "../state.ts";
import { saveSeries, saveSeriesPng } from "../save.ts";
import { Conditions } from "./Conditions.tsx";
import { PictureRow } from "./ExportMenu.tsx";
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
    y: { label: ordinate, unit: "", log: false },
    celsius: true,
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

const PICTURES: readonly (readonly [file: SeriesExportKind, title: string])[] = [
  ["arrhenius.svg", "Arrhenius plot"],
  ["series-nyquist.svg", "Nyquist plots"],
  ["series-bode.svg", "Bode plots"],
  ["series-parameters.svg", "Parameters"],
];
const TABLES: readonly (readonly [file: SeriesExportKind, title: string])[] = [
  ["arrhenius.csv", "Activation energies, CSV"],
  ["series.csv", "Parameters, CSV"],
  ["series.json", "Series, JSON"],
  ["series.txt", "Series, text"],
];

/** Files of the whole series; pictures are drawn as the menu of exports has it. */
function SeriesFiles({ kind }: { readonly kind: ConditionKind }): JSX.Element {
  const isShown = ([file]: readonly [SeriesExportKind, string]): boolean =>
    kind === "temperature" || !file.startsWith("arrhenius");
  return (
    <div class="series-files" role="group" aria-label="Files of the series">
      {PICTURES.filter(isShown).map(([file, title]) => (
        <PictureRow
          key={file}
          title={title}
          isIdle={false}
          svg={() => void saveSeries(file)}
          png={() => void saveSeriesPng(file)}
        />
      ))}
      {TABLES.filter(isShown).map(([file, title]) => (
        <button type="button" key={file} onClick={() => void saveSeries(file)}>
          {title}
        </button>
      ))}
    </div>
  );
}

/** Activation energies, with what is doubtful about each under it. */
function Energies({ lines }: { readonly lines: SeriesOutcome["activated"] }): JSX.Element | null {
  if (lines.length === 0) return null;
  return (
    <table class="derived energies">
      <caption>Activation energies</caption>
      <tbody>
        {lines.map(({ name, energy, energyError, unit, warnings }, place) => (
          <tr key={name}>
            <th scope="row">
              <i class="key line" style={{ background: `var(--series-${String(place % 6)})` }} aria-hidden="true" />{" "}
              {name}
              {warnings.map((text) => (
                <p class="note" key={text}>
                  {sentenceText(text)}
                </p>
              ))}
            </th>
            <td>{quantityText(energy, energyError, unit)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A series: conditions and geometry in a table, the fits, the Arrhenius plot. */
export function Series(): JSX.Element {
  const { value: found, error, isStale, isStopped } = series.value;
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
        {found === null ? null : <Energies lines={found.activated} />}
      </div>
      <div class="column">
        {error === null ? null : (
          <p class="bad" role="alert">
            {sentenceText(error.message)}
          </p>
        )}
        {seriesJob.value !== null && found === null && error === null && !isStopped ? (
          <p class="empty">Fitting the series …</p>
        ) : null}
        {arrhenius.value.map((model) => (
          <Plot key={model.y.label} name="Arrhenius" model={model} />
        ))}
        {found === null ? null : (
          <>
            <div class="words">
              {found.failures.map(({ label, message }) => (
                <p class="bad" key={label}>
                  {label}: {sentenceText(message)}
                </p>
              ))}
              {[...found.warnings, ...found.refused].map((text) => (
                <p class="note" key={text}>
                  {sentenceText(text)}
                </p>
              ))}
            </div>
            <SeriesFiles kind={found.kind} />
          </>
        )}
      </div>
      {found === null ? null : <Trends found={found} />}
    </div>
  );
}
