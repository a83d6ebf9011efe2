/** A WebAssembly module inside the text of eisfit/core, a third smaller than deflated: packed after the guesses of assembly/packing/model.ts. */
export interface ModelledModule {
  /** Bytes of the module. */
  readonly size: number;
  /** Where its functions begin and end. */
  readonly from: number;
  readonly to: number;
  /** The module, packed, in base64. */
  readonly base64: string;
  /** unpack.wasm in hexadecimal digits, which shrink when they are served. */
  readonly unpacker: string;
}

/** What unpack.wasm exports, see assembly/unpack.ts. */
type UnpackerExports = {
  readonly memory: WebAssembly.Memory;
  input(): number;
  unpack(size: number, from: number, to: number): number;
} & WebAssembly.Exports;

/** The bytes of a module. It takes some 40 ms of a first start. */
export function unpack({ size, from, to, base64, unpacker }: ModelledModule): Uint8Array<ArrayBuffer> {
  const code = Uint8Array.from(unpacker.match(/../g) ?? [], (digits) => parseInt(digits, 16));
  // So small a module may be compiled at once everywhere.
  const { memory, ...run } = new WebAssembly.Instance(new WebAssembly.Module(code)).exports as UnpackerExports;
  const packed = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  new Uint8Array(memory.buffer).set(packed, run.input());
  return new Uint8Array(memory.buffer, run.unpack(size, from, to), size);
}
