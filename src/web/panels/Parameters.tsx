import { useRef, useState } from "preact/hooks";
import type { JSX } from "preact";
import type { Circuit, CircuitParameter, FittedParameter, ParameterInterval, ParameterVerdict } from "../../index.ts";
import { details, fitted } from "../compute/results.ts";
import type { FitOutcome } from "../compute/requests.ts";
import { intervalText, quantityText, roughText, sentenceText, unitText } from "../format.ts";
import { setParameter } from "../session/changes.ts";
import { change, circuit, isSliding, session, trial } from "../state.ts";
import { derivedWords, statusWords, type Grade } from "../words.ts";
import { Badge } from "./Badge.tsx";
import { Limits } from "./Limits.tsx";
import { Name } from "./Name.tsx";

/** Decades on either side of a value that a slider reaches. */
const REACH = 2;
const STEPS = 1000;

interface Track {
  readonly toShare: (value: number) => number;
  readonly toValue: (share: number) => number;
}

/** The way of a slider: by the logarithm for what is positive by its nature, within its limits. */
function trackOf(parameter: CircuitParameter, around: number): Track {
  const record = parameter.element.record.parameters[parameter.index];
  if (record?.scale === "logarithmic") {
    const centre = around > 0 && around < Infinity ? around : record.default || 1;
    const low = Math.max(parameter.lower, centre / 10 ** REACH);
    const high = Math.min(parameter.upper, centre * 10 ** REACH);
    return {
      toShare: (value) => Math.log(Math.max(value, low) / low) / Math.log(high / low),
      toValue: (share) => low * (high / low) ** share,
    };
  }
  const low = Number.isFinite(parameter.lower) ? parameter.lower : around - 1;
  const high = Number.isFinite(parameter.upper) ? parameter.upper : around + 1;
  return { toShare: (value) => (value - low) / (high - low), toValue: (share) => low + share * (high - low) };
}

interface RowProperties {
  readonly parameter: CircuitParameter;
  readonly fit: FittedParameter;
  readonly interval: ParameterInterval | undefined;
  readonly verdict: ParameterVerdict | undefined;
}

function verdictOf({ fit, verdict }: RowProperties): {
  readonly word: string;
  readonly grade: Grade;
  readonly sentence: string;
} {
  if (fit.status === "free" && verdict !== undefined && verdict.determination !== "determined") {
    const grade = verdict.determination === "loose" ? "fair" : "bad";
    return { word: verdict.determination, grade, sentence: verdict.sentence ?? "" };
  }
  return { ...statusWords[fit.status], sentence: verdict?.sentence ?? "" };
}

function intervalWords({ fit, interval }: RowProperties): string {
  const own = interval?.interval ?? fit.interval;
  if (own === null) return interval?.reason ?? "";
  // Where the method was chosen for all, it need not be said with each.
  const isOwn = interval?.method === "profile" && session.value.intervals === "auto";
  const by = isOwn ? ", by profile" : "";
  return `95 %: ${intervalText(own, fit.unit)}${by}`;
}

/** A value that ran to 0 or to infinity ends at some power of ten that means nothing. */
function hasRunAway({ status, value }: FittedParameter): boolean {
  return status === "at-bound" && value !== 0 && !(Math.abs(value) > 1e-16 && Math.abs(value) < 1e16);
}

/** A value with an error as large as itself has no digits to show. */
function isUnknown({ status, value, stderr }: FittedParameter): boolean {
  if (stderr === null) return status === "unidentified";
  return value > 0 && stderr > 0.8 * value;
}

