import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import ts from "typescript";

/** Shorter ones gain nothing. */
const SHORTEST = 4;

/**
 * Names of properties that nobody outside of a module can meet, so that they may be shortened: those that its code reads by name, and that
 * neither its declarations have, with all that these import, nor any text in it, nor an object whose properties are asked for by
 * computed names.
 *
 * @param source the module, in one piece
 * @param declarations path of its .d.ts
 */
export function internalNames(source: string, declarations: string): string[] {
  const file = ts.createSourceFile("module.js", source, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);
  const read = new Set<string>();
  const known = wordsOfDeclarations(declarations);
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node)) {
      if (ts.isIdentifier(node.name)) (isForeign(node) ? known : read).add(node.name.text);
    } else if (ts.isStringLiteralLike(node) || isTemplatePart(node)) {
      for (const word of wordsOf(node.text)) known.add(word);
    } else if (ts.isElementAccessExpression(node)) {
      for (const name of keysOf(node.expression, file)) known.add(name);
    } else if (ts.isCallExpression(node)) {
      const { expression, arguments: given } = node;
      const ofObject = ts.isPropertyAccessExpression(expression) && expression.expression.getText(file) === "Object";
      if (ofObject) for (const argument of given) for (const name of keysOf(argument, file)) known.add(name);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return [...read].filter((name) => name.length >= SHORTEST && !known.has(name));
}

/** Whether a name belongs to a WebAssembly module or to the host. */
function isForeign({ expression }: ts.PropertyAccessExpression): boolean {
  if (ts.isIdentifier(expression)) return HOST.has(expression.text);
  return ts.isPropertyAccessExpression(expression) && FOREIGN.has(expression.name.text);
}

const HOST = new Set(["Object", "Array", "Number", "Math", "JSON", "String", "WebAssembly", "globalThis", "run", "engine"]);
const FOREIGN = new Set(["#exports", "elementary", "memory"]);

function isTemplatePart(node: ts.Node): node is ts.TemplateLiteralLikeNode {
  return ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
}

/** Names of the properties of the object literals that a variable of this name is made of. */
function keysOf(expression: ts.Expression, file: ts.SourceFile): string[] {
  if (!ts.isIdentifier(expression)) return [];
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.name.getText(file) === expression.text) {
      const { initializer } = node;
      if (initializer !== undefined && ts.isObjectLiteralExpression(initializer)) {
        for (const { name } of initializer.properties) if (name !== undefined) found.push(name.getText(file));
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function wordsOf(text: string): string[] {
  return text.match(/[A-Za-z_$][\w$]*/g) ?? [];
}

/** All words of declarations and what they import, without comments. */
function wordsOfDeclarations(path: string): Set<string> {
  const words = new Set<string>();
  const open = [path];
  const seen = new Set(open);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const source = readFileSync(next, "utf8");
    const plain = source.replace(/\/\*[^]*?\*\/|\/\/.*$/gm, "");
    for (const word of wordsOf(plain.replace(/^export declare class \w+ \{[^]*?^\}/gm,""))) words.add(word);
    for (const [, specifier = ""] of plain.matchAll(/from\s+"(\.[^"]+)"/g)) {
      const target = resolve(dirname(next), specifier.replace(/\.[jt]s$/, ".d.ts"));
      if (!existsSync(target) || seen.has(target)) continue;
      seen.add(target);
      open.push(target);
    }
  }
  return words;
}
