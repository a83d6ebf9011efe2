import { findBrowsers } from "./browsers.ts";
import type { FoundEngines } from "./engine.ts";
import { findNodes } from "./nodes.ts";
import { findRuntimes } from "./runtimes.ts";

/** All engines that this machine has. */
export function findEngines(): FoundEngines {
  const found = [findNodes(), findBrowsers(), findRuntimes()];
  return {
    engines: found.flatMap(({ engines }) => engines),
    absent: found.flatMap(({ absent }) => absent),
  };
}
