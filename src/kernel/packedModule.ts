import { inflateNow } from "./inflate.ts";

/** A WebAssembly module inside the library's own text. */
export interface PackedModule {
  /** Bytes of the module. */
  readonly size: number;
  /** The module, deflated, in base64. */
  readonly base64: string;
}

/** What hosts may bring along: Node's built-in modules, and Uint8Array.fromBase64 of newer engines. */
interface Host {
  readonly process?: { getBuiltinModule?(name: "node:zlib"): { inflateRawSync(packed: Uint8Array): Uint8Array } };
  readonly Buffer?: { from(text: string, encoding: "base64"): Uint8Array<ArrayBuffer> };
  readonly Uint8Array: { fromBase64?(text: string): Uint8Array<ArrayBuffer> };
}

function decodeBase64(base64: string): Uint8Array<ArrayBuffer> {
  // Both are some 50 times faster than the loop below.
  const host = globalThis as Host;
  if (host.Uint8Array.fromBase64 !== undefined) return host.Uint8Array.fromBase64(base64);
  if (host.Buffer !== undefined) return host.Buffer.from(base64, "base64");
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** The bytes of a module. */
export function unpack({ size, base64 }: PackedModule): Uint8Array<ArrayBuffer> {
  const packed = decodeBase64(base64);
  // Node's own decoder is ready at once; ours, in browsers, takes some milliseconds.
  const zlib = (globalThis as Host).process?.getBuiltinModule?.("node:zlib");
  return zlib === undefined ? inflateNow(packed, size) : new Uint8Array(zlib.inflateRawSync(packed));
}
