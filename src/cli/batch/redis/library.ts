import type * as BullMQ from "bullmq";
import type * as IORedis from "ioredis";
import { UsageError } from "../../usageError.ts";

/** The packages of the queue, which few need: they are peers that may be missing. */
export interface QueueLibrary {
  readonly bullmq: typeof BullMQ;
  readonly ioredis: typeof IORedis;
}

/** @throws {UsageError} where they are not installed. */
export async function queueLibrary(): Promise<QueueLibrary> {
  try {
    const [bullmq, ioredis] = await Promise.all([import("bullmq"), import("ioredis")]);
    return { bullmq, ioredis };
  } catch (error) {
    throw new UsageError("--redis needs the packages bullmq and ioredis: npm install bullmq ioredis.", {
      cause: error,
    });
  }
}

/** Where Redis is, without the password that its URL may hold. */
export function placeOf(url: string): string {
  try {
    const { protocol, host, pathname } = new URL(url);
    if (protocol !== "redis:" && protocol !== "rediss:") throw new TypeError("another protocol");
    return `${protocol}//${host}${pathname}`;
  } catch (error) {
    throw new UsageError(`${JSON.stringify(url)} is no URL of Redis; give one like redis://localhost:6379.`, {
      cause: error,
    });
  }
}

const PATIENCE_MS = 5000;

/**
 * Makes sure that Redis is there, since the queue itself would try for ever.
 *
 * @throws {UsageError} where it does not answer.
 */
export async function checkRedis({ ioredis }: QueueLibrary, url: string): Promise<void> {
  const place = placeOf(url);
  const options = {
    lazyConnect: true,
    connectTimeout: PATIENCE_MS,
    maxRetriesPerRequest: 1,
    retryStrategy: () => null,
  };
  const client = new ioredis.Redis(url, options);
  let cause: unknown;
  client.on("error", (error) => (cause = error));
  try {
    await client.connect();
    await client.ping();
  } catch (error) {
    const reason = cause ?? error;
    throw new UsageError(
      `Redis does not answer at ${place}: ${reason instanceof Error ? reason.message : String(reason)}. Start redis-server there, or give another URL.`,
      { cause: error },
    );
  } finally {
    client.disconnect();
  }
}

/** The connection as the queue takes it: it may break, and is made anew until it holds. */
export function connectionOf(url: string): { url: string; maxRetriesPerRequest: null } {
  return { url, maxRetriesPerRequest: null };
}
