import { init } from "../../index.ts";
import { reply } from "./answer.ts";
import type { RequestMessage } from "./requests.ts";

/** What a worker needs of its surroundings; the types of the page do not have it. */
interface WorkerScope {
  postMessage(message: unknown): void;
  addEventListener(kind: "message", listener: (event: MessageEvent<RequestMessage>) => void): void;
}

/** Whether this script runs in a worker: page and worker are one script, so that it is loaded once. */
export function isWorker(): boolean {
  return typeof document === "undefined";
}

/** Answers messages from now on. */
export function serve(scope: WorkerScope): void {
  // What fails here fails again with the first request, which is told.
  init().catch(() => undefined);
  scope.addEventListener("message", ({ data }) => {
    void reply(data).then((answer) => {
      scope.postMessage(answer);
    });
  });
}

/**
 * A worker of this very script: from its address, or from its text where the page is a single file. Undefined where the host
 * has no workers.
 */
export function startWorker(): Worker | undefined {
  const script = document.getElementById("eisfit-script");
  if (!(script instanceof HTMLScriptElement) || typeof Worker === "undefined") return undefined;
  try {
    if (script.src !== "") return new Worker(script.src);
    workerAddress ??= URL.createObjectURL(new Blob([script.textContent ?? ""], { type: "text/javascript" }));
    return new Worker(workerAddress);
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}

let workerAddress: string | undefined;
