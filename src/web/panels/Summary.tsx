import type { JSX } from "preact";
import { details, fitness, fitted } from "../compute/results.ts";
import { counted, sentenceText } from "../format.ts";
import { assign } from "../session/changes.ts";
import { INTERVALS, LOSSES, OBJECTIVES, WEIGHTS } from "../session/decode.ts";
import { change, session } from "../state.ts";
import { Choice } from "./Choice.tsx";
import { Stopped, useLate, Working } from "./Working.tsx";

const objectiveWords = {
  impedance: "impedance",
  admittance: "admittance",
  "modulus-phase": "|Z| and phase",
  "log-modulus": "ln |Z| and phase",
} as const;
const lossWords = { squares: "squares", huber: "Huber", cauchy: "Cauchy" } as const;
const intervalWords = {
  auto: "automatic",
  wald: "covariance",
  profile: "profile",
  bootstrap: "bootstrap",
} as const;

/** Weight, objective, loss and how intervals are found. */
export function FitOptions(): JSX.Element {
  const { weight, objective, loss, intervals } = session.value;
  return (
    <div class="options">
      <Choice
        label="weight"
        value={weight}
        all={WEIGHTS}
        words={(each) => each}
        choose={(chosen) => {
          change(assign({ weight: chosen }));
        }}
      />
      <Choice
        label="residuals of"
        value={objective}
        all={OBJECTIVES}
        words={(each) => objectiveWords[each]}
        choose={(chosen) => {
          change(assign({ objective: chosen }));
        }}
      />
      <Choice
        label="loss"
        value={loss}
        all={LOSSES}
        words={(each) => lossWords[each]}
        choose={(chosen) => {
          change(assign({ loss: chosen }));
        }}
      />
      <Choice
        label="intervals"
        hint="Automatic: by the covariance where it can be trusted, else by the profile of the likelihood"
        value={intervals}
        all={INTERVALS}
        words={(each) => intervalWords[each]}
        choose={(chosen) => {
          change(assign({ intervals: chosen }));
        }}
      />
    </div>
  );
}

/** What the fit says in sentences. */
export function FitWords(): JSX.Element | null {
  const { value: fit } = fitted.value;
  const { value: more, isStopped, error } = details.value;
  if (fit === null) return null;
  const told = new Set(more?.identifiability.parameters.map(({ name }) => name));
  const warnings = fit.warnings.filter(
    (text) =>
      text !== fit.termination.message && ![...told].some((name) => text.startsWith(`${name} is not determined`)),
  );
  return (
    <div class="words">
      {error === null ? null : (
        <p class="bad" role="alert">
          {sentenceText(error.message)}
        </p>
      )}
      {isStopped ? (
        <Stopped
          what="The search for intervals"
          again={() => {
            details.again();
          }}
        />
      ) : null}
      {more?.intervalsError === undefined || more.intervalsError === null ? null : (
        <p class="warn">
          No intervals by {session.value.intervals}: {sentenceText(more.intervalsError)} Those shown are the automatic
          ones.
        </p>
      )}
      {more?.intervals.warnings.map((text) => (
        <p class="warn" key={text}>
          {sentenceText(text)}
        </p>
      ))}
      {more === null ? null : <p>{more.identifiability.verdict}</p>}
      {more?.identifiability.directions.map(({ sentence }) => (
        <p key={sentence}>{sentenceText(sentence)}</p>
      ))}
      {fit.termination.outcome === "converged" ? null : <p class="warn">{sentenceText(fit.termination.message)}</p>}
      {warnings.map((text) => (
        <p class={/points? (?:was|were) left out/.test(text) ? "note" : "warn"} key={text}>
          {sentenceText(text)}
        </p>
      ))}
      {more === null ? null : <p>{sentenceText(more.residualVerdict)}</p>}
      <Fitness />
      {fit.otherMinima > 0 ? (
        <p>
          {fit.termination.startsAgreeing} of {fit.termination.starts} starts led here;{" "}
          {counted(fit.otherMinima, "other minimum").replace("minimums", "minima")} met.
        </p>
      ) : null}
    </div>
  );
}

/** Whether a better circuit could fit better. */
function Fitness(): JSX.Element | null {
  const { value, isStale, progress, isStopped } = fitness.value;
  const isLong = useLate(isStale);
  const stop = (): void => {
    fitness.stop();
  };
  if (isLong) return <Working what="Looking for the best possible fit" progress={progress} stop={stop} />;
  if (isStopped) {
    return (
      <Stopped
        what="The search for the best possible fit"
        again={() => {
          fitness.again();
        }}
      />
    );
  }
  return value === null ? null : <p>{sentenceText(value)}</p>;
}
