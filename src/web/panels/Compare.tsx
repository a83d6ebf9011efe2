import { useMemo } from "preact/hooks";
import type { JSX } from "preact";
import { parseCircuit } from "../../index.ts";
import { circuitOutline, drawCircuit } from "../../report/index.ts";
import { curveOf, smoothFrequencies, valuesOf } from "../compute/curve.ts";
import type { ComparedOutcome } from "../compute/requests.ts";
import { comparison } from "../compute/results.ts";
import { percentText, sentenceText } from "../format.ts";
import { Plot } from "../plot/Plot.tsx";
import type { PlotModel } from "../plot/model.ts";
import { addCompared, removeCompared, setCircuit } from "../session/changes.ts";
import { change, currentSweep, draft, excluded, readCircuit, session } from "../state.ts";
import type { Sweep } from "../session/session.ts";
import { residualModel } from "./Spectrum.tsx";
import { Svg } from "./Svg.tsx";

/** Differences of AICc below this are no reason to prefer a circuit (Burnham and Anderson 2002). */
const NO_REASON = 2;
const MOST_SHARE = 0.995;

function nyquistOf(sweep: Sweep, { text, fit }: ComparedOutcome, left: readonly number[], colour: string): PlotModel {
  const circuit = parseCircuit(text);
  const grid = smoothFrequencies(sweep.frequencyHz[0] ?? 1, sweep.frequencyHz.at(-1) ?? 1);
  const { re, im } = curveOf(circuit, valuesOf(circuit, fit.parameters), grid);
  return {
    x: { label: "Z\u2032", unit: "\u03A9", log: false },
    y: { label: "\u2212Z\u2033", unit: "\u03A9", log: false },
    equal: true,
    zero: true,
    points: [{ label: "data", x: sweep.re, y: sweep.im.map((value) => -value), shape: "circle", colour: "data" }],
    curves: [{ label: "fit", x: re, y: Array.from(im, (value) => -value), colour }],
    excluded: new Set(left),
  };
}

function shareText(weight: number): string {
  return weight > MOST_SHARE ? ">99\u202F%" : weight < 0.005 ? "<1\u202F%" : `${(100 * weight).toFixed(0)}\u202F%`;
}

function Card({
  compared,
  place,
  sweep,
}: {
  readonly compared: ComparedOutcome;
  readonly place: number;
  readonly sweep: Sweep;
}): JSX.Element {
  const { text, fit, deltaAicc, akaikeWeight, parameters } = compared;
  const colour = `series-${String(place % 6)}`;
  const left = excluded.value;
  const drawing = useMemo(() => drawCircuit(parseCircuit(text), { width: 460 }), [text]);
  const nyquist = useMemo(() => nyquistOf(sweep, compared, left, colour), [sweep, compared, left, colour]);
  const misfit = useMemo(() => residualModel(fit.residuals), [fit]);
  const isOwn = text === session.value.circuit;
  return (
    <article class="card compared" aria-label={circuitOutline(text)}>
      <Svg markup={drawing} />
      <dl class="figures-list">
        <div>
          <dt>ΔAICc</dt>
          <dd>{deltaAicc === null ? "\u2013" : deltaAicc.toFixed(1)}</dd>
        </div>
        <div>
          <dt>evidence</dt>
          <dd>{shareText(akaikeWeight)}</dd>
        </div>
        <div>
          <dt>parameters</dt>
          <dd>{parameters}</dd>
        </div>
        <div>
          <dt>rms</dt>
          <dd>{percentText(fit.residualPercent)}</dd>
        </div>
      </dl>
      <Plot name="Nyquist" model={nyquist} />
      <Plot name="Residuals" model={misfit} />
      <p class="note">{sentenceText(compared.residualVerdict)}</p>
      <div class="row card-foot">
        {isOwn ? (
          <span class="note">shown above</span>
        ) : (
          <>
            <button
              type="button"
              onClick={() => {
                draft.value = null;
                change((present) => setCircuit(text)(addCompared(present.circuit)(present)));
              }}
            >
              Use this one
            </button>
            <button
              type="button"
              class="quiet"
              onClick={() => {
                change(removeCompared(text));
              }}
            >
              Remove
            </button>
          </>
        )}
      </div>
    </article>
  );
}

/** Several circuits side by side. */
export function Compare(): JSX.Element {
  const sweep = currentSweep.value;
  const { value: found, error, isStale } = comparison.value;
  const { circuit, compared } = session.value;
  const others = compared.filter((text) => text !== circuit);
  const add = (
    <form
      class="row"
      onSubmit={(event) => {
        event.preventDefault();
        const field = event.currentTarget.elements.namedItem("other");
        if (!(field instanceof HTMLInputElement)) return;
        const { error: wrong } = readCircuit(field.value);
        field.setCustomValidity(wrong === undefined ? "" : (wrong.message.split("\n")[0] ?? ""));
        if (!field.reportValidity()) return;
        change(addCompared(field.value));
        field.value = "";
      }}
    >
      <input
        name="other"
        required
        spellcheck={false}
        placeholder="Another circuit, as R0-(R1|CPE1)"
        aria-label="Another circuit to compare with"
        onInput={(event) => {
          event.currentTarget.setCustomValidity("");
        }}
      />
      <button type="submit">Add</button>
    </form>
  );
  if (others.length === 0 || sweep === undefined) {
    return (
      <div class="words">
        <p>
          Circuits side by side on the same points: type another one here, or keep the one above with its Compare
          button.
        </p>
        {add}
      </div>
    );
  }
  const [best, second] = found?.ranked ?? [];
  const isTie = second?.deltaAicc !== undefined && second.deltaAicc !== null && second.deltaAicc < NO_REASON;
  return (
    <div class={isStale ? "stale" : ""}>
      <div class="words">
        {error === null ? null : (
          <p class="bad" role="alert">
            {error.message}
          </p>
        )}
        {found === null ? null : <p>{sentenceText(found.verdict)}</p>}
        {found?.nested.map(({ special, general, text }) => (
          <p class="note" key={`${special} ${general}`}>
            {circuitOutline(special)} in {circuitOutline(general)}: {sentenceText(text)}
          </p>
        ))}
        {best === undefined || !isTie ? null : (
          <p class="note">AICc differs by less than 2: no reason to prefer either.</p>
        )}
        {add}
      </div>
      <div class="cards">
        {found?.ranked.map((each, place) => (
          <Card key={each.text} compared={each} place={place} sweep={sweep} />
        ))}
      </div>
      {error === null ? null : (
        <div class="row">
          {others.map((text) => (
            <button
              type="button"
              class="quiet"
              onClick={() => {
                change(removeCompared(text));
              }}
            >
              Remove {circuitOutline(text)}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
