import { EngineError } from "../kernel/engineError.ts";
import type { FromThread, ToThread } from "./messages.ts";

/** A web worker, or a worker thread of Node, by what both can do. */
export interface Thread {
  post(message: ToThread): void;
  /** Whom messages and the thread's end go to; set once, when it is present. */
  listen(onMessage: (message: FromThread) => void, onEnd: (reason: string) => void): void;
  /** Whether the thread keeps the program running; browsers do not ask. */
  hold(held: boolean): void;
  terminate(): void;
}

/** A worker of the host's own making whose script is `eisfit/pool/worker`. */
export type WorkerMaker = () => Worker;

interface NodeWorker {
  postMessage(message: unknown): void;
  on(event: "message", listener: (message: FromThread) => void): void;
  on(event: "error", listener: (error: Error) => void): void;
  on(event: "exit", listener: (code: number) => void): void;
  ref(): void;
  unref(): void;
  terminate(): Promise<number>;
}

interface NodeThreads {
  /** From the script's text, which bundlers leave behind less easily than a file. */
  readonly Worker: new (script: string, options: { readonly eval: true }) => NodeWorker;
}

interface NodeHost {
  readonly process?: {
    readonly versions?: { readonly node?: string };
    getBuiltinModule?(name: "node:worker_threads"): NodeThreads;
    getBuiltinModule?(name: "node:os"): { availableParallelism(): number };
  };
  readonly navigator?: { readonly hardwareConcurrency?: number };
}

const host = globalThis as unknown as NodeHost;

/** As many threads as the machine runs at once. */
export function hostConcurrency(): number {
  return host.process?.getBuiltinModule?.("node:os").availableParallelism() ?? host.navigator?.hardwareConcurrency ?? 2;
}

/** Starts a thread and waits until its script runs. */
export async function startThread(maker: WorkerMaker | undefined): Promise<Thread> {
  if (maker !== undefined) return await present(browserThread(maker()));
  const threads = typeof Worker === "function" ? undefined : host.process?.getBuiltinModule?.("node:worker_threads");
  if (threads !== undefined) return await present(nodeThread(new threads.Worker(await workerText(), { eval: true })));
  if (typeof Worker !== "function") throw notStarted("This host has neither web workers nor worker threads.");
  try {
    return await present(browserThread(fileWorker()));
  } catch {
    // Not beside this module, as in a bundle whose maker does not know workers, or on another origin: from the text inside.
    return await fromText(await workerText());
  }
}

async function workerText(): Promise<string> {
  return (await import("./workerText.generated.ts")).workerText;
}

/** In the form that bundlers look for. */
function fileWorker(): Worker {
  return new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
}

async function fromText(text: string): Promise<Thread> {
  const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  try {
    return await present(browserThread(new Worker(address)));
  } catch {
    throw notStarted(
      "A web worker could not be started. A content security policy must allow the script of eisfit/pool/worker in worker-src, or " +
        "blob: there; or give createPool a worker of your own: { worker: () => new Worker(address of eisfit/pool/worker) }.",
    );
  } finally {
    URL.revokeObjectURL(address);
  }
}

function notStarted(message: string): EngineError {
  return new EngineError("not-available", message);
}

/** The thread, when it has said that it is there. */
async function present(thread: Thread): Promise<Thread> {
  return await new Promise((resolve, reject) => {
    thread.listen(
      () => {
        resolve(thread);
      },
      (reason) => {
        thread.terminate();
        reject(notStarted(`A thread could not be started: ${reason}.`));
      },
    );
  });
}

function browserThread(worker: Worker): Thread {
  return {
    post(message) {
      worker.postMessage(message);
    },
    listen(onMessage, onEnd) {
      worker.onmessage = ({ data }: MessageEvent<FromThread>) => {
        onMessage(data);
      };
      worker.onerror = (event) => {
        event.preventDefault();
        // A script that cannot be loaded comes without a message.
        onEnd(event.message || "its script could not be loaded");
      };
    },
    hold: () => undefined,
    terminate() {
      worker.onmessage = null;
      worker.onerror = null;
      worker.terminate();
    },
  };
}

function nodeThread(worker: NodeWorker): Thread {
  let onMessage: (message: FromThread) => void = () => undefined;
  let onEnd: (reason: string) => void = () => undefined;
  worker.on("message", (message) => {
    onMessage(message);
  });
  worker.on("error", (error) => {
    onEnd(error.message);
  });
  worker.on("exit", (code) => {
    onEnd(`it ended with ${String(code)}`);
  });
  return {
    post(message) {
      worker.postMessage(message);
    },
    listen(first, second) {
      onMessage = first;
      onEnd = second;
    },
    hold(held) {
      if (held) worker.ref();
      else worker.unref();
    },
    terminate() {
      onMessage = () => undefined;
      onEnd = () => undefined;
      void worker.terminate();
    },
  };
}
