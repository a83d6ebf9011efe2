import { useEffect, useRef, useState } from "preact/hooks";
import type { ComponentChildren, JSX } from "preact";
import { openExample } from "../actions.ts";
import type { ExportKind } from "../compute/requests.ts";
import { examples } from "../examples.ts";
import { copyLink, save, savePng, saveSession } from "../save.ts";
import { EMPTY_SESSION } from "../session/session.ts";
import { canRedo, canUndo, change, currentSweep, draft, takeBack, takeForth, theme, type ThemeName } from "../state.ts";

/** A button with a list of others under it, closed by Escape and by looking elsewhere. */
function Menu({ label, children }: { readonly label: string; readonly children: ComponentChildren }): JSX.Element {
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
          class="menu-list"
          onClick={(event) => {
            if (event.target instanceof Element && event.target.closest("button") !== null) open(false);
          }}
        >
          {children}
        </div>
      ) : null}
    </div>
  );
}

const PICTURES: readonly (readonly [kind: ExportKind, title: string])[] = [
  ["nyquist.svg", "Nyquist plot"],
  ["bode.svg", "Bode plot"],
  ["residuals.svg", "Residuals"],
  ["check.svg", "Kramers-Kronig residuals"],
  ["drt.svg", "Relaxation times"],
  ["circuit.svg", "Circuit with values"],
];
const TABLES: readonly (readonly [kind: ExportKind, title: string])[] = [
  ["report.html", "Report, HTML"],
  ["parameters.csv", "Parameters, CSV"],
  ["fit.csv", "Data and fit, CSV"],
  ["spectrum.csv", "Spectrum, CSV"],
  ["drt.csv", "Relaxation times, CSV"],
  ["fit.json", "Fit, JSON"],
  ["check.json", "Check, JSON"],
  ["circuit.tex", "Circuit, LaTeX"],
  ["parameters.tex", "Table of parameters, LaTeX"],
  ["parameters.md", "Table of parameters, Markdown"],
  ["formula.tex", "Impedance, LaTeX"],
  ["impedance.py", "Impedance, Python"],
  ["subcircuit.cir", "Subcircuit, SPICE"],
  ["fitted.circuit", "Circuit file with these values"],
];

function ExportMenu(): JSX.Element {
  const isIdle = currentSweep.value === undefined;
  return (
    <Menu label="Export">
      {PICTURES.map(([kind, title]) => (
        <div class="menu-pair" key={kind}>
          <button type="button" disabled={isIdle} onClick={() => void save(kind)}>
            {title}
          </button>
          <button type="button" disabled={isIdle} aria-label={`${title} as SVG`} onClick={() => void save(kind)}>
            SVG
          </button>
          <button type="button" disabled={isIdle} aria-label={`${title} as PNG`} onClick={() => void savePng(kind)}>
            PNG
          </button>
        </div>
      ))}
      <hr />
      {TABLES.map(([kind, title]) => (
        <button type="button" key={kind} disabled={isIdle} onClick={() => void save(kind)}>
          {title}
        </button>
      ))}
      <hr />
      <button type="button" onClick={saveSession}>
        Session as a file
      </button>
      <button type="button" onClick={() => void copyLink()}>
        Copy a link to this session
      </button>
    </Menu>
  );
}

const THEMES: Readonly<Record<ThemeName, { readonly next: ThemeName; readonly word: string }>> = {
  system: { next: "light", word: "as the system" },
  light: { next: "dark", word: "light" },
  dark: { next: "system", word: "dark" },
};

export function TopBar(): JSX.Element {
  const { next, word } = THEMES[theme.value];
  return (
    <header class="top">
      <h1>
        <svg viewBox="0 0 28 20" aria-hidden="true">
          <path d="M2 18h24" />
          <path class="arc" d="M4 18a7 7 0 0 1 14 0M18 18a4 4 0 0 1 8 0" />
        </svg>
        eisfit
      </h1>
      <p class="privacy" title="The page may load nothing and send nothing; its own policy forbids it.">
        Your data stay on this machine
      </p>
      <div class="top-tools">
        <button
          type="button"
          class="quiet icon"
          aria-label="Undo"
          title="Undo (Ctrl+Z)"
          disabled={!canUndo.value}
          onClick={takeBack}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M6 3 2.5 6.5 6 10M3 6.5h6.5a4 4 0 0 1 0 8H6" />
          </svg>
        </button>
        <button
          type="button"
          class="quiet icon"
          aria-label="Redo"
          title="Redo (Ctrl+Shift+Z)"
          disabled={!canRedo.value}
          onClick={takeForth}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M10 3l3.5 3.5L10 10M13 6.5H6.5a4 4 0 0 0 0 8H10" />
          </svg>
        </button>
        <button
          type="button"
          class="quiet icon"
          aria-label={`Colours: ${word}. Change`}
          title={`Colours: ${word}`}
          onClick={() => {
            theme.value = next;
          }}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <circle cx="8" cy="8" r="5.5" />
            <path
              class="solid"
              d={
                theme.value === "system"
                  ? "M8 2.5a5.5 5.5 0 0 1 0 11z"
                  : theme.value === "dark"
                    ? "M8 2.5a5.5 5.5 0 0 1 0 11 5.5 5.5 0 0 1 0-11z"
                    : ""
              }
            />
          </svg>
        </button>
        <Menu label="Examples">
          {examples.map((example) => (
            <button
              type="button"
              key={example.title}
              onClick={() => {
                openExample(example);
              }}
            >
              {example.title}
              <small>{example.words}</small>
            </button>
          ))}
          <hr />
          <button
            type="button"
            onClick={() => {
              draft.value = null;
              change(() => EMPTY_SESSION);
            }}
          >
            Start empty
          </button>
        </Menu>
        <ExportMenu />
      </div>
    </header>
  );
}
