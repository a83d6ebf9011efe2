#!/usr/bin/env node
import { isMainThread } from "node:worker_threads";
import { superviseWork, workHere, workInThread } from "./terminal/threads.ts";

const self = new URL(import.meta.url);
const words = process.argv.slice(2);

if (isMainThread && self.pathname.endsWith(".js")) process.exitCode = await superviseWork(self, words);
else {
  const { run } = await import("./program.ts");
  if (!isMainThread) await workInThread(run);
  // Sources in TypeScript: what has Node read them does not reach into other threads.
  else process.exitCode = await workHere(run, words);
}
