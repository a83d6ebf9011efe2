import type { Argument, Option } from "commander";

/** What the shell offers for a value, where it is not one of a few fixed words. */
export type CompletionKind = "files" | "folders" | "circuits" | "elements" | "formats" | "topics" | "nothing";

const kinds = new WeakMap<Argument | Option, CompletionKind>();

/** Says what the shell offers for an argument or the value of an option. */
export function completes<Value extends Argument | Option>(value: Value, kind: CompletionKind): Value {
  kinds.set(value, kind);
  return value;
}

/** What the shell offers: by what was said, else by the name that help shows for the value. */
export function completionKind(value: Argument | Option): CompletionKind {
  const told = kinds.get(value);
  if (told !== undefined) return told;
  const name = "flags" in value ? (/[<[]([^>\]]+)[>\]]/.exec(value.flags)?.[1] ?? "") : value.name();
  const [, word = ""] = /^([a-z]+)/.exec(name) ?? [];
  return BY_NAME[word] ?? "nothing";
}

const BY_NAME: Readonly<Record<string, CompletionKind>> = {
  file: "files",
  files: "files",
  path: "files",
  results: "files",
  table: "files",
  folder: "folders",
  circuit: "circuits",
};
