/** Options of all commands that have a value. */
const WITH_VALUE = ["--color"];

/** The place of the command among the words of a command line; -1 if there are only options. */
export function placeOfCommand(words: readonly string[]): number {
  return words.findIndex((word, place) => !/^-./.test(word) && !WITH_VALUE.includes(words[place - 1] ?? ""));
}
