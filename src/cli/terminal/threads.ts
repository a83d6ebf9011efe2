/**
 * Two threads: the main one holds the terminal and hears Ctrl-C, a second one works. A thread that fits hears nothing until the
 * fit is done, so that nobody could end it otherwise.
 */
import { rmSync } from "node:fs";
import { parentPort, Worker, workerData } from "node:worker_threads";
import { FAILED, FAULT, INTERRUPTED, type Streams } from "../host.ts";
import { WriteError } from "../outputFolder.ts";
import { watchPartialFiles } from "../writeFiles.ts";
import { ActivityLine } from "./activity.ts";
import { Interruption } from "./interruption.ts";
import { terminalOfProcess, widthOf, type Terminal } from "./terminal.ts";

/** What the working thread says. */
type Message =
  | { readonly to: "out" | "note"; readonly text: string }
  /** A file under its temporary name has been begun, or has got its own. */
  | { readonly partial: string; readonly isBegun: boolean }
  | { readonly activity: string | undefined }
  | { readonly status: number };

interface Start {
  readonly words: readonly string[];
  readonly terminal: Terminal;
  readonly interruption: SharedArrayBuffer;
  readonly waiting: SharedArrayBuffer;
}

type Run = (words: readonly string[], streams: Streams) => Promise<number>;

/** Characters that may wait for a slow reader of stdout before the work waits too. */
const MOST_WAITING = 2 ** 24;
const TERMINATED = 143;

/** In the main thread: has the module at `program` do the work in a thread of its own, and gives the exit status. */
export function superviseWork(program: URL, words: readonly string[]): Promise<number> {
  const interruption = new Interruption();
  const waiting = new Int32Array(new SharedArrayBuffer(4));
  const start: Start = {
    words,
    terminal: terminalOfProcess(),
    interruption: interruption.memory,
    waiting: waiting.buffer,
  };
  const worker = new Worker(program, { workerData: start });
  const partials = new Set<string>();
  const { error: screen } = start.terminal;
  const line = screen.isTerminal
    ? new ActivityLine({ write: (text) => void process.stderr.write(text), width: widthOf(screen) })
    : undefined;
  const endAtOnce = (status: number): void => {
    for (const path of partials) rmSync(path, { force: true });
    // The bar, if there is one, must not stand before the prompt.
    if (start.terminal.error.isTerminal) process.stderr.write("\r\u001b[K");
    process.exit(status);
  };
  process.on("SIGINT", () => {
    if (!interruption.isHeld || interruption.isRequested) endAtOnce(INTERRUPTED);
    interruption.request();
    line?.clear();
    const clear = start.terminal.error.isTerminal ? "\r\u001b[K" : "";
    process.stderr.write(`${clear}Ctrl-C: ending after what is at hand; once more ends at once.\n`);
  });
  process.on("SIGTERM", () => endAtOnce(TERMINATED));
  watchOutput(() => endAtOnce(FAILED));
  return new Promise((resolve) => {
    let status: number | undefined;
    worker.on("message", (message: Message) => {
      if ("status" in message) status = message.status;
      else if ("activity" in message) line?.show(message.activity);
      else if ("partial" in message) partials[message.isBegun ? "add" : "delete"](message.partial);
      else if (message.to === "note") {
        line?.clear();
        process.stderr.write(message.text);
      } else {
        line?.clear();
        process.stdout.write(message.text, () => {
          Atomics.sub(waiting, 0, message.text.length);
          Atomics.notify(waiting, 0);
        });
      }
    });
    worker.on("error", (error: Error) => {
      process.stderr.write(faultText(error, words.includes("--debug")));
      status = FAULT;
    });
    worker.on("exit", () => resolve(status ?? FAULT));
  });
}

/** In the working thread: does the work, and sends what it says to the main one. */
export async function workInThread(run: Run): Promise<void> {
  const { words, terminal, interruption, waiting } = workerData as Start;
  const unread = new Int32Array(waiting);
  const send = (message: Message): void => parentPort?.postMessage(message);
  watchPartialFiles((partial, isBegun) => send({ partial, isBegun }));
  const out = (text: string): void => {
    send({ to: "out", text });
    Atomics.add(unread, 0, text.length);
    let length = Atomics.load(unread, 0);
    while (length > MOST_WAITING) {
      Atomics.wait(unread, 0, length);
      length = Atomics.load(unread, 0);
    }
  };
  const note = (text: string): void => send({ to: "note", text });
  const activity = (what: string | undefined): void => send({ activity: what });
  const status = await run(words, { out, note, activity, terminal, interruption: new Interruption(interruption) });
  send({ status });
}

/** Does the work in this thread, which hears Ctrl-C only where it waits for a file. */
export async function workHere(run: Run, words: readonly string[]): Promise<number> {
  watchOutput(() => process.exit(FAILED));
  try {
    return await run(words, {
      out: (text) => void process.stdout.write(text),
      note: (text) => void process.stderr.write(text),
      terminal: terminalOfProcess(),
    });
  } catch (error) {
    process.stderr.write(
      faultText(error instanceof Error ? error : new Error(String(error)), words.includes("--debug")),
    );
    return FAULT;
  }
}

/**
 * A reader that has seen enough, such as `head`, closes the pipe: that is no fault of ours. What cannot be written for another reason, as
 * on a full disk, ends the work.
 */
function watchOutput(end: () => void): void {
  // Nobody could be told that nobody can be told.
  process.stderr.on("error", () => undefined);
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") return;
    process.stderr.write(`error: ${new WriteError("The output", error).message}.\n`);
    end();
  });
}

export function faultText(error: Error, debug: boolean): string {
  const what = `error: eisfit itself is at fault: ${error.message}\n`;
  if (debug) return `${what}${error.stack ?? ""}\n`;
  return `${what}Please report it with the command and, if you may, the file; --debug adds where in the program it happened.\n`;
}
