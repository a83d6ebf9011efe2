import type { Bundles } from "./bundles.ts";

/** Somewhere to run the workload. */
export interface Engine {
  /** With its version. */
  readonly name: string;
  /** The workload's text. Rejects with what the engine said where it fails. */
  run(bundles: Bundles): Promise<string>;
  /** Where it may take longer than {@link TIME_LIMIT_MS}. */
  readonly timeLimitMs?: number;
}

/** What is there, and a line for everything that is not. */
export interface FoundEngines {
  readonly engines: readonly Engine[];
  readonly absent: readonly string[];
}

/** For an engine on a machine that is busy with other tests. */
export const TIME_LIMIT_MS = 100_000;
