import type { JSX } from "preact";
import { openExample } from "../actions.ts";
import { examples } from "../examples.ts";
import { EMPTY_SESSION } from "../session/session.ts";
import { canRedo, canUndo, change, draft, takeBack, takeForth } from "../state.ts";
import { theme, type ThemeName } from "../tastes.ts";
import { ExportMenu } from "./ExportMenu.tsx";
import { Menu } from "./Menu.tsx";

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
