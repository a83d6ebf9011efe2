import { effect } from "@preact/signals";
import { render } from "preact";
import { openExample, tellError } from "./actions.ts";
import { App } from "./App.tsx";
import { startChecking } from "./compute/badges.ts";
import { fitted, startComputing } from "./compute/results.ts";
import { isWorker, serve } from "./compute/worker.ts";
import { exampleOf, FIRST_EXAMPLE } from "./examples.ts";
import { init } from "../index.ts";
import { decodeSession, encodeSession } from "./session/decode.ts";
import { hasSession, sessionOfFragment } from "./session/link.ts";
import { keep, recall } from "./session/storage.ts";
import { announcement, restore, session, theme, type ThemeName } from "./state.ts";
import { outcomeWords } from "./words.ts";

/** Time without a change after which the session is stored, ms. */
const STORE_AFTER = 400;
const THEME_KEY = "eisfit-theme";

async function start(): Promise<void> {
  followTheme();
  startComputing();
  await init();
  const place = document.getElementById("page");
  if (place === null) throw new Error("The page has no place to be shown.");
  await open();
  render(<App />, place);
  startChecking();
  storeChanges();
  announceFits();
}

/** The session of the link, or the last one, or the example of a first visit. */
async function open(): Promise<void> {
  try {
    if (hasSession(location.hash)) {
      restore(await sessionOfFragment(location.hash));
      // A reload must show what was changed since, not the link again.
      window.history.replaceState(null, "", location.pathname + location.search);
      return;
    }
    const last = await recall();
    if (last !== undefined) {
      restore(decodeSession(last));
      return;
    }
  } catch (error) {
    tellError("The last session could not be restored", error);
  }
  openExample(exampleOf(FIRST_EXAMPLE));
  restore(session.value);
}

function storeChanges(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isFirst = true;
  let hasFailed = false;
  const store = (): void => {
    keep(encodeSession(session.value)).catch((error: unknown) => {
      // Told once: a browser that stores nothing would say so at every change.
      if (!hasFailed) tellError("This browser does not keep the session; save it as a file before you leave", error);
      hasFailed = true;
    });
  };
  effect(() => {
    void session.value;
    clearTimeout(timer);
    if (!isFirst) timer = setTimeout(store, STORE_AFTER);
    isFirst = false;
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden" || timer === undefined) return;
    clearTimeout(timer);
    store();
  });
}

function followTheme(): void {
  const kept = localStorage.getItem(THEME_KEY);
  const known: readonly ThemeName[] = ["system", "light", "dark"];
  theme.value = known.find((name) => name === kept) ?? "system";
  effect(() => {
    const { value } = theme;
    if (value === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = value;
    localStorage.setItem(THEME_KEY, value);
  });
}

function announceFits(): void {
  effect(() => {
    const { value, error, isStale } = fitted.value;
    if (isStale) return;
    if (error !== null) announcement.value = `No fit: ${error.message}`;
    else if (value !== null) announcement.value = `Fit ${outcomeWords[value.termination.outcome].word}`;
  });
}

if (isWorker()) serve(self);
else void start();
