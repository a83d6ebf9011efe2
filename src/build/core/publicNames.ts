import ts from "typescript";

/**
 * Names of all properties that a program can meet which uses an entry of the library: those of what it exports, of what its functions take
 * and return, and so on.
 *
 * @param entry path of its source
 */
export function publicNames(entry: string, tsconfig: string): Set<string> {
  const { config } = ts.readConfigFile(tsconfig, (path) => ts.sys.readFile(path)) as { config: unknown };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ts.sys.resolvePath(`${tsconfig}/..`));
  const program = ts.createProgram([entry], options);
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(entry);
  const module = file && checker.getSymbolAtLocation(file);
  if (module === undefined) throw new Error(`${entry} exports nothing.`);
  const names = new Set<string>();
  const seen = new Set<ts.Type>();

  const isOurs = (symbol: ts.Symbol): boolean =>
    symbol.declarations?.some((declaration) => !program.isSourceFileDefaultLibrary(declaration.getSourceFile())) ?? true;

  const visit = (type: ts.Type): void => {
    if (seen.has(type)) return;
    seen.add(type);
    if (type.isUnionOrIntersection()) type.types.forEach(visit);
    for (const argument of [...(type.aliasTypeArguments ?? []), ...checker.getTypeArguments(type as ts.TypeReference)]) visit(argument);
    for (const kind of [ts.SignatureKind.Call, ts.SignatureKind.Construct]) {
      for (const signature of checker.getSignaturesOfType(type, kind)) {
        visit(signature.getReturnType());
        for (const parameter of signature.parameters) visit(checker.getTypeOfSymbol(parameter));
      }
    }
    for (const index of checker.getIndexInfosOfType(type)) visit(index.type);
    for (const property of checker.getPropertiesOfType(type)) {
      if (!isOurs(property)) continue;
      names.add(property.name);
      visit(checker.getTypeOfSymbol(property));
    }
  };
  for (const exported of checker.getExportsOfModule(module)) {
    names.add(exported.name);
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    if (symbol.flags & ts.SymbolFlags.Value) visit(checker.getTypeOfSymbol(symbol));
    visit(checker.getDeclaredTypeOfSymbol(symbol));
  }
  return names;
}
