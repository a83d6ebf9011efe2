import ts from "typescript";

/**
 * The same module with its functions written so that JavaScript engines compile them along with the module rather than at
 * their first call: as function expressions in parentheses, which V8 and SpiderMonkey take for functions that are called
 * at once. Compiling one by one at the first calls takes a third of the time to a first fit.
 *
 * The functions come first, since declarations are hoisted and expressions are not.
 */
export function compileWithModule(source: string): string {
  const file = ts.createSourceFile("module.js", source, ts.ScriptTarget.ES2022, false, ts.ScriptKind.JS);
  const hashbang = /^#!.*\n/.exec(source)?.[0] ?? "";
  let functions = "";
  let rest = "";
  let end = hashbang.length;
  for (const statement of file.statements) {
    if (!ts.isFunctionDeclaration(statement) || statement.name === undefined || statement.modifiers?.some(isExport)) {
      continue;
    }
    const start = statement.getStart(file);
    functions += `var ${statement.name.text} = (${source.slice(start, statement.end)});\n`;
    rest += source.slice(end, start);
    end = statement.end;
  }
  return hashbang + functions + rest + source.slice(end);
}

function isExport({ kind }: ts.ModifierLike): boolean {
  return kind === ts.SyntaxKind.ExportKeyword;
}
