/** A WebAssembly module inside the text of eisfit/core, a third smaller than deflated: packed after the guesses of assembly/packing/model.ts. */
export interface ModelledModule {
  /** Bytes of the module. */
  readonly size: number;
  /** Where its functions begin and end. */
  readonly from: number;
  readonly to: number;
  /** The module, packed, six bits a letter. */
  readonly text: string;
  /** unpack.wasm in hexadecimal digits, which shrink when they are served. */
  readonly unpacker: string;
}

/**
 * Letters for six bits each: those that are frequent in minified JavaScript, since both share blocks of the compression that a server
 * does, and its codes.
 */
export const LETTERS = "etrni o.a=,()sl0udc:hmf{}p1;?vgwb2[]4>&xy#|-!k3N+6MS7A/8jR5E*qT9";

/** What unpack.wasm exports, see assembly/unpack.ts. */
type UnpackerExports = {
  readonly memory: WebAssembly.Memory;
  input(): number;
  unpack(size: number, from: number, to: number): number;
} & WebAssembly.Exports;

/** The bytes of a module. It takes some 40 ms of a first start. */
export function unpack({ size, from, to, text, unpacker }: ModelledModule): Uint8Array<ArrayBuffer> {
  const code = Uint8Array.from(unpacker.match(/../g) ?? [], (digits) => parseInt(digits, 16));
  // So small a module may be compiled at once everywhere.
  const { memory, ...run } = new WebAssembly.Instance(new WebAssembly.Module(code)).exports as UnpackerExports;
  const bytes = new Uint8Array(memory.buffer);
  let held = 0;
  for (let at = 0, filled = run.input(); at < text.length; at++) {
    held = (held << 6) | LETTERS.indexOf(text.charAt(at));
    // The first letter of four completes no byte, each of the others one.
    if (at & 3) bytes[filled++] = held >> (6 - 2 * (at & 3));
  }
  return new Uint8Array(memory.buffer, run.unpack(size, from, to), size);
}
