import { computed } from "@preact/signals";
import type { JSX } from "preact";
import { conditionKinds, isConditionKind } from "../../index.ts";
import type { ActivatedLine, SeriesExportKind, SeriesOutcome } from "../compute/requests.ts";
import { series, seriesJob } from "../compute/results.ts";
import { percentText, quantityText, unitText } from "../format.ts";
import { Plot } from "../plot/Plot.tsx";
import type { PlotModel } from "../plot/model.ts";
import { assign, selectSweep, setConditions, setSample, toggleInSeries } from "../session/changes.ts";
import type { SampleTexts } from "../session/session.ts";
import { change, session } from "../state.ts";
import { saveSeries } from "../save.ts";
import { outcomeWords } from "../words.ts";
import { Badge } from "./Badge.tsx";

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

const SAMPLE_FIELDS: readonly (readonly [field: keyof SampleTexts, label: string, example: string])[] = [
  ["thickness", "thickness", "0.1 cm"],
  ["area", "area", "0.5 cm2"],
  ["diameter", "or diameter", "8 mm"],
];

/** Geometry of the sample: with it, conductivities follow. */
export function SampleFields(): JSX.Element {
  return (
    <fieldset class="sample">
      <legend>Sample</legend>
      {SAMPLE_FIELDS.map(([field, label, example]) => (
        <label key={field}>
          {label}
          <input
            value={session.value.sample[field]}
            placeholder={example}
            onChange={(event) => {
              change(setSample(field, event.currentTarget.value));
            }}
          />
        </label>
      ))}
    </fieldset>
  );
}

/** A column that was copied from a spreadsheet goes down from the field it is pasted into. */
function paste(event: ClipboardEvent, from: string): void {
  const rows = (event.clipboardData?.getData("text") ?? "").split(/\r?\n/).filter((row) => row.trim() !== "");
  if (rows.length < 2) return;
  event.preventDefault();
  const ids = session.value.sweeps.map(({ id }) => id);
  const start = ids.indexOf(from);
  const texts = rows.flatMap((row, place) => {
    const id = ids[start + place];
    return id === undefined ? [] : [[id, row.trim()] as const];
  });
  change(setConditions(Object.fromEntries(texts)));
}

function Table({ found }: { readonly found: SeriesOutcome | null }): JSX.Element {
  const { sweeps, outOfSeries, conditions, conditionKind } = session.value;
  const kind = conditionKind ?? found?.kind ?? "temperature";
  const { title, unit } = conditionKinds[kind];
  const fits = new Map(found?.fits.map((fit) => [fit.id, fit]));
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Conditions">
      <table class="conditions">
        <thead>
          <tr>
            <th scope="col">in</th>
            <th scope="col">spectrum</th>
            <th scope="col">
              {title}
              {unit === "-" ? "" : ` / ${kind === "temperature" ? "\u00B0C" : unit}`}
            </th>
            <th scope="col">fit</th>
            <th scope="col">rms</th>
          </tr>
        </thead>
        <tbody>
          {sweeps.map(({ id, name }) => {
            const fit = fits.get(id);
            const outcome = Object.entries(outcomeWords).find(([key]) => key === fit?.outcome)?.[1];
            return (
              <tr key={id}>
                <td>
                  <input
                    type="checkbox"
                    aria-label={`${name} takes part`}
                    checked={!outOfSeries.includes(id)}
                    onChange={() => {
                      change(toggleInSeries(id));
                    }}
                  />
                </td>
                <td>
                  <button
                    type="button"
                    class="link"
                    title={name}
                    onClick={() => {
                      change(selectSweep(id), "view");
                    }}
                  >
                    {name}
                  </button>
                </td>
                <td>
                  <input
                    class="condition"
                    aria-label={`${title} of ${name}`}
                    value={conditions[id] ?? ""}
                    placeholder={
                      found?.conditions[id] === undefined ? "" : String(Number(found.conditions[id].toPrecision(6)))
                    }
                    onPaste={(event) => {
                      paste(event, id);
                    }}
                    onChange={(event) => {
                      change(setConditions({ [id]: event.currentTarget.value }));
                    }}
                  />
                </td>
                <td>{outcome === undefined ? "" : <Badge {...outcome} />}</td>
                <td class="number">{fit === undefined ? "" : percentText(fit.residualPercent)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** Parameters or quantities over the condition, one plot a quantity. */
function Trends({ found }: { readonly found: SeriesOutcome }): JSX.Element {
  const { unit } = conditionKinds[found.kind];
  const names = found.fits[0]?.parameters.map(({ name }) => name) ?? [];
  return (
    <details class="trends">
      <summary>All parameters over {conditionKinds[found.kind].title}</summary>
      <div class="cards">
        {names.map((name, place) => {
          const own = found.fits.map(({ parameters }) => parameters[place]);
          const parameterUnit = unitText(own[0]?.unit ?? "");
          const values = own.map((parameter) => parameter?.value ?? Number.NaN);
          const isWide = Math.max(...values) > 5 * Math.min(...values) && Math.min(...values) > 0;
          return (
            <Plot
              key={name}
              name={name}
              model={{
                x: {
                  label: conditionKinds[found.kind].title,
                  unit: found.kind === "temperature" ? "\u00B0C" : unit,
                  log: false,
                },
                y: { label: name, unit: parameterUnit, log: isWide },
                points: [
                  {
                    label: name,
                    x: found.fits.map(({ condition }) => condition),
                    y: values,
                    error: own.map((parameter) => parameter?.stderr ?? null),
                    shape: "circle",
                    colour: "accent",
                  },
                ],
                curves: [],
              }}
            />
          );
        })}
      </div>
    </details>
  );
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
        <Table found={found} />
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
            <Trends found={found} />
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
    </div>
  );
}
