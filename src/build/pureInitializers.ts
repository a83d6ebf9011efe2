import ts from "typescript";

/**
 * The same module with the tables that it computes as it loads (`var UNITS = new Map(...)`) marked as free of side effects, which is a
 * rule of this library. In one file for many modules a bundler could not know, and would keep what nobody uses.
 */
export function pureInitializers(source: string): string {
  const file = ts.createSourceFile("module.js", source, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);
  let text = "";
  let end = 0;
  for (const statement of file.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { initializer, name } of statement.declarationList.declarations) {
      if (initializer === undefined || !ts.isIdentifier(name) || !callsSomething(initializer)) continue;
      // What waits cannot stand in a function that does not, and what waits as it loads is wanted.
      if (waits(initializer)) continue;
      const start = initializer.getStart(file);
      text += `${source.slice(end, start)}/* @__PURE__ */ (() => (${source.slice(start, initializer.end)}))()`;
      end = initializer.end;
    }
  }
  return text + source.slice(end);
}

/** Whether an expression calls a function as it is evaluated, or might; what is inside of functions and classes does not. */
function callsSomething(node: ts.Node): boolean {
  if (ts.isFunctionLike(node) || ts.isClassLike(node)) return false;
  return CALLS.has(node.kind) || (ts.forEachChild(node, (child) => callsSomething(child) || undefined) ?? false);
}

/** Whether an expression awaits something as it is evaluated. */
function waits(node: ts.Node): boolean {
  if (ts.isFunctionLike(node) || ts.isClassLike(node)) return false;
  return ts.isAwaitExpression(node) || (ts.forEachChild(node, (child) => waits(child) || undefined) ?? false);
}

/** Spreading iterates, a template asks for texts, and a property may be a getter. */
const CALLS = new Set([
  ts.SyntaxKind.CallExpression,
  ts.SyntaxKind.NewExpression,
  ts.SyntaxKind.SpreadElement,
  ts.SyntaxKind.SpreadAssignment,
  ts.SyntaxKind.TemplateExpression,
  ts.SyntaxKind.TaggedTemplateExpression,
  ts.SyntaxKind.PropertyAccessExpression,
]);
