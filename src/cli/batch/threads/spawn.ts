import { Worker } from "node:worker_threads";
import { packagePath } from "../../packageFolder.ts";
import type { BatchSettings } from "../settings.ts";
import { bundledThread } from "./fromSources.ts";

const BUILT = ["dist", "src", "cli", "batch", "threads", "thread.js"];

/** Starts a thread: from what was built, or from the sources where this code itself runs from them. */
export function spawnThread(settings: BatchSettings | undefined): Worker {
  const script = import.meta.url.endsWith(".ts") ? bundledThread() : packagePath(...BUILT);
  return new Worker(script, { workerData: settings });
}
