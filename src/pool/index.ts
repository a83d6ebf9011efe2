/**
 * Fits in other threads: web workers in browsers, worker threads in Node.
 *
 * @module eisfit/pool
 */
export { createPool } from "./pool.ts";
export type { CallOptions, FitProgress, Pool, PoolOptions } from "./pool.ts";
export type { MapOptions, MapProgress, PoolOutcome, PoolTask } from "./map.ts";
export type { WorkerMaker } from "./thread.ts";
