/** Compiles test/math/entry.as.ts and calls its functions over columns of arguments. */

import { fileURLToPath } from "node:url";

import asc from "assemblyscript/asc";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** The compiler options of the product that bear on arithmetic (asconfig.json), without its entry. */
const OPTIONS = ["--config", "none", "--runtime", "stub", "--use", "abort=", "--noAssert", "--disableWarning", "112"];
const FEATURES = ["--enable", "simd", "--enable", "bulk-memory", "--enable", "nontrapping-f2i"];

/**
 * Compiles an AssemblyScript file of this project.
 * @param entry path from the project's root
 * @param optimize `-O3` as in the product, or `-O0`
 * @throws Error with the compiler's messages
 */
export async function compile(entry: string, optimize = "-O3"): Promise<WebAssembly.Module> {
  let binary: Uint8Array<ArrayBuffer> | undefined;
  let messages = "";
  const { error } = await asc.main(
    [entry, "--baseDir", ROOT, "--outFile", "entry.wasm", optimize, ...OPTIONS, ...FEATURES],
    {
      stderr: { write: (chunk: string | Uint8Array) => (messages += chunk.toString()) },
      writeFile: (_name, contents) => {
        if (typeof contents !== "string") binary = new Uint8Array(contents);
      },
    },
  );
  if (error || binary === undefined) throw new Error(`${entry} does not compile:\n${messages}`, { cause: error });
  return WebAssembly.compile(binary);
}

/** What the test kernel exports besides its memory takes and gives numbers. */
function isNumeric(value: WebAssembly.ExportValue | undefined): value is (...values: number[]) => number {
  return typeof value === "function";
}

/** The compiled functions. */
export class Kernel {
  private readonly exports: WebAssembly.Exports;
  private readonly memory: WebAssembly.Memory;

  constructor(module: WebAssembly.Module) {
    this.exports = new WebAssembly.Instance(module).exports;
    const { memory } = this.exports;
    if (!(memory instanceof WebAssembly.Memory)) throw new Error("the test kernel exports no memory");
    this.memory = memory;
  }

  private call(name: string, ...values: number[]): number {
    const target = this.exports[name];
    if (!isNumeric(target)) throw new Error(`the test kernel exports no function ${name}`);
    return target(...values);
  }

  /** One of the functions of f64 arguments. */
  scalar(name: string): (...x: number[]) => number {
    return (...x) => this.call(name, ...x);
  }

  /**
   * Runs `name` over columns of equal, even length.
   * @param outputs how many results each argument has
   * @returns a column for each result
   */
  run(name: string, columns: readonly Float64Array[], outputs = 1): Float64Array[] {
    const length = columns[0]?.length ?? 0;
    const bytes = 8 * length;
    const start = this.call("allocate", bytes * (columns.length + outputs));
    const addresses = Array.from({ length: columns.length + outputs }, (_, i) => start + i * bytes);
    const view = (address: number) => new Float64Array(this.memory.buffer, address, length);
    columns.forEach((column, i) => view(start + i * bytes).set(column));
    this.call(name, ...addresses.slice(0, columns.length + 1), length / 2);
    return addresses.slice(columns.length).map((address) => view(address).slice());
  }
}
