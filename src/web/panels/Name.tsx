import type { JSX } from "preact";

/** `R_gb` with its label lowered. */
export function Name({ name }: { readonly name: string }): JSX.Element {
  const match = /^([A-Za-z]+?)_?((?:(?<=_)\w+|\d+))?(\.\w+)?$/.exec(name);
  if (match?.[1] === undefined) return <>{name}</>;
  return (
    <>
      {match[1]}
      {match[2] === undefined ? null : <sub>{match[2]}</sub>}
      {match[3] === undefined ? null : <span class="of">{match[3]}</span>}
    </>
  );
}
