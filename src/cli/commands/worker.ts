import { availableParallelism } from "node:os";
import { InvalidArgumentError, type Command } from "commander";
import { usualQueue } from "../batch/redis/queueName.ts";
import type { Host } from "../host.ts";

/** The options of `eisfit worker` as commander gives them. */
export interface WorkerCommandOptions {
  readonly redis: string;
  readonly queue: string;
  readonly workers?: number;
  readonly silence: number;
  readonly idle?: number;
}

const SILENCE = 30;

export function addWorkerCommand(program: Command, host: Host, done: (status: number) => void): void {
  program
    .command("worker")
    .description("Fit what eisfit batch --redis puts into a queue; run one on each machine of a fleet.")
    .requiredOption("--redis <url>", "of the queue, e.g. redis://host:6379; needs the packages bullmq and ioredis")
    .option("--queue <name>", "that the batch was given", usualQueue)
    .option("--workers <n>", "threads; as many as there are cores if not given", positive)
    .option(
      "--silence <seconds>",
      "a worker without a sign of life for so long is dead, and others do its jobs",
      positive,
      SILENCE,
    )
    .option("--idle <seconds>", "end when there has been nothing to do for so long", positive)
    .action(async (options: WorkerCommandOptions) => done(await workerCommand(options, host)));
}

/** Works until it is told to end. */
export async function workerCommand(
  { redis, queue, workers, silence, idle }: WorkerCommandOptions,
  host: Host,
): Promise<number> {
  const { runWorker } = await import("../batch/redis/worker.ts");
  const threads = workers ?? availableParallelism();
  return runWorker({ url: redis, queue, threads, silence, ...(idle === undefined ? {} : { idle }) }, host);
}

function positive(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !(value >= 1 && value <= 86400))
    throw new InvalidArgumentError("Give a whole number from 1 on.");
  return value;
}
