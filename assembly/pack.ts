/** The guesses of assembly/packing/model.ts for what packs; the library has assembly/unpack.ts. */
export { begin, guess, learn } from "./packing/model";
