import type { FileContent } from "./content.ts";

/** Makes what is told of a file be found once, however many formats ask for it while one of them is chosen. */
export function oncePerFile<T>(tell: (file: FileContent) => T): (file: FileContent) => T {
  const told = new WeakMap<FileContent, { readonly answer: T }>();
  return (file) => {
    const known = told.get(file);
    if (known !== undefined) return known.answer;
    const answer = tell(file);
    told.set(file, { answer });
    return answer;
  };
}
