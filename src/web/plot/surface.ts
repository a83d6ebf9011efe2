import type { PlotModel } from "./model.ts";
import {
  CELSIUS_HEIGHT,
  clip,
  drawAxes,
  drawBands,
  drawCurve,
  drawMarks,
  drawPoints,
  placeOfY,
  type Ink,
} from "./draw.ts";
import { drawNames } from "./names.ts";
import { equalised, fromX, fromY, rangeOf, toX, usualMagnitude, type Area, type View } from "./scales.ts";

/** A rectangle in CSS pixels. */
export interface Box {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

const MARGIN = { left: 46, right: 12, top: 26, bottom: 38 };
/** Pixels within which the pointer is at a point. */
const REACH = 16;

/**
 * Two canvases on each other: below what changes with the data, above what changes while somebody points, brushes or drags a
 * slider. Drawn once a frame at most.
 */
export class Surface {
  readonly #base: HTMLCanvasElement;
  readonly #over: HTMLCanvasElement;
  #model: PlotModel | undefined;
  #zoomed: View | undefined;
  #view: View | undefined;
  #area: Area = { left: 0, top: 0, width: 1, height: 1 };
  #size = { width: 1, height: 1 };
  #ratio = 1;
  #pointed: number | null = null;
  #box: Box | undefined;
  #frame = 0;
  #isBaseOld = true;

  constructor(base: HTMLCanvasElement, over: HTMLCanvasElement) {
    this.#base = base;
    this.#over = over;
  }

