import { outputOf, versionOf } from "./binaries.ts";
import type { Engine, FoundEngines } from "./engine.ts";

/** Supported, in the sense of package.json. */
const MAJORS = [20, 22, 24];

/** This version of Node in processes of their own, each with one thing changed that must not matter. */
function variants(): Engine[] {
  const name = `Node ${process.versions.node}`;
  const run = (...words: string[]): Promise<string> => outputOf(process.execPath, words);
  return [
    { name: `${name}, baseline compiler only`, run: ({ node }) => run("--liftoff-only", node) },
    { name: `${name}, optimising compiler only`, run: ({ node }) => run("--no-liftoff", node) },
    {
      name: `${name}, functions of Math perturbed`,
      run: ({ perturbation, powerless }) => run("--import", perturbation, powerless),
    },
  ];
}

/**
 * The binaries named in EISFIT_NODES, paths with colons between them.
 * @throws Error where one of them does not run
 */
export function findNodes(): FoundEngines {
  const binaries = (process.env["EISFIT_NODES"] ?? "").split(":").filter((path) => path !== "");
  const versions = binaries.map((binary) => versionOf(binary));
  const others = binaries.map((binary, index): Engine => {
    return { name: `Node ${versions[index] ?? "?"}`, run: ({ node }) => outputOf(binary, [node]) };
  });
  const present = [process.versions.node, ...versions].map((version) => Number(version.split(".")[0]));
  return {
    engines: [...variants(), ...others],
    absent: MAJORS.filter((major) => !present.includes(major)).map(
      (major) => `Node ${String(major)} (name its binary in EISFIT_NODES)`,
    ),
  };
}
