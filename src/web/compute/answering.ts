import { init } from "../../index.ts";
import type { ReplyMessage, RequestKind, RequestMessage, Requests } from "./requests.ts";

/** Who answers which requests. */
export type Answering = {
  readonly [K in RequestKind]?: (ask: Requests[K]["ask"]) => Requests[K]["answer"] | Promise<Requests[K]["answer"]>;
};

/** Answers one message; what goes wrong is told in the reply. */
export async function reply<K extends RequestKind>(
  { id, kind, ask }: RequestMessage<K>,
  by: Answering,
): Promise<ReplyMessage> {
  try {
    await init();
    const own: Answering[K] = by[kind];
    if (own === undefined) throw new Error(`This browser starts no workers, and "${kind}" needs one.`);
    const answer: unknown = await own(ask);
    return { id, answer };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return { id, error: { name, message } };
  }
}
