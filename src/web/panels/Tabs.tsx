import { useEffect } from "preact/hooks";
import type { ComponentType, JSX } from "preact";
import type { Pending } from "../compute/followed.ts";
import { checked, comparison, distribution, series, wanted } from "../compute/results.ts";
import { currentSweep, panel, type PanelName } from "../state.ts";
import { Compare } from "./Compare.tsx";
import { Drt } from "./Drt.tsx";
import { Quality } from "./Quality.tsx";
import { Series } from "./Series.tsx";
import { Stopped, useLate, Working } from "./Working.tsx";

/** What is computed for a panel, by whoever does. */
interface Work {
  readonly what: string;
  readonly of: { readonly value: Pending<unknown>; stop(): void; again(): void };
}

const PANELS: Readonly<
  Record<PanelName, { readonly title: string; readonly content: ComponentType; readonly work: Work }>
> = {
  quality: { title: "Data quality", content: Quality, work: { what: "Checking", of: checked } },
  drt: { title: "Relaxation times", content: Drt, work: { what: "Inverting", of: distribution } },
  compare: { title: "Compare", content: Compare, work: { what: "Comparing", of: comparison } },
  series: { title: "Series", content: Series, work: { what: "Fitting the series", of: series } },
};
const NAMES: readonly PanelName[] = ["quality", "drt", "compare", "series"];

/** The panels below the plots. */
export function Tabs(): JSX.Element {
  const current = panel.value;
  const { content: Content, work } = PANELS[current];
  useEffect(() => {
    wanted.drt.value = current === "drt";
    wanted.compare.value = current === "compare";
    wanted.series.value = current === "series";
  }, [current]);
  const move = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    const next = NAMES[(NAMES.indexOf(current) + step + NAMES.length) % NAMES.length] ?? current;
    panel.value = next;
    document.getElementById(`tab-${next}`)?.focus();
    event.preventDefault();
  };
  return (
    <section class="tabs" aria-label="More about the spectrum">
      <div class="tab-list" role="tablist" onKeyDown={move}>
        {NAMES.map((name) => (
          <button
            type="button"
            role="tab"
            key={name}
            id={`tab-${name}`}
            aria-controls="tab-panel"
            aria-selected={name === current}
            tabIndex={name === current ? 0 : -1}
            onClick={() => {
              panel.value = name;
            }}
          >
            {PANELS[name].title}
          </button>
        ))}
      </div>
      <PanelWork key={current} {...work} />
      <div class="tab-panel" id="tab-panel" role="tabpanel" aria-labelledby={`tab-${current}`}>
        {currentSweep.value === undefined ? <p class="empty">Open a spectrum first.</p> : <Content />}
      </div>
    </section>
  );
}

/** How far the panel's work is, where it takes long: beside the tabs, so that nothing moves. */
function PanelWork({ what, of }: Work): JSX.Element | null {
  const { isStale, progress, isStopped } = of.value;
  const isLong = useLate(isStale);
  if (isStopped) {
    return (
      <div class="panel-work">
        <Stopped
          what={what}
          again={() => {
            of.again();
          }}
        />
      </div>
    );
  }
  if (!isLong) return null;
  return (
    <div class="panel-work">
      <Working
        what={what}
        progress={progress}
        stop={() => {
          of.stop();
        }}
      />
    </div>
  );
}
