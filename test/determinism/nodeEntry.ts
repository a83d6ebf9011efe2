/** The workload as a program of its own: its text goes to stdout. */

import { exactJson, runWorkload } from "./workload.ts";

process.stdout.write(exactJson(runWorkload()));
