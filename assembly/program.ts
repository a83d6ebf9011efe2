/**
 * What the TypeScript compiler of circuits and the WebAssembly kernel agree on.
 * Both import this file, so it holds plain constants only.
 */

/** Raised whenever a change here makes an old engine.wasm unusable. */
export const PROGRAM_FORMAT: i32 = 1;
