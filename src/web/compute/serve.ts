import { init } from "../../index.ts";
import { answer, type Answering } from "./answering.ts";
import type { RequestMessage } from "./requests.ts";

/** What a worker needs of its surroundings; the types of the page do not have it. */
interface WorkerScope {
  postMessage(message: unknown): void;
  addEventListener(kind: "message", listener: (event: MessageEvent<RequestMessage>) => void): void;
}

/** Answers messages from now on. */
export function serve(scope: WorkerScope, by: Answering): void {
  // What fails here fails again with the first request, which is told.
  init().catch(() => undefined);
  scope.addEventListener("message", ({ data }) => {
    void answer(data, by, (message) => {
      scope.postMessage(message);
    });
  });
}
