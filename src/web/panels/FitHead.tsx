import type { JSX } from "preact";
import { details, fitness, fitted } from "../compute/results.ts";
import type { FitOutcome } from "../compute/requests.ts";
import { counted, percentText, powerText } from "../format.ts";
import { assign } from "../session/changes.ts";
import { change, session, trial } from "../state.ts";
import { outcomeWords } from "../words.ts";
import { Badge } from "./Badge.tsx";
import { Stopped, useLate, Working } from "./Working.tsx";

/** Where a local fit starts: the sliders' values, and those of the fit for the others. */
function startFrom(fit: FitOutcome, moved: Readonly<Record<string, number>>): Record<string, number> {
  const own = fit.parameters.filter(({ status }) => status !== "tied" && status !== "fixed");
  const values = own.map(({ name, value }) => [name, moved[name] ?? value] as const);
  return Object.fromEntries(values.filter(([, value]) => Number.isFinite(value) && value !== 0));
}

/** What to do with sliders that are away from the fit. */
export function TrialTools({
  fit,
  moved,
}: {
  readonly fit: FitOutcome;
  readonly moved: Readonly<Record<string, number>>;
}): JSX.Element {
  return (
    <>
      <button
        type="button"
        class="primary"
        onClick={() => {
          change(assign({ start: startFrom(fit, moved) }));
        }}
      >
        Fit from here
      </button>
      <button
        type="button"
        onClick={() => {
          trial.value = null;
        }}
      >
        Back to the fit
      </button>
    </>
  );
}

/** A line of numbers; while sliders are away from the fit, what to do with them. It keeps its height, so that no slider jumps. */
function State({ fit, isStale }: { readonly fit: FitOutcome; readonly isStale: boolean }): JSX.Element {
  const moved = trial.value;
  if (moved !== null) {
    return (
      <div class="fit-state">
        <TrialTools fit={fit} moved={moved} />
      </div>
    );
  }
  if (session.value.start !== null) {
    return (
      <div class="fit-state">
        <span>from your start, rms {percentText(fit.residualPercent)}</span>
        <button
          type="button"
          onClick={() => {
            change(assign({ start: null }));
          }}
        >
          Search again
        </button>
      </div>
    );
  }
  const time = fit.milliseconds < 1 ? "<1" : fit.milliseconds.toFixed(0);
  return (
    <div class="fit-state" aria-busy={isStale}>
      {counted(fit.residuals.point.length, "point")} · rms {percentText(fit.residualPercent)}
      {fit.chi2Reduced === null ? "" : ` · χ²/ν ${powerText(fit.chi2Reduced)}`} · {time} ms
    </div>
  );
}

/** All that is made of the fit is made of it again, so that both are stopped together. */
const ofFit = [fitted, details, fitness];

function stopFit(): void {
  for (const each of ofFit) each.stop();
}

/** How the fit ended, in a word and a line of numbers; while it takes long, how far it is. */
export function FitHead(): JSX.Element {
  const { value: fit, isStale, progress, isStopped } = fitted.value;
  const more = details.value;
  const isLong = useLate(isStale);
  const isMoreLong = useLate(more.isStale && !isStale);
  const working = isLong ? (
    <Working what="Fitting" progress={progress} stop={stopFit} />
  ) : isMoreLong && trial.value === null ? (
    <Working
      what="Intervals"
      progress={more.progress}
      stop={() => {
        details.stop();
      }}
    />
  ) : null;
  return (
    <header class="panel-head">
      <h2>Fit</h2>
      {fit === null ? null : <Badge {...outcomeWords[fit.termination.outcome]} title={fit.termination.message} />}
      {working !== null ? (
        <div class="fit-state">{working}</div>
      ) : isStopped ? (
        <Stopped
          what="The fit"
          again={() => {
            for (const each of ofFit) each.again();
          }}
        />
      ) : fit === null ? null : (
        <State fit={fit} isStale={isStale} />
      )}
    </header>
  );
}
