import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, type BuildOptions } from "esbuild";

/** The workload's programs, each one ECMAScript module in a folder of their own. */
export interface Bundles {
  readonly node: string;
  /** As `node`, with every `a ** b` written as Math.pow(a, b), which {@link perturbation} reaches. */
  readonly powerless: string;
  readonly perturbation: string;
  readonly page: string;
  remove(): void;
}

/** Bundles from the sources, with the engine's bytes inside. */
export async function makeBundles(): Promise<Bundles> {
  const folder = mkdtempSync(join(tmpdir(), "eisfit-determinism-"));
  const bundle = async (entry: string, name: string, options: BuildOptions = {}): Promise<string> => {
    const outfile = join(folder, name);
    const entryPoint = join(import.meta.dirname, entry);
    await build({ entryPoints: [entryPoint], outfile, bundle: true, format: "esm", target: "es2022", ...options });
    return outfile;
  };
  const withoutPowers: BuildOptions = { supported: { "exponent-operator": false } };
  return {
    node: await bundle("nodeEntry.ts", "node.mjs"),
    powerless: await bundle("nodeEntry.ts", "powerless.mjs", withoutPowers),
    perturbation: await bundle("perturbMath.ts", "perturbation.mjs"),
    page: await bundle("pageEntry.ts", "page.js"),
    remove() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
