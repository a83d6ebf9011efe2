/** A WebAssembly module inside the text of eisfit/core, a third smaller than deflated: packed after the guesses of assembly/packing/model.ts. */
export interface ModelledModule {
  /** Bytes of the module. */
  readonly size: number;
  /** Where its functions begin and end. */
  readonly from: number;
  readonly to: number;
  /** The module, packed, six bits a letter. A function, as the text stands at the end of the file. */
  readonly text: () => string;
  /** unpack.wasm, four bits a letter, so that its repetitions shrink when it is served. */
  readonly unpacker: string;
}

/**
 * Letters for bits: those that are frequent in minified JavaScript, since both share blocks of the compression that a server
 * does, and its codes.
 */
export const LETTERS = "etrni o.a=,()sl0udc:hmf{}p1;?vgwb2[]4>&xy#|-!k3N+6MS7A/8jR5E*qT9";

/** What unpack.wasm exports, see assembly/unpack.ts. */
type UnpackerExports = {
  readonly memory: WebAssembly.Memory;
  input(): number;
  unpack(size: number, from: number, to: number): number;
} & WebAssembly.Exports;

/** Bytes that are written with so many bits a letter. */
function bytesOf(text: string, bits: number): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  let held = 0;
  let holds = 0;
  for (const letter of text) {
    held = (held << bits) | LETTERS.indexOf(letter);
    holds += bits;
    if (holds >= 8) bytes.push((held >> (holds -= 8)) & 255);
  }
  return Uint8Array.from(bytes);
}

/** The bytes of a module. It takes some 50 ms of a first start. */
export function unpack({ size, from, to, text, unpacker }: ModelledModule): Uint8Array<ArrayBuffer> {
  // So small a module may be compiled at once everywhere.
  const module = new WebAssembly.Module(bytesOf(unpacker, 4));
  const { memory, ...run } = new WebAssembly.Instance(module).exports as UnpackerExports;
  new Uint8Array(memory.buffer).set(bytesOf(text(), 6), run.input());
  return new Uint8Array(memory.buffer, run.unpack(size, from, to), size);
}
