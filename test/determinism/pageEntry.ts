/** The workload in a web page: its text, or what went wrong, is posted to the server that the page came from. */

import { init } from "../../src/index.ts";
import { FAILURE_PATH, RESULT_PATH } from "./paths.ts";
import { exactJson, runWorkload } from "./workload.ts";

async function post(path: string, body: string): Promise<void> {
  await fetch(path, { method: "POST", body });
}

try {
  await init();
  await post(RESULT_PATH, exactJson(runWorkload()));
} catch (error) {
  await post(FAILURE_PATH, error instanceof Error ? `${error.message}\n${error.stack ?? ""}` : String(error));
}
