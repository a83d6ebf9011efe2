import type { JSX } from "preact";

/** One of a few, with a label. */
export function Choice<T extends string | number>({
  label,
  value,
  all,
  words,
  choose,
  hint,
}: {
  readonly label: string;
  readonly value: T;
  readonly all: readonly T[];
  readonly words: (each: T) => string;
  readonly choose: (chosen: T) => void;
  readonly hint?: string;
}): JSX.Element {
  return (
    <label>
      {label}
      <select
        value={value}
        {...(hint === undefined ? {} : { title: hint })}
        onChange={(event) => {
          const chosen = all.find((each) => String(each) === event.currentTarget.value);
          if (chosen !== undefined) choose(chosen);
        }}
      >
        {all.map((each) => (
          <option key={each} value={each}>
            {words(each)}
          </option>
        ))}
      </select>
    </label>
  );
}
