import { useRef } from "preact/hooks";
import type { JSX } from "preact";
import { openExample } from "../actions.ts";
import { openFiles, stopOpening } from "../opening.ts";
import { badges } from "../compute/badges.ts";
import { examples } from "../examples.ts";
import { counted, shortName, shortText } from "../format.ts";
import { includeAll, removeSweeps, selectSweep } from "../session/changes.ts";
import { excludedOf, type Sweep } from "../session/session.ts";
import { change, currentSweep, opening, session, showsAll } from "../state.ts";
import { checkWords } from "../words.ts";
import { Badge } from "./Badge.tsx";
import { MOST_OTHERS } from "./Spectrum.tsx";

/** Opens files by a click; dropping them works everywhere on the page. */
export function OpenButton({ words }: { readonly words: string }): JSX.Element {
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={field}
        type="file"
        multiple
        hidden
        aria-label="Instrument files"
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = "";
          void openFiles(files);
        }}
      />
      <button
        type="button"
        class="primary"
        onClick={() => {
          field.current?.click();
        }}
      >
        {words}
      </button>
    </>
  );
}

function Entry({ sweep }: { readonly sweep: Sweep }): JSX.Element {
  const isCurrent = currentSweep.value?.id === sweep.id;
  const status = badges.value.get(sweep.id);
  const left = excludedOf(session.value, sweep.id).length;
  const points = sweep.frequencyHz.length;
  return (
    <li class={isCurrent ? "current" : ""}>
      <button
        type="button"
        class="sweep"
        aria-current={isCurrent}
        tabIndex={isCurrent ? 0 : -1}
        title={sweep.name}
        onClick={() => {
          change(selectSweep(sweep.id), "view");
        }}
      >
        <span class="sweep-name">{shortName(sweep.name)}</span>
        <span class="sweep-foot">
          <span>
            {shortText(sweep.frequencyHz.at(-1) ?? 0, "Hz", 2)}–{shortText(sweep.frequencyHz[0] ?? 0, "Hz", 2)}
          </span>
          <span>{left === 0 ? counted(points, "point") : `${String(points - left)} of ${String(points)}`}</span>
        </span>
        {status === undefined ? null : <Badge {...checkWords[status]} />}
      </button>
      <button
        type="button"
        class="quiet icon remove"
        aria-label={`Remove ${sweep.name}`}
        title="Remove"
        onClick={() => {
          change(removeSweeps([sweep.id]));
          focusCurrent();
        }}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M4 4l8 8M12 4l-8 8" />
        </svg>
      </button>
    </li>
  );
}

/** Arrows go through the list, which is one stop of the Tab key however long it is. */
function step(event: KeyboardEvent): void {
  const { sweeps } = session.value;
  const here = sweeps.findIndex(({ id }) => id === currentSweep.value?.id);
  const last = sweeps.length - 1;
  const goals: Readonly<Record<string, number>> = {
    ArrowDown: here + 1,
    ArrowRight: here + 1,
    ArrowUp: here - 1,
    ArrowLeft: here - 1,
    Home: 0,
    End: last,
  };
  const goal = goals[event.key];
  const next = goal === undefined ? undefined : sweeps[Math.max(0, Math.min(last, goal))];
  if (next === undefined) return;
  event.preventDefault();
  change(selectSweep(next.id), "view");
  focusCurrent();
}

/** To the sweep that is looked at, once it is drawn: what had the focus may be gone. */
function focusCurrent(): void {
  requestAnimationFrame(() => {
    document.querySelector<HTMLElement>('.sweeps [aria-current="true"]')?.focus();
  });
}

/** The spectra that are open, with the verdict of their check. */
export function Sweeps(): JSX.Element {
  const { sweeps } = session.value;
  const sweep = currentSweep.value;
  const left = sweep === undefined ? 0 : excludedOf(session.value, sweep.id).length;
  return (
    <nav class="sweeps" aria-label="Spectra">
      <div class="sweeps-head">
        <OpenButton words="Open files" />
        <p class="note" role="status">
          {opening.value === null
            ? "or drop, or paste them"
            : `Reading ${String(opening.value.done)} of ${String(opening.value.all)} …`}
          {opening.value === null ? null : (
            <button type="button" class="quiet" onClick={stopOpening}>
              Stop
            </button>
          )}
        </p>
      </div>
      {sweeps.length === 0 ? (
        <div class="examples">
          <p>Nothing open yet. Examples:</p>
          {examples.map((example) => (
            <button
              type="button"
              key={example.title}
              title={example.words}
              onClick={() => {
                openExample(example);
              }}
            >
              {example.title}
            </button>
          ))}
        </div>
      ) : (
        <ul onKeyDown={step}>
          {sweeps.map((each) => (
            <Entry key={each.id} sweep={each} />
          ))}
        </ul>
      )}
      {left === 0 || sweep === undefined ? null : (
        <button
          type="button"
          onClick={() => {
            change(includeAll(sweep.id));
            focusCurrent();
          }}
        >
          Take all {left} back
        </button>
      )}
      {sweeps.length < 2 ? null : (
        <label class="check">
          <input
            type="checkbox"
            checked={showsAll.value}
            onChange={(event) => {
              showsAll.value = event.currentTarget.checked;
            }}
          />
          {sweeps.length > MOST_OTHERS ? `Draw the first ${String(MOST_OTHERS)}` : `Draw all ${String(sweeps.length)}`}
        </label>
      )}
      {sweeps.length < 2 ? null : (
        <button
          type="button"
          class="quiet"
          onClick={() => {
            change(removeSweeps(sweeps.map(({ id }) => id)));
          }}
        >
          Remove all {sweeps.length}
        </button>
      )}
    </nav>
  );
}
