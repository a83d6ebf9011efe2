import { PROGRAM_FORMAT } from "../../assembly/program.ts";
import { engineBase64 } from "./engineBytes.generated.ts";
import { EngineError } from "./engineError.ts";
import { examinerBase64 } from "./examinerBytes.generated.ts";
import { Kernel, type FitKernel, type KernelExports } from "./kernel.ts";

let engine: FitKernel | undefined;
let examiner: Kernel | undefined;

/** Hosts with a decoder of their own: Node's Buffer, and Uint8Array.fromBase64 of newer engines. */
interface Base64Host {
  readonly Buffer?: { from(text: string, encoding: "base64"): Uint8Array<ArrayBuffer> };
  readonly Uint8Array: { fromBase64?(text: string): Uint8Array<ArrayBuffer> };
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
  // Both are some 50 times faster than the loop below, which would take a third of the time to the first fit.
  const host = globalThis as Base64Host;
  if (host.Uint8Array.fromBase64 !== undefined) return host.Uint8Array.fromBase64(base64);
  if (host.Buffer !== undefined) return host.Buffer.from(base64, "base64");
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

function isKernel(exports: WebAssembly.Exports): exports is WebAssembly.Exports & KernelExports {
  return exports["memory"] instanceof WebAssembly.Memory && typeof exports["programFormat"] === "function";
}

function adopt(instance: WebAssembly.Instance): Kernel {
  const { exports } = instance;
  if (!isKernel(exports)) {
    throw new EngineError("wrong-format", "The WebAssembly module is not the eisfit engine: run npm run build.");
  }
  const format = exports.programFormat();
  if (format !== PROGRAM_FORMAT) {
    throw new EngineError(
      "wrong-format",
      `The kernel speaks program format ${String(format)}, this build expects ${String(PROGRAM_FORMAT)}: run npm run build.`,
    );
  }
  return new Kernel(exports);
}

/** Whether the engine of this thread is compiled. */
export function isLoaded(): boolean {
  return engine !== undefined;
}

/**
 * Compiles the engine without blocking the thread. Calling it again does nothing.
 *
 * @throws {EngineError} where WebAssembly with SIMD is not available.
 */
export async function loadEngine(): Promise<void> {
  if (engine !== undefined) return;
  let instance: WebAssembly.Instance;
  try {
    ({ instance } = await WebAssembly.instantiate(decode(engineBase64), {}));
  } catch (cause) {
    throw unavailable(cause);
  }
  engine ??= adopt(instance);
}

/** The engine of this thread, which fits; compiled on first use where the host allows that synchronously. */
export function theKernel(): FitKernel {
  return (engine ??= compile(engineBase64));
}

/**
 * A second engine that also answers questions about finished fits: profiles, replicas, tests of residuals. Compiled on first
 * use. What it is asked does not disturb the problem that `theKernel` holds.
 */
export function theExaminer(): Kernel {
  return (examiner ??= compile(examinerBase64));
}

function compile(base64: string): Kernel {
  try {
    return adopt(new WebAssembly.Instance(new WebAssembly.Module(decode(base64)), {}));
  } catch (cause) {
    if (cause instanceof EngineError) throw cause;
    throw unavailable(cause);
  }
}

function unavailable(cause: unknown): EngineError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new EngineError(
    "not-available",
    `The WebAssembly engine could not be loaded (${reason}). It needs WebAssembly with SIMD: Node 20 or newer, or a browser ` +
      "of 2023 or newer; a page with a content security policy must allow 'wasm-unsafe-eval'; in a browser, await init() first.",
    { cause },
  );
}
