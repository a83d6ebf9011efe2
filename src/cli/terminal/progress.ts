import { noPaint, type Paint } from "./colour.ts";

/** Where a bar is drawn. */
export interface ProgressOutput {
  /** Writes to stderr. */
  readonly write: (text: string) => void;
  /** Characters a line; undefined where there is no terminal, and no bar then. */
  readonly width: number | undefined;
  readonly paint?: Paint;
  /** Milliseconds. */
  readonly now?: () => number;
}

const CLEAR_LINE = "\r\u001b[K";
const MOST_CELLS = 24;
/** Work that is done sooner shows no bar. */
const PATIENCE_MS = 400;
/** No more often, so that drawing takes no time from the work. */
const EVERY_MS = 80;

/**
 * A bar on stderr for work of many items: how many are done, how many a second, and how long the rest will take at this rate.
 * It is silent where stderr is not a terminal.
 */
export class Progress {
  #done: number;
  #part = "";
  #shown = false;
  #drawnAt = Number.NEGATIVE_INFINITY;
  readonly #began: number;
  /** Done before that. */
  readonly #before: number;
  readonly #total: number;
  readonly #items: string;
  readonly #output: Required<ProgressOutput>;

  /**
   * @param total how many items there are.
   * @param items what they are, in the plural: "spectra".
   * @param before how many are done already.
   */
  constructor(total: number, items: string, output: ProgressOutput, before = 0) {
    this.#done = before;
    this.#before = before;
    this.#total = total;
    this.#items = items;
    this.#output = { paint: noPaint, now: () => performance.now(), ...output };
    this.#began = this.#output.now();
  }

  /** One item more is done. */
  step(): void {
    this.reach(this.#done + 1);
  }

  /** So many items are done. */
  reach(done: number): void {
    if (done !== this.#done) this.#part = "";
    this.#done = done;
    this.#drawSometimes();
  }

  /** How far the item at hand is, in words that stand at the end where there is room. */
  within(part: string): void {
    this.#part = part;
    this.#drawSometimes();
  }

  #drawSometimes(): void {
    const now = this.#output.now();
    if (now - this.#began < PATIENCE_MS || now - this.#drawnAt < EVERY_MS) return;
    this.draw();
  }

  /** Draws the bar, for example behind a line that took its place. */
  draw(): void {
    const { write, width, now } = this.#output;
    if (width === undefined) return;
    this.#drawnAt = now();
    this.#shown = true;
    write(CLEAR_LINE + this.line(width));
  }

  /** Takes the bar away, for a line of text; true if it was there. */
  clear(): boolean {
    if (!this.#shown) return false;
    this.#output.write(CLEAR_LINE);
    this.#shown = false;
    return true;
  }

  /** The bar as text that fits into a line of so many characters. */
  line(width: number): string {
    const seconds = (this.#output.now() - this.#began) / 1000;
    const rate = seconds > 0 ? (this.#done - this.#before) / seconds : 0;
    const counted = `${String(this.#done)}/${String(this.#total)} ${this.#items}`;
    const left = this.#done < this.#total && rate > 0 ? `${durationText((this.#total - this.#done) / rate)} left` : "";
    const told = [counted, rate > 0 ? rateText(rate) : "", left, this.#part].filter((text) => text !== "");
    // The last column stays free: some terminals break the line there.
    let words = told.join("  ");
    while (words.length > width - 1 && told.pop() !== undefined) words = told.join("  ");
    const cells = Math.min(MOST_CELLS, width - 3 - words.length);
    if (cells < 4) return words;
    const full = Math.round((cells * Math.min(this.#done, this.#total)) / this.#total);
    return `${"█".repeat(full)}${this.#output.paint.faint("░".repeat(cells - full))}  ${words}`;
  }
}

function rateText(perSecond: number): string {
  if (perSecond >= 1) return `${perSecond.toFixed(perSecond >= 10 ? 0 : 1)}/s`;
  const perMinute = 60 * perSecond;
  return perMinute >= 1 ? `${perMinute.toFixed(1)}/min` : `${(60 * perMinute).toFixed(1)}/h`;
}

/** Minutes and seconds, with hours where there are some. */
export function durationText(seconds: number): string {
  const whole = Math.ceil(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (number: number): string => String(number).padStart(2, "0");
  return hours > 0 ? `${String(hours)}:${two(minutes)}:${two(rest)}` : `${String(minutes)}:${two(rest)}`;
}