function Row(properties: RowProperties): JSX.Element {
  const { parameter, fit } = properties;
  const { name } = parameter;
  const [isOpen, open] = useState(false);
  const setting = session.value.settings[name];
  const isHeld = setting?.fixed !== undefined;
  const moved = trial.value?.[name];
  const value = moved ?? setting?.fixed ?? fit.value;
  // A held value is its own middle at the time it was held only; else the slider would run away from the hand.
  const middle = useRef(fit.value);
  if (!isHeld) middle.current = fit.value;
  const track = trackOf(parameter, middle.current);
  const isFree = fit.status !== "tied";
  const { word, grade, sentence } = verdictOf(properties);
  const text =
    moved === undefined && hasRunAway(fit)
      ? `\u2192 ${fit.value < 1 ? "0" : "\u221E"} ${unitText(fit.unit)}`
      : moved === undefined && isUnknown(fit)
        ? roughText(value, fit.unit)
        : quantityText(value, moved === undefined ? fit.stderr : null, fit.unit);
  const hold = (): void => {
    if (isHeld) {
      const { fixed, ...rest } = setting;
      void fixed;
      change(setParameter(name, rest));
    } else change(setParameter(name, { ...setting, fixed: value }));
  };
  return (
    <li class={`parameter${moved === undefined ? "" : " moved"}`}>
      <div class="parameter-head">
        <button
          type="button"
          class="parameter-name"
          aria-expanded={isOpen}
          title="Value and limits"
          onClick={() => {
            open(!isOpen);
          }}
        >
          <Name name={name} />
        </button>
        <output class="parameter-value">{text}</output>
        <button
          type="button"
          class="quiet icon lock"
          aria-pressed={isHeld}
          aria-label={`Hold ${name}`}
          title={isHeld ? "Let it be fitted again" : "Hold at this value"}
          disabled={!isFree}
          onClick={hold}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <rect x="3.5" y="7" width="9" height="6.5" rx="1.5" />
            <path d={isHeld ? "M5.5 7V5a2.5 2.5 0 0 1 5 0v2" : "M5.5 7V5a2.5 2.5 0 0 1 4.8-1"} />
          </svg>
        </button>
      </div>
      <input
        type="range"
        min={0}
        max={STEPS}
        step={1}
        aria-label={`${name} slider`}
        aria-valuetext={text}
        disabled={!isFree}
        value={STEPS * track.toShare(value)}
        onBlur={() => {
          isSliding.value = false;
        }}
        onInput={(event) => {
          const next = track.toValue(Number(event.currentTarget.value) / STEPS);
          // Of a parameter that is held the others follow by a fit; else the curve follows the slider alone.
          if (isHeld) {
            change(setParameter(name, { ...setting, fixed: next }), `hold ${name}`);
            isSliding.value = true;
          } else trial.value = { ...trial.value, [name]: next };
        }}
      />
      <div class="parameter-foot">
        <span class="interval">{intervalWords(properties)}</span>
        <Badge grade={grade} word={word} />
      </div>
      {sentence === "" ? null : <p class="sentence">{sentenceText(sentence)}</p>}
      {isOpen ? <Limits key={name} parameter={parameter} value={value} /> : null}
    </li>
  );
}

function rowsOf(known: Circuit, fit: FitOutcome): RowProperties[] {
  const extra = details.value.isStale ? null : details.value.value;
  const verdicts = new Map(extra?.identifiability.parameters.map((verdict) => [verdict.name, verdict]));
  return known.parameters.flatMap((parameter, index) => {
    const own = fit.parameters[index];
    if (own?.name !== parameter.name) return [];
    return [
      { parameter, fit: own, interval: extra?.intervals.parameters[index], verdict: verdicts.get(parameter.name) },
    ];
  });
}

/** The fitted parameters with sliders, intervals and verdicts. */
export function Parameters(): JSX.Element {
  const known = circuit.value;
  const { value: fit, error, isStale } = fitted.value;
  if (known === undefined || fit === null) {
    return (
      <div class="parameters">
        {error === null ? (
          <p class="empty">{isStale ? "Fitting \u2026" : "No fit yet."}</p>
        ) : (
          <p class="bad" role="alert">
            {error.message}
          </p>
        )}
      </div>
    );
  }
  return (
    <div class={`parameters${isStale ? " stale" : ""}`}>
      <ul>
        {rowsOf(known, fit).map((row) => (
          <Row key={row.parameter.name} {...row} />
        ))}
      </ul>
      {fit.derived.length === 0 ? null : (
        <table class="derived">
          <caption>Derived</caption>
          <tbody>
            {fit.derived.map(({ name, expression, value, stderr, unit, status }) => (
              <tr key={name}>
                <th scope="row" title={expression}>
                  <Name name={name} />
                  {status === "derived" ? null : <span class="note"> {derivedWords[status]}</span>}
                </th>
                <td>{quantityText(value, stderr, unit)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
