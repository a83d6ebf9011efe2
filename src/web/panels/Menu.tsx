import { useEffect, useRef, useState } from "preact/hooks";
import type { ComponentChildren, JSX } from "preact";

/** A button with a list of others under it, closed by Escape and by looking elsewhere. */
export function Menu({
  label,
  wide = false,
  children,
}: {
  readonly label: string;
  /** In columns, where there is room for them. */
  readonly wide?: boolean;
  readonly children: ComponentChildren;
}): JSX.Element {
  const [isOpen, open] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isOpen) return undefined;
    const close = (event: Event): void => {
      const isInside = event.target instanceof Node && place.current?.contains(event.target) === true;
      if (!isInside) open(false);
    };
    document.addEventListener("pointerdown", close);
    document.addEventListener("focusin", close);
    return () => {
      document.removeEventListener("pointerdown", close);
      document.removeEventListener("focusin", close);
    };
  }, [isOpen]);
  return (
    <div
      class="menu"
      ref={place}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !isOpen) return;
        open(false);
        place.current?.querySelector("button")?.focus();
      }}
    >
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => {
          open(!isOpen);
        }}
      >
        {label}
      </button>
      {isOpen ? (
        <div
          class={`menu-list${wide ? " wide" : ""}`}
          onClick={(event) => {
            if (!(event.target instanceof Element) || event.target.closest("button") === null) return;
            open(false);
            place.current?.querySelector("button")?.focus();
          }}
        >
          {children}
        </div>
      ) : null}
    </div>
  );
}
