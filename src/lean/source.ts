import { EngineError } from "../kernel/engineError.ts";
import { unavailable } from "../kernel/unavailable.ts";

/** Where a WebAssembly module comes from: compiled, as bytes, as the answer to a request, or as an address to ask. */
export type ModuleSource =
  WebAssembly.Module | BufferSource | Response | URL | string | Promise<WebAssembly.Module | BufferSource | Response>;

/** The media type that a server must state for a module that is compiled while it arrives. */
const WASM_TYPE = /^application\/wasm$/i;

/**
 * Compiles what a source gives.
 * @param name the file meant, for messages
 * @throws {EngineError} `not-available` for an answer that is an error, an address that cannot be reached, and bytes that are no
 * WebAssembly module.
 */
export async function moduleOf(source: ModuleSource, name: string): Promise<WebAssembly.Module> {
  const given = await source;
  if (given instanceof WebAssembly.Module) return given;
  if (typeof given === "string" || given instanceof URL) return await moduleAt(String(given), name);
  if (typeof Response === "function" && given instanceof Response) return await moduleOfResponse(given, name);
  if (!(given instanceof ArrayBuffer) && !ArrayBuffer.isView(given)) {
    throw new EngineError(
      "not-available",
      `init got ${describe(given)} for ${name}; give a WebAssembly.Module, bytes, a Response or a URL.`,
    );
  }
  return await compile(given);
}

async function moduleAt(address: string, name: string): Promise<WebAssembly.Module> {
  if (isFileInNode(address)) return await compile(readInNode(address, name));
  let response: Response;
  try {
    response = await fetch(address);
  } catch (cause) {
    throw new EngineError(
      "not-available",
      `${name} could not be fetched from ${address} (${cause instanceof Error ? cause.message : String(cause)}).`,
      { cause },
    );
  }
  return await moduleOfResponse(response, name);
}

async function moduleOfResponse(response: Response, name: string): Promise<WebAssembly.Module> {
  if (!response.ok) {
    throw new EngineError(
      "not-available",
      `${name} could not be fetched from ${response.url}: the server answered ${String(response.status)} ${response.statusText}.`,
    );
  }
  // A server that states another type would be refused by compileStreaming, and its bytes are as good.
  const type = response.headers.get("content-type") ?? "";
  if (!WASM_TYPE.test(type)) return await compile(await response.arrayBuffer());
  try {
    return await WebAssembly.compileStreaming(response);
  } catch (cause) {
    throw unavailable(cause);
  }
}

async function compile(bytes: BufferSource): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compile(bytes);
  } catch (cause) {
    throw unavailable(cause);
  }
}

/** Node fetches no files. */
function isFileInNode(address: string): boolean {
  return address.startsWith("file:") && nodeModule() !== undefined;
}

interface NodeFiles {
  readFileSync(path: URL): Uint8Array<ArrayBuffer>;
}

function nodeModule(): NodeFiles | undefined {
  const host = (globalThis as { process?: { getBuiltinModule?(name: "node:fs"): NodeFiles } }).process;
  return host?.getBuiltinModule?.("node:fs");
}

function readInNode(address: string, name: string): Uint8Array<ArrayBuffer> {
  try {
    return nodeModule()?.readFileSync(new URL(address)) ?? new Uint8Array();
  } catch (cause) {
    throw new EngineError(
      "not-available",
      `${name} could not be read from ${address} (${cause instanceof Error ? cause.message : String(cause)}).`,
      { cause },
    );
  }
}

function describe(value: unknown): string {
  return value === null || typeof value !== "object" ? String(value) : "an object of another kind";
}
