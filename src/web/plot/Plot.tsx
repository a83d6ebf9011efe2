import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { JSX } from "preact";
import { theme } from "../tastes.ts";
import type { PlotModel } from "./model.ts";
import { Surface, type Box } from "./surface.ts";

/** What a plot of the spectrum's own points can be asked and told. */
export interface Pointing {
  /** The point that is pointed at anywhere. */
  readonly at: number | null;
  readonly count: number;
  readonly point: (index: number | null) => void;
  readonly toggle: (indices: readonly number[]) => void;
  readonly describe: (index: number) => string;
}

interface Properties {
  readonly name: string;
  /** The name as it is typeset. */
  readonly title?: JSX.Element;
  readonly model: PlotModel;
  /** What is plotted: of something else all is shown, whatever was zoomed into before. */
  readonly subject?: string;
  readonly pointing?: Pointing;
  readonly tools?: JSX.Element;
}

const CLICK = 5;
const KEYS =
  "Arrow keys move over the points, x or Delete leaves the point out or takes it back, z zooms by the next drag, 0 shows all.";

/** A plot that follows its model, its size and the theme; with `pointing` its points can be left out by mouse, finger or keys. */
export function Plot({ name, title, model, subject, pointing, tools }: Properties): JSX.Element {
  const frame = useRef<HTMLDivElement>(null);
  const base = useRef<HTMLCanvasElement>(null);
  const over = useRef<HTMLCanvasElement>(null);
  const surface = useRef<Surface | null>(null);
  const start = useRef<{ x: number; y: number } | null>(null);
  const [zooming, setZooming] = useState(false);
  const [isZoomed, setZoomed] = useState(false);
  const [words, setWords] = useState<{ text: string; x: number; y: number } | null>(null);

  useLayoutEffect(() => {
    if (frame.current === null || base.current === null || over.current === null) return undefined;
    const made = new Surface(base.current, over.current);
    surface.current = made;
    const element = frame.current;
    const observer = new ResizeObserver(() => {
      made.resize(element.clientWidth, element.clientHeight);
    });
    observer.observe(element);
    made.resize(element.clientWidth, element.clientHeight);
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    const refresh = (): void => {
      made.refresh();
    };
    scheme.addEventListener("change", refresh);
    return () => {
      observer.disconnect();
      scheme.removeEventListener("change", refresh);
      made.stop();
    };
  }, []);
  useLayoutEffect(() => {
    surface.current?.update(model);
  }, [model]);
  useEffect(() => {
    surface.current?.refresh();
  }, [theme.value]);
  useEffect(() => {
    surface.current?.zoom();
    setZoomed(false);
  }, [subject]);
  const at = pointing?.at ?? null;
  useEffect(() => {
    surface.current?.point(at);
  }, [at]);

  const placeIn = (event: PointerEvent): { x: number; y: number } => {
    const box = frame.current?.getBoundingClientRect();
    return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) };
  };
  const tell = (index: number | null): void => {
    const place = index === null ? null : (surface.current?.placeOf(index) ?? null);
    setWords(
      place === null || index === null || pointing === undefined ? null : { text: pointing.describe(index), ...place },
    );
  };
  const boxTo = (event: PointerEvent): Box | undefined => {
    if (start.current === null) return undefined;
    const { x, y } = placeIn(event);
    return { x1: start.current.x, y1: start.current.y, x2: x, y2: y };
  };
  const isDrag = ({ x1, y1, x2, y2 }: Box): boolean => Math.abs(x2 - x1) + Math.abs(y2 - y1) > CLICK;
  const down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    start.current = placeIn(event);
    frame.current?.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent): void => {
    const box = boxTo(event);
    if (box !== undefined && isDrag(box)) {
      surface.current?.brush(box);
      setWords(null);
      return;
    }
    if (pointing === undefined) return;
    const { x, y } = placeIn(event);
    const index = surface.current?.nearest(x, y) ?? null;
    pointing.point(index);
    tell(index);
  };
  const up = (event: PointerEvent): void => {
    const box = boxTo(event);
    start.current = null;
    surface.current?.brush(undefined);
    if (box === undefined) return;
    if (isDrag(box)) {
      if (zooming || pointing === undefined) {
        surface.current?.zoom(box);
        setZooming(false);
        setZoomed(true);
      } else {
        const points = surface.current?.within(box) ?? [];
        if (points.length > 0) pointing.toggle(points);
      }
      return;
    }
    if (pointing === undefined) return;
    const index = surface.current?.nearest(box.x2, box.y2) ?? null;
    if (index !== null) pointing.toggle([index]);
  };
  const showAll = (): void => {
    surface.current?.zoom();
    setZooming(false);
    setZoomed(false);
  };
  const key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const here = pointing?.at ?? null;
    const last = (pointing?.count ?? 0) - 1;
    const go = (index: number): void => {
      const place = Math.max(0, Math.min(last, index));
      pointing?.point(place);
      tell(place);
    };
    switch (event.key) {
      case "ArrowRight":
      case "ArrowUp":
        go(here === null ? 0 : here + 1);
        break;
      case "ArrowLeft":
      case "ArrowDown":
        go(here === null ? last : here - 1);
        break;
      case "Home":
        go(0);
        break;
      case "End":
        go(last);
        break;
      case "x":
      case "Delete":
      case "Backspace":
      case "Enter":
      case " ":
        if (here !== null) pointing?.toggle([here]);
        break;
      case "z":
        setZooming(!zooming);
        break;
      case "0":
      case "Escape":
        showAll();
        break;
      default:
        return;
    }
    event.preventDefault();
  };

  return (
    <figure class="plot">
      <figcaption>
        <span class="plot-name">{title ?? name}</span>
        {tools}
        <span class="plot-tools">
          {isZoomed ? (
            <button type="button" class="quiet" onClick={showAll} title="Show all (0)">
              Show all
            </button>
          ) : null}
          <button
            type="button"
            class="quiet icon"
            aria-pressed={zooming}
            title="Zoom by the next drag (z)"
            aria-label={`Zoom ${name} by the next drag`}
            onClick={() => {
              setZooming(!zooming);
            }}
          >
            <svg viewBox="0 0 16 16" aria-hidden="true">
              <circle cx="7" cy="7" r="4.5" />
              <path d="M10.5 10.5 14 14M7 5v4M5 7h4" />
            </svg>
          </button>
        </span>
      </figcaption>
      <div
        ref={frame}
        class={`plot-frame${zooming ? " zooming" : ""}`}
        tabIndex={0}
        role="application"
        aria-roledescription="plot"
        aria-label={`${name}. ${pointing === undefined ? "z zooms by the next drag, 0 shows all." : KEYS}`}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={() => {
          start.current = null;
          surface.current?.brush(undefined);
        }}
        onPointerLeave={() => {
          if (start.current !== null) return;
          pointing?.point(null);
          setWords(null);
        }}
        onBlur={() => {
          pointing?.point(null);
          setWords(null);
        }}
        onDblClick={showAll}
        onKeyDown={key}
      >
        <canvas ref={base} />
        <canvas ref={over} />
        {words === null || at === null ? null : (
          <div class="point-words" style={{ left: `${String(words.x)}px`, top: `${String(words.y)}px` }}>
            {words.text}
          </div>
        )}
      </div>
    </figure>
  );
}
