import { ReadError, type ReadErrorCode } from "./readError.ts";

// A spectrum of a million points is about 60 MB; what is ten times larger was picked by mistake.
const LARGEST_FILE = 600e6;

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
  const host = (globalThis as { process?: NodeJS.Process }).process;
  if (typeof host?.getBuiltinModule !== "function") {
    throw new ReadError("cannot-open", {
      file: path,
      expected: "bytes: paths can be read in Node 20.16 or later only",
    });
  }
  const { readFile, stat } = host.getBuiltinModule("node:fs/promises");
  const code: ReadErrorCode = "cannot-open";
  try {
    const { size } = await stat(path);
    if (size > LARGEST_FILE) {
      throw new ReadError(code, { file: path, foundWhat: `${size} bytes`, expected: `at most ${LARGEST_FILE} bytes` });
    }
    return await readFile(path);
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error) || error instanceof ReadError) throw error;
    const reason = REASONS[String(error.code)] ?? `a readable file (${error.message})`;
    throw new ReadError(code, { file: path, expected: reason }, { cause: error });
  }
}
