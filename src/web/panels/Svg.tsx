import { useEffect, useRef } from "preact/hooks";
import type { JSX } from "preact";

/** A drawing of the report, whose markup has its text escaped already; it is read as SVG and nothing else. */
export function Svg({ markup }: { readonly markup: string }): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const drawn = new DOMParser().parseFromString(markup, "image/svg+xml").documentElement;
    place.current?.replaceChildren(document.importNode(drawn, true));
  }, [markup]);
  return <div class="svg" ref={place} />;
}
