import type { JSX } from "preact";
import { GRADE_SHAPES, type Grade } from "../words.ts";

/** A verdict in a word, with a shape and a colour of its grade. */
export function Badge({
  grade,
  word,
  title,
}: {
  readonly grade: Grade;
  readonly word: string;
  readonly title?: string;
}): JSX.Element {
  return (
    <span class={`badge ${grade}`} {...(title === undefined ? {} : { title })}>
      <span aria-hidden="true">{GRADE_SHAPES[grade]}</span> {word}
    </span>
  );
}
