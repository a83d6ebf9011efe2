import { Worker } from "node:worker_threads";
import { packagePath } from "../../packageFolder.ts";
import type { BatchSettings } from "../settings.ts";

const BUILT = ["dist", "src", "cli", "batch", "threads", "thread.js"];

/** Starts a thread: from what was built, or from the sources where this code itself runs from them. */
export function spawnThread(settings: BatchSettings): Worker {
  const options = { workerData: settings };
  if (!import.meta.url.endsWith(".ts")) return new Worker(packagePath(...BUILT), options);
  return new Worker(new URL("./thread.ts", import.meta.url), { ...options, execArgv: ["--import", "tsx"] });
}
