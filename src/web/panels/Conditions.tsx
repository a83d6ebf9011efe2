import type { JSX } from "preact";
import { conditionKinds } from "../../index.ts";
import type { SeriesOutcome } from "../compute/requests.ts";
import { percentText, shortName } from "../format.ts";
import { selectSweep, setConditions, toggleInSeries } from "../session/changes.ts";
import { change, session } from "../state.ts";
import { outcomeWords } from "../words.ts";
import { Badge } from "./Badge.tsx";

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

/** The conditions of a series in a table, with the fit of each spectrum. */
export function Conditions({ found }: { readonly found: SeriesOutcome | null }): JSX.Element {
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
            <th scope="col">rms of fit</th>
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
                    {shortName(name, 34)}
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
                <td>
                  {fit === undefined || outcome === undefined ? null : (
                    <>
                      <Badge grade={outcome.grade} word={percentText(fit.residualPercent)} title={outcome.word} />
                      <span class={outcome.grade === "good" ? "visually-hidden" : "sweep-facts"}>{outcome.word}</span>
                    </>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
