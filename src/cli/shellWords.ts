/** A word as a POSIX shell takes it. */
export function shellWord(word: string): string {
  return /^[\w./:=%+,@-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** The words of a command line as a POSIX shell finds them, as far as quotes go. */
export function wordsOf(line: string): string[] {
  return [...line.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g)].map(([word]) =>
    word.replace(/'([^']*)'|"([^"]*)"/g, "$1$2"),
  );
}

/** The command as it can be typed into a POSIX shell again. */
export function commandLine(words: readonly string[]): string {
  return ["npx eisfit", ...words.map(shellWord)].join(" ");
}
