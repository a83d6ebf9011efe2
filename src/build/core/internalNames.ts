import ts from "typescript";

/** Shorter ones gain nothing. */
const SHORTEST = 4;

/**
 * Names of properties in a module that nobody outside of it can meet, so that they may be shortened: none that is public, none that stands
 * as a text in the module, and no key of an object that is asked by computed names.
 */
export function internalNames(source: string, known: ReadonlySet<string>): string[] {
  const file = ts.createSourceFile("module.js", source, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);
  const names = new Set<string>();
  const kept = new Set(known);
  const asked = new Set<string>();
  const keys = new Map<string, Set<string>>();
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) kept.add(node.text);
    if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.name)) names.add(node.name.text);
    if (ts.isElementAccessExpression(node) && !ts.isNumericLiteral(node.argumentExpression)) {
      for (const name of variablesOf(node.expression)) asked.add(name);
    }
    if (ts.isCallExpression(node) && /^Object\b/.test(node.expression.getText(file))) {
      for (const argument of node.arguments) for (const name of variablesOf(argument)) asked.add(name);
    }
    const holder = holderOf(node);
    if (holder !== undefined) {
      const { name, object } = holder;
      const known = keys.get(name) ?? new Set();
      keys.set(name, known);
      for (const property of object.properties) if (property.name !== undefined) known.add(property.name.getText(file));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  for (const name of asked) for (const key of keys.get(name) ?? []) kept.add(key);
  return [...names].filter((name) => name.length >= SHORTEST && !kept.has(name));
}

/** The variables and properties that an expression gives the value of. */
function variablesOf(expression: ts.Expression): string[] {
  if (ts.isIdentifier(expression)) return [expression.text];
  return ts.isPropertyAccessExpression(expression) ? [expression.name.text] : [];
}

/** The variable or property that holds an object literal. */
function holderOf(node: ts.Node): { name: string; object: ts.ObjectLiteralExpression } | undefined {
  const value = ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node) ? node.initializer : undefined;
  if (value === undefined || !ts.isObjectLiteralExpression(value)) return undefined;
  const { name } = node as ts.VariableDeclaration | ts.PropertyAssignment;
  return ts.isIdentifier(name) ? { name: name.text, object: value } : undefined;
}
