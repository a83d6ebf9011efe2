import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** A folder or file of the installed package, whether this code runs from its sources or from what was built of them. */
export function packagePath(...parts: readonly string[]): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error("The package's own folder was not found; install eisfit anew.");
    folder = parent;
  }
  return join(folder, ...parts);
}
