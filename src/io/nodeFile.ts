import type { ByteSource } from "./content.ts";
import { ReadError } from "./readError.ts";

const CHUNK = 1 << 20;

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "a file; there is none of this name",
  EACCES: "a file that may be read; permission was denied",
  EPERM: "a file that may be read; permission was denied",
  EISDIR: "a file; this is a folder",
};

/**
 * Reads a whole file where the host is Node (or offers its built-in modules). They are asked for at run time rather than
 * imported, so that bundlers for browsers meet no `node:` import here.
 *
 * @throws {ReadError} `cannot-open` for a path that cannot be read, and in a browser.
 */
export async function readFileBytes(path: string): Promise<Uint8Array> {
  const host = theHost(path);
  try {
    return await host.getBuiltinModule("node:fs/promises").readFile(path);
  } catch (error) {
    throw cannotOpen(path, error);
  }
}

/**
 * A file to be read piece by piece, each time from its start, where the host is Node. It is open only while pieces are asked for.
 *
 * @throws {ReadError} as `readFileBytes`; `chunks` too.
 */
export function fileSource(path: string): ByteSource {
  const files = theHost(path).getBuiltinModule("node:fs");
  const guarded = <T>(action: () => T): T => {
    try {
      return action();
    } catch (error) {
      throw cannotOpen(path, error);
    }
  };
  const size = guarded(() => {
    const status = files.statSync(path);
    if (status.isDirectory()) throw Object.assign(new Error("a folder"), { code: "EISDIR" });
    return status.size;
  });
  return {
    size,
    *chunks() {
      const descriptor = guarded(() => files.openSync(path, "r"));
      try {
        while (true) {
          const chunk = new Uint8Array(CHUNK);
          const count = guarded(() => files.readSync(descriptor, chunk));
          if (count === 0) return;
          yield chunk.subarray(0, count);
        }
      } finally {
        files.closeSync(descriptor);
      }
    },
  };
}

function theHost(path: string): NodeJS.Process {
  const host = (globalThis as { process?: NodeJS.Process }).process;
  if (typeof host?.getBuiltinModule === "function") return host;
  throw new ReadError("cannot-open", {
    file: path,
    expected: "bytes: paths can be read in Node 20.16 or later only",
  });
}

function cannotOpen(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || !("code" in error) || error instanceof ReadError) return error;
  const reason = REASONS[String(error.code)] ?? `a readable file (${error.message})`;
  return new ReadError("cannot-open", { file: path, expected: reason }, { cause: error });
}
