/**
 * Writes the WebAssembly modules as base64 into TypeScript modules, so that the library needs no file access and no
 * configuration of bundlers. Run by `npm run build:engine`, after the compiler.
 */
import { readFileSync, renameSync, writeFileSync } from "node:fs";

for (const name of ["engine", "examiner"]) {
  const base64 = readFileSync(new URL(`../../build/${name}.wasm`, import.meta.url)).toString("base64");
  const target = new URL(`../kernel/${name}Bytes.generated.ts`, import.meta.url);
  const partial = new URL(`${target.href}.partial`);
  writeFileSync(
    partial,
    `// Generated from build/${name}.wasm by src/build/embedModules.ts; do not edit.\nexport const ${name}Base64 =\n  "${base64}";\n`,
  );
  renameSync(partial, target);
}
