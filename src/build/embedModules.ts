/**
 * Writes the WebAssembly modules into TypeScript modules, so that the library needs no file access and no configuration of
 * bundlers: deflated, since text in base64 hardly shrinks when it is served, and then as base64. Run by
 * `npm run build:engine`, after the compiler.
 */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { deflateRawSync } from "node:zlib";
import { packModule } from "./core/pack.ts";

for (const name of ["engine", "examiner"]) {
  const bytes = readFileSync(new URL(`../../build/${name}.wasm`, import.meta.url));
  const base64 = deflateRawSync(bytes, { level: 9 }).toString("base64");
  write(
    name,
    `import type { PackedModule } from "./packedModule.ts";

export const ${name}Packed: PackedModule | undefined = {
  size: ${String(bytes.length)},
  base64:
    "${base64}",
};
`,
  );
}

const core = packModule("core.wasm");
// The smallest form, for the core alone, as it takes longer to unpack.
write(
  "core",
  `import type { ModelledModule } from "./modelledModule.ts";

export const corePacked: ModelledModule = {
  size: ${String(core.size)},
  from: ${String(core.from)},
  to: ${String(core.to)},
  text: () => ${JSON.stringify(core.text())},
  unpacker: ${JSON.stringify(core.unpacker)},
};
`,
);

function write(name: string, text: string): void {
  const target = new URL(`../kernel/${name}Bytes.generated.ts`, import.meta.url);
  const partial = new URL(`${target.href}.partial`);
  writeFileSync(
    partial,
    `// Generated from build/${name}.wasm by src/build/embedModules.ts; do not edit.\n${text}`,
  );
  renameSync(partial, target);
}
