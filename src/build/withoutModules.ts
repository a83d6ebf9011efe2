import type { Plugin } from "esbuild";

/** Leaves the WebAssembly modules out of a bundle, for which the host brings them. */
export const withoutModules: Plugin = {
  name: "without-modules",
  setup(build) {
    build.onLoad({ filter: /(?:engine|examiner)Bytes\.generated\.ts$/ }, ({ path }) => {
      const name = path.includes("engineBytes") ? "engine" : "examiner";
      return { contents: `export const ${name}Packed = undefined;`, loader: "ts" };
    });
  },
};
