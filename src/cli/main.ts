#!/usr/bin/env node
import { isMainThread } from "node:worker_threads";
import { placeOfCommand } from "./commandWord.ts";
import { superviseWork, workHere, workInThread } from "./terminal/threads.ts";

/** Commands that have their fits done in threads of their own, and hear Ctrl-C themselves. */
const WITH_OWN_THREADS: readonly string[] = ["batch", "worker"];

const self = new URL(import.meta.url);
const words = process.argv.slice(2);
// What lets Node read sources in TypeScript does not reach into other threads.
const isBuilt = self.pathname.endsWith(".js");
const staysHere = !isBuilt || WITH_OWN_THREADS.includes(words[placeOfCommand(words)] ?? "");

if (isMainThread && !staysHere) process.exitCode = await superviseWork(self, words);
else {
  const { run } = await import("./program.ts");
  if (isMainThread) process.exitCode = await workHere(run, words);
  else await workInThread(run);
}
