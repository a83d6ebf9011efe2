import { readFileSync } from "node:fs";
import { join } from "node:path";
import { minify } from "terser";
import ts from "typescript";
import { internalNames } from "./internalNames.ts";
import { publicNames } from "./publicNames.ts";
import { withoutUnusedMethods } from "./unusedMethods.ts";

/** The longest text. */
const PACKED_TEXT = /("[^"\n]{9999,}")/;
const PLACE = '"@packed@"';

/**
 * The bundle of eisfit/core as small as a server's gzip can make it: without what its classes do not use, with short names for what only
 * it can meet, and with the packed module at the end, where it does not share the codes of
 * most of the rest.
 *
 * @param bundle an ECMAScript module, not minified
 */
export async function shrinkCore(bundle: string, root: string): Promise<string> {
  const packed = PACKED_TEXT.exec(bundle)?.[1];
  if (packed === undefined) throw new Error("The bundle of eisfit/core has no packed module.");
  const source = withoutUnusedMethods(bundle.replace(packed, () => PLACE));
  const { code } = await minify(source, {
    ecma: 2020,
    module: true,
    compress: {
      passes: 4,
      // Less repetition is not less after gzip.
      sequences: false,
      inline: 1,
      lhs_constants: false,
      keep_fargs: false,
      pure_getters: true,
      unsafe_arrows: true,
      unsafe_methods: true,
    },
    mangle: { properties: { regex: anyOf(internalNames(source, namesMet(root))) } },
  });
  if (code?.split(PLACE).length !== 2) throw new Error("The packed module is lost.");
  const short = withShortUndefined(code);
  const name = unusedName(short);
  return `${short.replace(PLACE, () => name)};const ${name}=${packed};\n`;
}

/** The same for `require`. */
export function requiredCore(module: string): string {
  const exported = /\bexport\{([^}]*)\}/.exec(module);
  if (exported === null) throw new Error("The bundle of eisfit/core exports nothing.");
  const assignments = (exported[1] ?? "").split(",").map((each) => {
    const [own = "", name = own] = each.split(" as ");
    return `exports.${name}=${own}`;
  });
  return `"use strict";Object.defineProperty(exports,"__esModule",{value:!0});${module.replace(exported[0], () => assignments.join(";"))}`;
}

function anyOf(names: readonly string[]): RegExp {
  return new RegExp(`^(?:${names.join("|")})$`);
}

/** Names that the program around the core meets, and those of functions of WebAssembly. */
function namesMet(root: string): Set<string> {
  const names = publicNames(join(root, "src/core/index.ts"), join(root, "tsconfig.json"));
  for (const file of ["core.wasm", "unpack.wasm"]) {
    const module = new WebAssembly.Module(readFileSync(join(root, "build", file)));
    for (const { name } of WebAssembly.Module.exports(module)) names.add(name);
  }
  return names;
}

/** A variable without a value is shorter than `void 0`. */
function withShortUndefined(code: string): string {
  const file = ts.createSourceFile("module.js", code, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);
  const name = unusedName(code);
  let text = `let ${name};`;
  let end = 0;
  const visit = (node: ts.Node): void => {
    if (ts.isVoidExpression(node)) {
      // `return void 0` needs the blank that is there.
      text += code.slice(end, node.getStart(file)) + name;
      end = node.end;
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return text + code.slice(end);
}

function unusedName(code: string): string {
  const letters = [..."_$ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  const names = [...letters, ...letters.flatMap((first) => letters.map((second) => first + second))];
  const used = new Set(code.match(/[\w$]+/g));
  const free = names.find((name) => !used.has(name));
  if (free === undefined) throw new Error("No short name is left.");
  return free;
}
