import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 120_000,
    // Hooks run the AssemblyScript compiler, which takes its time on a busy machine.
    hookTimeout: 120_000,
    pool: "forks",
  },
});
