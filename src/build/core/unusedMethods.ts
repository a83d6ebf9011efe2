import ts from "typescript";

/**
 * The same module without methods, accessors and fields of classes whose names stand nowhere else in it, which bundlers keep. Members with
 * a computed name stay, and the module must not ask for members by computed names.
 */
export function withoutUnusedMethods(source: string): string {
  for (let text = source; ; ) {
    const less = once(text);
    if (less === text) return text;
    text = less;
  }
}

function once(source: string): string {
  const file = ts.createSourceFile("module.js", source, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);
  const names = new Map<string, number>();
  const members: { readonly name: string; readonly from: number; readonly to: number }[] = [];
  const visit = (node: ts.Node): void => {
    if ((ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) && !isOfEngine(node)) {
      names.set(node.text, (names.get(node.text) ?? 0) + 1);
    }
    if (isRemovable(node)) members.push({ name: node.name.getText(file), from: node.pos, to: node.end });
    ts.forEachChild(node, visit);
  };
  visit(file);
  let text = "";
  let end = 0;
  for (const { name, from, to } of members) {
    if (names.get(name) !== 1) continue;
    text += source.slice(end, from);
    end = to;
  }
  return text + source.slice(end);
}

/** Methods and accessors, and fields whose initial value does nothing but stand there. */
function isRemovable(node: ts.Node): node is ts.MethodDeclaration {
  if (ts.isPropertyDeclaration(node)) return node.initializer === undefined && isNamed(node.name);
  return (ts.isMethodDeclaration(node) || ts.isGetAccessor(node)) && ts.isClassLike(node.parent) && isNamed(node.name);
}

/** What `this.#exports` has are the engine's functions, after which methods are named. */
function isOfEngine({ parent }: ts.Node): boolean {
  if (!ts.isPropertyAccessExpression(parent) || !ts.isPropertyAccessExpression(parent.expression)) return false;
  return parent.expression.name.text === "#exports";
}

function isNamed(name: ts.PropertyName): boolean {
  return ts.isIdentifier(name) || ts.isPrivateIdentifier(name);
}
