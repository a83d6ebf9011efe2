import { readFileSync } from "node:fs";
import type { Plugin } from "esbuild";
import ts from "typescript";

/** core.wasm in place of both modules: it fits, and answers what the core asks. */
const oneModule: Plugin = {
  name: "one-module",
  setup(build) {
    build.onLoad({ filter: /(?:engine|examiner)Bytes\.generated\.ts$/ }, ({ path }) => {
      const name = path.includes("engineBytes") ? "engine" : "examiner";
      return { contents: `export { corePacked as ${name}Packed } from "./coreBytes.generated.ts";`, loader: "ts" };
    });
  },
};

/** What the records of elements tell people and the second opinion, which the core neither shows nor has. */
const DOCUMENTATION = new Set(["citation", "formula", "impedance", "latex"]);

const withoutDocumentation: Plugin = {
  name: "without-documentation",
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/]elements[\\/]\w+\.ts$/ }, ({ path }) => {
      return { contents: leaveOut(readFileSync(path, "utf8")), loader: "ts" };
    });
  },
};

/** The source without these properties of what is given to `defineElement`. */
function leaveOut(source: string): string {
  const file = ts.createSourceFile("element.ts", source, ts.ScriptTarget.ES2022, true);
  let text = "";
  let end = 0;
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText(file) === "defineElement") {
      const [record] = node.arguments;
      if (record === undefined || !ts.isObjectLiteralExpression(record)) return;
      for (const property of record.properties) {
        if (!DOCUMENTATION.has(property.name?.getText(file) ?? "")) continue;
        text += source.slice(end, property.pos);
        end = source.indexOf(",", property.end - 1) + 1;
      }
      return;
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return text + source.slice(end);
}

export const corePlugins: Plugin[] = [oneModule, withoutDocumentation];
