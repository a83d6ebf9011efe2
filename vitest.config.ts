import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 120_000,
    // Hooks run the AssemblyScript compiler, which takes its time on a busy machine.
    hookTimeout: 120_000,
    pool: "forks",
    // The default leaves one core idle, which is half of the machine where there are two.
    maxWorkers: "100%",
    // Loading the sources for every file anew takes a third of the time, and an engine must not mind what it has done before.
    isolate: false,
  },
});
