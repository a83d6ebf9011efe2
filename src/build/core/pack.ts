import { readFileSync } from "node:fs";
import { LETTERS, unpack, type ModelledModule } from "../../kernel/modelledModule.ts";

const build = new URL("../../../build/", import.meta.url);

/** What pack.wasm exports, see assembly/packing/model.ts. */
type Model = {
  begin(from: number, to: number): void;
  guess(): number;
  learn(bit: number): void;
} & WebAssembly.Exports;

/** A module of the build folder as eisfit/core has it inside: an arithmetic code (as assembly/unpack.ts reads it) after the model's guesses. */
export function packModule(name: string): ModelledModule {
  const bytes = readFileSync(new URL(name, build));
  const { from, to } = functionsOf(bytes);
  const packing = new WebAssembly.Module(readFileSync(new URL("pack.wasm", build)));
  const model = new WebAssembly.Instance(packing).exports as Model;
  const packed: number[] = [];
  let [low, high] = [0, 0xffffffff];
  model.begin(from, to);
  for (const byte of bytes) {
    for (let place = 7; place >= 0; place--) {
      const bit = (byte >> place) & 1;
      const middle = low + Math.floor(((high - low) * model.guess()) / 65536);
      if (bit === 1) high = middle;
      else low = middle + 1;
      model.learn(bit);
      while ((low ^ high) >>> 24 === 0) {
        packed.push(high >>> 24);
        low = (low << 8) >>> 0;
        high = ((high << 8) | 255) >>> 0;
      }
    }
  }
  packed.push(high >>> 24, 0, 0, 0);
  const text = lettersOf(packed);
  const digits = readFileSync(new URL("unpack.wasm", build), "hex");
  const unpacker = Array.from(digits, (digit) => LETTERS.charAt(parseInt(digit, 16))).join("");
  const whole = { size: bytes.length, from, to, text: () => text, unpacker };
  if (!bytes.equals(unpack(whole))) throw new Error(`${name} does not unpack to what was packed.`);
  return whole;
}

/** Four letters for three bytes. */
function lettersOf(bytes: readonly number[]): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const three = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    for (let shift = 18; shift >= 0; shift -= 6) text += LETTERS.charAt((three >> shift) & 63);
  }
  return text;
}

const CODE_SECTION = 10;

/** Where the section of functions begins and ends. */
function functionsOf(bytes: Uint8Array): { from: number; to: number } {
  for (let at = 8; at < bytes.length;) {
    const section = bytes[at++];
    let size = 0;
    for (let shift = 0, more = true; more; shift += 7) {
      const byte = bytes[at++] ?? 0;
      size |= (byte & 127) << shift;
      more = byte > 127;
    }
    if (section === CODE_SECTION) return { from: at, to: at + size };
    at += size;
  }
  throw new Error("The module has no functions.");
}
