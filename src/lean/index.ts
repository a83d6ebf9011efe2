/**
 * The library without the WebAssembly modules inside: `init` takes them from where the host has them.
 *
 * @module eisfit/lean
 */
export * from "../index.ts";
export { init, type LeanOptions } from "./init.ts";
export type { ModuleSource } from "./source.ts";
