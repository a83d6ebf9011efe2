import { init } from "../../index.ts";
import type { Progress, RequestKind, RequestMessage, Requests, WorkerMessage } from "./requests.ts";

/** Tells how far the work is. */
export type Tell = (progress: Progress) => void;

/** Who answers which requests. */
export type Answering = {
  readonly [K in RequestKind]?: (
    ask: Requests[K]["ask"],
    tell: Tell,
  ) => Requests[K]["answer"] | Promise<Requests[K]["answer"]>;
};

/** Time between two words of progress, ms: as often as an eye can follow. */
const BETWEEN = 60;

/** Answers one message; progress comes first, what goes wrong is told in the reply. */
export async function answer<K extends RequestKind>(
  { id, kind, ask }: RequestMessage<K>,
  by: Answering,
  post: (message: WorkerMessage) => void,
): Promise<void> {
  let last = -Infinity;
  const tell: Tell = (progress) => {
    const now = performance.now();
    if (now - last < BETWEEN) return;
    last = now;
    post({ id, progress });
  };
  try {
    await init();
    const own: Answering[K] = by[kind];
    if (own === undefined) throw new Error(`This browser starts no workers, and "${kind}" needs one.`);
    const found: unknown = await own(ask, tell);
    post({ id, answer: found });
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    post({ id, error: { name, message } });
  }
}
