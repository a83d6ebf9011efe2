import { useEffect, useState } from "preact/hooks";
import type { JSX } from "preact";
import { fitted } from "../compute/results.ts";
import { Plot } from "../plot/Plot.tsx";
import { currentSweep, isSliding, trial } from "../state.ts";
import { TrialTools } from "./FitHead.tsx";
import { nyquist } from "./Spectrum.tsx";

/** Whether the Nyquist plot is in sight. */
function useInSight(subject: string | undefined): boolean {
  const [isSeen, setSeen] = useState(true);
  useEffect(() => {
    const plot = document.querySelector(".nyquist .plot-frame");
    if (plot === null) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        setSeen(entries.at(-1)?.isIntersecting ?? true);
      },
      { threshold: 0.35 },
    );
    observer.observe(plot);
    return () => {
      observer.disconnect();
    };
  }, [subject]);
  return isSeen;
}

/** A slider moves a curve: where the plot is out of sight, as on a phone, a small one comes to the slider. */
export function Peek(): JSX.Element | null {
  const isSeen = useInSight(currentSweep.value?.id);
  const { value: fit } = fitted.value;
  const isMoving = trial.value !== null || isSliding.value;
  if (isSeen || !isMoving || nyquist.value === null || fit === null) return null;
  return (
    <aside class="peek" aria-label="The curve of the sliders">
      <Plot name="Nyquist" model={nyquist.value} />
      {trial.value === null ? null : (
        <div class="row">
          <TrialTools fit={fit} moved={trial.value} />
        </div>
      )}
    </aside>
  );
}
