/**
 * Stands in the bundle of eisfit/core for src/kernel/load.ts: one module, always its own, which both fits and answers questions, each in
 * an instance of its own.
 */
import { corePacked } from "../kernel/coreBytes.generated.ts";
import type { KernelExports } from "../kernel/exports.ts";
import { Kernel, type FitKernel } from "../kernel/kernel.ts";
import { unpack } from "../kernel/modelledModule.ts";
import { unavailable } from "../kernel/unavailable.ts";

let module: WebAssembly.Module | undefined;
let kernel: Kernel | undefined;
let examiner: Kernel | undefined;

/** Whether the engine of this thread is compiled. */
export function isLoaded(): boolean {
  return kernel !== undefined;
}

/**
 * Compiles the engine without blocking the thread. Calling it again does nothing.
 * @throws {EngineError} where WebAssembly with SIMD is not available.
 */
export async function loadEngine(): Promise<void> {
  try {
    module ??= await WebAssembly.compile(unpack(corePacked));
  } catch (cause) {
    throw unavailable(cause);
  }
  theKernel();
}

/** The engine of this thread, which fits; compiled on first use where the host allows that synchronously. */
export function theKernel(): FitKernel & Pick<Kernel, "elementary"> {
  return (kernel ??= instance());
}

/**
 * Another, which answers questions about finished fits and leaves the problem alone that `theKernel` holds.
 * @throws {EngineError} `busy` from within a progress callback of a computation on it.
 */
export function theExaminer(): Kernel {
  return (examiner ??= instance()).free();
}

function instance(): Kernel {
  try {
    module ??= new WebAssembly.Module(unpack(corePacked));
    return new Kernel(new WebAssembly.Instance(module).exports as WebAssembly.Exports & KernelExports);
  } catch (cause) {
    throw unavailable(cause);
  }
}
