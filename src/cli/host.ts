import { ansiPaint, noPaint, wantsColour, type ColourChoice, type Paint } from "./terminal/colour.ts";
import { highlight } from "./terminal/highlight.ts";
import { Interruption } from "./terminal/interruption.ts";
import { Progress } from "./terminal/progress.ts";
import { layout } from "./terminal/layout.ts";
import { noTerminal, widthOf, type Terminal } from "./terminal/terminal.ts";

/** Where a command line writes, and what it may know of that place; the tests put their own in its place. */
export interface Streams {
  readonly out: (text: string) => void;
  readonly note: (text: string) => void;
  /** What is sent to the command; standard input if not given. */
  readonly input?: AsyncIterable<Uint8Array>;
  /** None: output goes to files and pipes. */
  readonly terminal?: Terminal;
  /** Shows what goes on, beside the work; nobody does if not given. */
  readonly activity?: (what: string | undefined) => void;
  /** Who presses Ctrl-C; nobody if not given. */
  readonly interruption?: Interruption;
}

/** What a command does to be heard. */
export interface Host {
  /** Results for programs, byte for byte: JSON, CSV, drawings. With `--json`, one document and nothing else. */
  readonly out: (text: string) => void;
  /** Results for people: the same stream, set for the width of a terminal and with colours. */
  readonly show: (text: string) => void;
  /** Notes, warnings and errors, to stderr. */
  readonly note: (text: string) => void;
  /** Tells an error, and for `--debug` where in the program it arose. */
  readonly fail: (message: string, error: Error) => void;
  /** Begins a bar for work of so many items, named in the plural, some of them done before; the next one takes its place. */
  readonly progress: (total: number, items: string, before?: number) => Progress;
  /** Ends the bar, if there is one. */
  readonly endProgress: () => void;
  /** Tells what goes on where nothing can be counted, with the time it takes; undefined when it is over. A bar takes its place. */
  readonly activity: (what: string | undefined) => void;
  readonly interruption: Interruption;
  /** What is sent to the command; standard input if not given. */
  readonly input?: AsyncIterable<Uint8Array>;
  /** Characters a line of text for people may have; infinite where stdout is no terminal. */
  readonly width: number;
  readonly terminal: Terminal;
  /** How text on stdout and on stderr is set. */
  readonly paint: { readonly out: Paint; readonly error: Paint };
}

/** The options of all commands. */
export interface GlobalOptions {
  readonly color?: ColourChoice;
  readonly debug?: boolean;
}

/** A host for one command line on these streams. `options` are asked at each text, as they are read after it is made. */
export function hostOn(
  {
    out,
    note,
    input,
    terminal = noTerminal,
    interruption = new Interruption(),
    activity: show = () => undefined,
  }: Streams,
  options: () => GlobalOptions = () => ({}),
): Host {
  let bar: Progress | undefined;
  let goingOn: string | undefined;
  const beside = (write: () => void): void => {
    const wasShown = bar?.clear() === true;
    write();
    if (wasShown) bar?.draw();
  };
  const paintOf = (screen: "out" | "error"): Paint =>
    wantsColour(options().color ?? "auto", terminal[screen], terminal) ? ansiPaint : noPaint;
  const endProgress = (): void => {
    bar?.clear();
    bar = undefined;
    if (goingOn !== undefined) show(goingOn);
  };
  const host: Host = {
    out: (text) => beside(() => out(text)),
    show: (text) => beside(() => out(highlight(layout(text, widthOf(terminal.out)), paintOf("out")))),
    note: (text) => beside(() => note(highlight(layout(text, widthOf(terminal.error)), paintOf("error")))),
    progress: (total, items, before) => {
      bar?.clear();
      if (goingOn !== undefined) show(undefined);
      const { error } = terminal;
      const width = error.isTerminal ? widthOf(error) : undefined;
      bar = new Progress(total, items, { write: note, width, paint: paintOf("error") }, before);
      return bar;
    },
    endProgress,
    activity: (what) => {
      goingOn = what;
      if (bar === undefined) show(what);
    },
    fail: (message, error) => {
      host.note(`error: ${message}\n`);
      if (options().debug === true) host.note(`${error.stack ?? ""}\n`);
    },
    interruption,
    ...(input === undefined ? {} : { input }),
    width: widthOf(terminal.out),
    terminal,
    paint: {
      get out() {
        return paintOf("out");
      },
      get error() {
        return paintOf("error");
      },
    },
  };
  return host;
}

/** Exit statuses of the command line. */
export const DONE = 0;
/** A file could not be read, or a fit failed or did not converge. */
export const FAILED = 1;
/** The command line asks for something that cannot be. */
export const WRONG_USAGE = 2;
/** A fault of eisfit itself; that of sysexits.h for internal errors. */
export const FAULT = 70;
/** Ended by Ctrl-C: 128 and the number of the signal, as shells count. */
export const INTERRUPTED = 130;
