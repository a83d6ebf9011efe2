/**
 * Writes build/engine.wasm as base64 into a TypeScript module, so that the library needs no file access and no
 * configuration of bundlers. Run by `npm run build:engine`, after the AssemblyScript compiler.
 */
import { readFileSync, renameSync, writeFileSync } from "node:fs";

const source = new URL("../../build/engine.wasm", import.meta.url);
const target = new URL("../kernel/engineBytes.generated.ts", import.meta.url);
const partial = new URL("../kernel/engineBytes.generated.ts.partial", import.meta.url);

const base64 = readFileSync(source).toString("base64");
writeFileSync(
  partial,
  `// Generated from build/engine.wasm by src/build/embedEngine.ts; do not edit.\nexport const engineBase64 =\n  "${base64}";\n`,
);
renameSync(partial, target);