  update(model: PlotModel): void {
    const old = this.#model;
    this.#model = model;
    const isSame =
      old?.points === model.points &&
      old.excluded === model.excluded &&
      old.flagged === model.flagged &&
      sameBands(old, model);
    const view = this.#view;
    this.#setView();
    if (!isSame || !sameView(view, this.#view)) this.#isBaseOld = true;
    this.#request();
  }

  /** The theme or the size may have changed. */
  refresh(): void {
    this.#isBaseOld = true;
    this.#setView();
    this.#request();
  }

  resize(width: number, height: number): void {
    this.#ratio = Math.max(1, window.devicePixelRatio);
    for (const canvas of [this.#base, this.#over]) {
      canvas.width = Math.round(width * this.#ratio);
      canvas.height = Math.round(height * this.#ratio);
    }
    this.#size = { width, height };
    this.refresh();
  }

  #setArea(): void {
    const { width, height } = this.#size;
    const { left, right, bottom } = MARGIN;
    const top = MARGIN.top + (this.#model?.celsius === true ? CELSIUS_HEIGHT : 0);
    this.#area = { left, top, width: Math.max(1, width - left - right), height: Math.max(1, height - top - bottom) };
  }

  point(index: number | null): void {
    if (this.#pointed === index) return;
    this.#pointed = index;
    this.#request();
  }

  brush(box: Box | undefined): void {
    this.#box = box;
    this.#request();
  }

  get isZoomed(): boolean {
    return this.#zoomed !== undefined;
  }

  /** Shows what lies in a box only; everything without one. */
  zoom(box?: Box): void {
    const view = this.#view;
    if (box === undefined || view === undefined) this.#zoomed = undefined;
    else {
      const [x1, x2] = [
        fromX(view, this.#area, Math.min(box.x1, box.x2)),
        fromX(view, this.#area, Math.max(box.x1, box.x2)),
      ];
      const [y1, y2] = [
        fromY(view, this.#area, Math.max(box.y1, box.y2)),
        fromY(view, this.#area, Math.min(box.y1, box.y2)),
      ];
      if (x2 > x1 && y2 > y1)
        this.#zoomed = { x: { ...view.x, low: x1, high: x2 }, y: { ...view.y, low: y1, high: y2 } };
    }
    this.refresh();
  }

  /** The index of the point nearest to a place, within reach. */
  nearest(x: number, y: number): number | null {
    let found: number | null = null;
    let least = REACH * REACH;
    this.#eachPoint((index, px, py) => {
      const distance = (px - x) ** 2 + (py - y) ** 2;
      if (distance >= least) return;
      least = distance;
      found = index;
    });
    return found;
  }

  /** Indices of the points in a box. */
  within({ x1, y1, x2, y2 }: Box): number[] {
    const found = new Set<number>();
    this.#eachPoint((index, x, y) => {
      const isIn = x >= Math.min(x1, x2) && x <= Math.max(x1, x2) && y >= Math.min(y1, y2) && y <= Math.max(y1, y2);
      if (isIn) found.add(index);
    });
    return [...found].sort((a, b) => a - b);
  }

  /** Where a point is drawn, for the words beside it. */
  placeOf(wanted: number): { readonly x: number; readonly y: number } | null {
    let found: { x: number; y: number } | null = null;
    this.#eachPoint((index, x, y) => {
      if (index === wanted) found ??= { x, y };
    });
    return found;
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
  }

  #eachPoint(visit: (index: number, x: number, y: number) => void): void {
    const [model, view] = [this.#shown(), this.#view];
    if (model === undefined || view === undefined) return;
    for (const { x, y, index } of model.points) {
      for (let place = 0; place < x.length; place++) {
        const px = toX(view, this.#area, x[place] ?? Number.NaN);
        const py = placeOfY(model, view, this.#area, y[place] ?? Number.NaN);
        if (Number.isFinite(px) && Number.isFinite(py)) visit(index?.[place] ?? place, px, py);
      }
    }
  }

  #setView(): void {
    const model = this.#model;
    if (model === undefined) return;
    this.#setArea();
    const view = this.#zoomed ?? wholeView(model);
    this.#view = view !== undefined && model.equal === true ? equalised(view, this.#area) : view;
  }

  /** In a part of the whole, what lies outside is out of sight. */
  #shown(): PlotModel | undefined {
    const model = this.#model;
    return model === undefined || this.#zoomed === undefined ? model : { ...model, symmetric: false };
  }

  #request(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      this.#draw();
    });
  }

  #draw(): void {
    const [model, view] = [this.#shown(), this.#view];
    const ink = inkOf(this.#base);
    if (this.#isBaseOld) {
      const ctx = cleared(this.#base, this.#ratio);
      if (ctx !== null && model !== undefined && view !== undefined) {
        drawAxes(ctx, model, view, this.#area, ink);
        clip(ctx, this.#area);
        drawBands(ctx, model.bands, view, this.#area, ink);
        for (const series of model.points) drawPoints(ctx, series, model, view, this.#area, ink);
        drawNames(ctx, model, view, this.#area, ink);
      }
      ctx?.restore();
      this.#isBaseOld = false;
    }
    const ctx = cleared(this.#over, this.#ratio);
    if (ctx === null) return;
    if (model !== undefined && view !== undefined) {
      clip(ctx, this.#area);
      for (const curve of model.curves) drawCurve(ctx, curve, view, this.#area, ink);
      drawMarks(ctx, model.marks, view, this.#area, ink);
      this.#drawPointed(ctx, ink);
      this.#drawBox(ctx, ink);
    }
    ctx.restore();
  }

  #drawPointed(ctx: CanvasRenderingContext2D, ink: Ink): void {
    if (this.#pointed === null) return;
    ctx.strokeStyle = ink.colour("accent");
    ctx.lineWidth = 2;
    this.#eachPoint((index, x, y) => {
      if (index !== this.#pointed) return;
      ctx.beginPath();
      ctx.arc(x, y, 6.5, 0, 2 * Math.PI);
      ctx.stroke();
    });
  }

  #drawBox(ctx: CanvasRenderingContext2D, ink: Ink): void {
    if (this.#box === undefined) return;
    const { x1, y1, x2, y2 } = this.#box;
    ctx.fillStyle = ink.colour("accent-soft");
    ctx.strokeStyle = ink.colour("accent");
    ctx.lineWidth = 1;
    ctx.fillRect(x1, y1, x2 - x1, y2 - y1);
    ctx.strokeRect(x1, y1, x2 - x1, y2 - y1);
  }
}

/** The context of a cleared canvas in CSS pixels; to be restored. */
function cleared(canvas: HTMLCanvasElement, ratio: number): CanvasRenderingContext2D | null {
  const ctx = canvas.getContext("2d");
  ctx?.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx?.clearRect(0, 0, canvas.width, canvas.height);
  ctx?.save();
  return ctx;
}

function inkOf(canvas: HTMLCanvasElement): Ink {
  const style = getComputedStyle(canvas);
  return { colour: (token) => style.getPropertyValue(`--${token}`).trim(), font: style.fontFamily };
}

function wholeView(model: PlotModel): View | undefined {
  const curves = model.fitCurves === true ? model.curves : [];
  const margin = 0.06;
  const x = rangeOf(
    [...model.points, ...curves, ...(model.bands ?? [])].map((each) => each.x),
    model.x.log,
    margin,
  );
  const bands = (model.bands ?? []).map(({ high }) => high);
  const errors = model.points.flatMap(({ y, error }) =>
    error === undefined ? [] : [-1, 1].map((sign) => Array.from(y, (value, k) => value + sign * (error[k] ?? 0))),
  );
  const y = rangeOf([...[...model.points, ...curves].map((each) => each.y), ...bands, ...errors], model.y.log, margin);
  if (x === undefined || y === undefined) return undefined;
  if (model.symmetric !== true) return { x, y: model.zero === true && y.low > 0 ? { ...y, low: 0 } : y };
  const most = 1.1 * (usualMagnitude(model.points.map((each) => each.y)) || 1);
  return { x, y: { low: -most, high: most, log: false } };
}

function sameView(first: View | undefined, second: View | undefined): boolean {
  return JSON.stringify(first) === JSON.stringify(second);
}

function sameBands(first: PlotModel, second: PlotModel): boolean {
  return first.bands === second.bands;
}
