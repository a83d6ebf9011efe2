import { existsSync } from "node:fs";
import { findBinary, findCommand, outputOf, versionOf } from "./binaries.ts";
import type { Engine, FoundEngines } from "./engine.ts";

/** A runtime of JavaScript that is not Node. */
export interface Runtime {
  readonly name: "Bun" | "Deno";
  /** The environment variable that names its binary. */
  readonly variable: string;
  readonly command: string;
  /** Words of its command line before a program's path. */
  readonly words: readonly string[];
}

export const runtimes: readonly Runtime[] = [
  // With the engine of Safari, JavaScriptCore.
  { name: "Bun", variable: "EISFIT_BUN", command: "bun", words: [] },
  // With the engine of Node and Chromium, V8, but a later version; programs may do nothing that is not granted.
  { name: "Deno", variable: "EISFIT_DENO", command: "deno", words: ["run", "--quiet"] },
];

/** The binary of a runtime, as the environment names it or as it is installed; undefined where there is none. */
export function findRuntime({ variable, command }: Runtime): string | undefined {
  return findBinary(variable, [command]);
}

/** How to have a runtime that is not here. */
export function absenceOf({ name, variable }: Runtime): string {
  return `${name} (install it, or name its binary in ${variable})`;
}

/** An emulated processor takes thirty times as long, on a machine that is busy with other tests. */
const EMULATED_LIMIT_MS = 900_000;
/** Where Debian's packages libc6-arm64-cross and libstdc++6-arm64-cross put the libraries. */
const ARM64_LIBRARIES = "/usr/aarch64-linux-gnu";

/** The code that V8 makes for another kind of processor, run by QEMU; on that kind of processor, this process is that already. */
function findArm64(): FoundEngines {
  const node = process.env["EISFIT_ARM64_NODE"] ?? "";
  const emulator = findCommand(["qemu-aarch64-static", "qemu-aarch64"]);
  const absent = (how: string): FoundEngines => ({ engines: [], absent: [`Node on an emulated ARM64 (${how})`] });
  if (process.arch === "arm64") return absent("this processor is one");
  if (node === "") return absent("name the binary of a Node for Linux on ARM64 in EISFIT_ARM64_NODE");
  if (emulator === undefined || !existsSync(ARM64_LIBRARIES)) {
    return absent("install qemu-user-static, libc6-arm64-cross, libstdc++6-arm64-cross and libatomic1-arm64-cross");
  }
  const words = ["-L", ARM64_LIBRARIES, node];
  return {
    engines: [
      {
        name: `Node ${versionOf(emulator, [...words, "--version"])} on an emulated ARM64`,
        run: (bundles) => outputOf(emulator, [...words, bundles.node], EMULATED_LIMIT_MS),
        timeLimitMs: EMULATED_LIMIT_MS,
      },
    ],
    absent: [],
  };
}

/** Bun and Deno, as the environment names them or as they are installed, and Node for another kind of processor. */
export function findRuntimes(): FoundEngines {
  const engines: Engine[] = [];
  const absent: string[] = [];
  for (const runtime of runtimes) {
    const binary = findRuntime(runtime);
    if (binary === undefined) absent.push(absenceOf(runtime));
    else {
      engines.push({
        name: `${runtime.name} ${versionOf(binary)}`,
        run: ({ node }) => outputOf(binary, [...runtime.words, node]),
      });
    }
  }
  const arm64 = findArm64();
  return { engines: [...engines, ...arm64.engines], absent: [...absent, ...arm64.absent] };
}
