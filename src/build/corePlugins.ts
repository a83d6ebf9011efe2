import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "esbuild";
import ts from "typescript";

/** Modules that the core has not got, or has in another form, and what stands in for them. */
const REPLACED: readonly (readonly [module: RegExp, by: string])[] = [
  [/[\\/]fit[\\/](?:structuredFit|measuredNoise)\.ts$/, "foundWeights.ts"],
  [/[\\/]fit[\\/](?:withOrder|order|orderLimits|orderWords|keepOrder)\.ts$/, "withoutOrder.ts"],
  [/[\\/]fit[\\/]derived\.ts$/, "withoutDerived.ts"],
  [/[\\/]kernel[\\/]load\.ts$/, "load.ts"],
  [/[\\/]elements[\\/]catalogue\.ts$/, "catalogue.ts"],
  [/[\\/]assembly[\\/]math[\\/]elementary\.ts$/, "elementary.ts"],
];
const core = fileURLToPath(new URL("../core/", import.meta.url));

const replacements: Plugin = {
  name: "replacements",
  setup(build) {
    for (const [filter, by] of REPLACED) {
      build.onLoad({ filter }, () => ({ contents: `export * from "./${by}";`, loader: "ts", resolveDir: core }));
    }
  },
};

/** Members of `Kernel` for joint fits and for the weights that the core has not got. */
const UNUSED_MEMBERS = new Set(["joint", "errorStructure"]);

const withoutUnusedMembers: Plugin = {
  name: "without-unused-members",
  setup(build) {
    build.onLoad({ filter: /[\\/]kernel[\\/]kernel\.ts$/ }, ({ path }) => {
      const source = readFileSync(path, "utf8");
      const contents = leaveOut(source, (node, file) => {
        if (ts.isClassElement(node)) return UNUSED_MEMBERS.has(node.name?.getText(file) ?? "");
        if (!ts.isExpressionStatement(node) || !ts.isBinaryExpression(node.expression)) return false;
        const { left } = node.expression;
        return ts.isPropertyAccessExpression(left) && UNUSED_MEMBERS.has(left.name.text);
      });
      return { contents, loader: "ts" };
    });
  },
};

/** What the records of elements tell people and the second opinion, which the core neither shows nor has. */
const DOCUMENTATION = new Set(["citation", "formula", "impedance", "latex"]);

const withoutDocumentation: Plugin = {
  name: "without-documentation",
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/]elements[\\/]\w+\.ts$/ }, ({ path }) => {
      const source = readFileSync(path, "utf8");
      return { contents: leaveOut(source, isDocumentation), loader: "ts" };
    });
  },
};

/** A property of what is given to `defineElement`. */
function isDocumentation(node: ts.Node, file: ts.SourceFile): boolean {
  if (!ts.isPropertyAssignment(node) && !ts.isMethodDeclaration(node)) return false;
  const call = node.parent.parent;
  if (!ts.isCallExpression(call) || call.expression.getText(file) !== "defineElement") return false;
  return DOCUMENTATION.has(node.name.getText(file));
}

/** The source without some of its nodes, each with the comma behind it. */
function leaveOut(source: string, isUnwanted: (node: ts.Node, file: ts.SourceFile) => boolean): string {
  const file = ts.createSourceFile("module.ts", source, ts.ScriptTarget.ES2022, true);
  let text = "";
  let end = 0;
  const visit = (node: ts.Node): void => {
    if (!isUnwanted(node, file)) {
      ts.forEachChild(node, visit);
      return;
    }
    text += source.slice(end, node.pos);
    end = source.startsWith(",", node.end) ? node.end + 1 : node.end;
  };
  visit(file);
  return text + source.slice(end);
}

export const corePlugins: Plugin[] = [replacements, withoutUnusedMembers, withoutDocumentation];
