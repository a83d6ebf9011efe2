import { PROGRAM_FORMAT } from "../../assembly/program.ts";
import { enginePacked } from "./engineBytes.generated.ts";
import { EngineError } from "./engineError.ts";
import { examinerPacked } from "./examinerBytes.generated.ts";
import type { KernelExports } from "./exports.ts";
import { Kernel, type FitKernel } from "./kernel.ts";
import { unpack, type PackedModule } from "./packedModule.ts";
import { unavailable } from "./unavailable.ts";

/** One of the two WebAssembly modules, as far as this thread has it. */
interface Part<K extends FitKernel> {
  readonly name: "engine" | "examiner";
  /** Absent in builds that leave it to the host to bring the module. */
  readonly packed: PackedModule | undefined;
  module?: WebAssembly.Module;
  kernel?: K;
}

const engine: Part<FitKernel> = { name: "engine", packed: enginePacked };
const examiner: Part<Kernel> = { name: "examiner", packed: examinerPacked };

function isKernel(exports: WebAssembly.Exports): exports is WebAssembly.Exports & KernelExports {
  return exports["memory"] instanceof WebAssembly.Memory && typeof exports["programFormat"] === "function";
}

function adopt({ exports }: WebAssembly.Instance, name: string): Kernel {
  if (!isKernel(exports) || (name === "examiner" && typeof exports.runProfile !== "function")) {
    throw new EngineError(
      "wrong-format",
      `The WebAssembly module is not the ${name} of eisfit: run npm run build, or give ${name}.wasm of this version.`,
    );
  }
  const format = exports.programFormat();
  if (format !== PROGRAM_FORMAT) {
    throw new EngineError(
      "wrong-format",
      `The kernel speaks program format ${String(format)}, this build expects ${String(PROGRAM_FORMAT)}: run npm run build, ` +
        `or give ${name}.wasm of this version.`,
    );
  }
  return new Kernel(exports);
}

/** Whether the engine of this thread is compiled. */
export function isLoaded(): boolean {
  return engine.kernel !== undefined;
}

/**
 * Compiles the engine without blocking the thread. Calling it again does nothing.
 *
 * @throws {EngineError} where WebAssembly with SIMD is not available, and where the build has no engine inside.
 */
export async function loadEngine(): Promise<void> {
  if (engine.kernel !== undefined) return;
  let module: WebAssembly.Module;
  let instance: WebAssembly.Instance;
  try {
    ({ module, instance } = await WebAssembly.instantiate(packedBytes(engine), {}));
  } catch (cause) {
    throw cause instanceof EngineError ? cause : unavailable(cause);
  }
  if (isLoaded()) return;
  engine.module = module;
  engine.kernel = adopt(instance, engine.name);
}

/**
 * Takes a module that the host has compiled in place of the one inside the library.
 * @throws {EngineError} `wrong-format` for one that is not of this version.
 */
export async function adoptModule(name: "engine" | "examiner", module: WebAssembly.Module): Promise<void> {
  const part = name === "engine" ? engine : examiner;
  const kernel = adopt(await WebAssembly.instantiate(module, {}), name);
  part.module ??= module;
  part.kernel ??= kernel;
}

/** The compiled modules, for other threads: compiling again would take each of them as long as it took this one. */
export async function compiledModules(): Promise<{ engine: WebAssembly.Module; examiner: WebAssembly.Module }> {
  try {
    const [first, second] = await Promise.all(
      [engine, examiner].map(async (part) => (part.module ??= await WebAssembly.compile(packedBytes(part)))),
    );
    if (first === undefined || second === undefined) throw new TypeError("Two modules were asked for.");
    return { engine: first, examiner: second };
  } catch (cause) {
    throw cause instanceof EngineError ? cause : unavailable(cause);
  }
}

/** The engine of this thread, which fits; compiled on first use where the host allows that synchronously. */
export function theKernel(): FitKernel {
  return (engine.kernel ??= compile(engine));
}

/**
 * A second engine that also answers questions about finished fits: profiles, replicas, tests of residuals. Compiled on first
 * use. What it is asked does not disturb the problem that `theKernel` holds.
 * @throws {EngineError} `busy` from within a progress callback of a computation on it.
 */
export function theExaminer(): Kernel {
  return (examiner.kernel ??= compile(examiner)).free();
}

function packedBytes({ name, packed }: Part<FitKernel>): Uint8Array<ArrayBuffer> {
  if (packed !== undefined) return unpack(packed);
  throw new EngineError(
    "not-available",
    name === "engine"
      ? "eisfit/lean has no engine inside: await init(source) first, with engine.wasm as a Module, bytes, a Response or a URL."
      : "This needs the second module, which eisfit/lean does not have inside: await init(source, { examiner }) first, with " +
          "examiner.wasm as a Module, bytes, a Response or a URL.",
  );
}

/** The other part's module where a build has one and the same for both. */
function sharedModule({ name, packed }: Part<FitKernel>): WebAssembly.Module | undefined {
  const other = name === "engine" ? examiner : engine;
  return packed !== undefined && packed === other.packed ? other.module : undefined;
}

function compile(part: Part<FitKernel>): Kernel {
  try {
    part.module ??= sharedModule(part) ?? new WebAssembly.Module(packedBytes(part));
    return adopt(new WebAssembly.Instance(part.module, {}), part.name);
  } catch (cause) {
    if (cause instanceof EngineError) throw cause;
    throw unavailable(cause);
  }
}
