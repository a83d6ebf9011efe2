import { effect } from "@preact/signals";
import { render } from "preact";
import { openExample, tellError } from "./actions.ts";
import { App } from "./App.tsx";
import { startChecking } from "./compute/badges.ts";
import { fitted, startComputing } from "./compute/results.ts";
import { answering } from "./compute/answer.ts";
import { serve } from "./compute/serve.ts";
import { isWorker } from "./compute/worker.ts";
import { exampleOf, FIRST_EXAMPLE } from "./examples.ts";
import { init } from "../index.ts";
import { decodeSession, encodeSession } from "./session/decode.ts";
import { hasSession, sessionOfFragment } from "./session/link.ts";
import { keep, recall } from "./session/storage.ts";
import { announcement, restore, session } from "./state.ts";
import { followTastes } from "./tastes.ts";
import { outcomeWords } from "./words.ts";

/** Time without a change after which the session is stored, ms. */
const STORE_AFTER = 400;

async function start(): Promise<void> {
  followTastes();
  startComputing();
  const [stored] = await Promise.all([lastSession(), init()]);
  const place = document.getElementById("page");
  if (place === null) throw new Error("The page has no place to be shown.");
  await open(stored);
  place.replaceChildren();
  render(<App />, place);
  startChecking();
  storeChanges();
  announceFits();
}

/** What was stored last; a browser that stores nothing says so when the first change is to be kept. */
async function lastSession(): Promise<string | undefined> {
  try {
    return await recall();
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}

/** The session of the link, or the last one, or the example of a first visit. */
async function open(last: string | undefined): Promise<void> {
  try {
    if (hasSession(location.hash)) {
      restore(await sessionOfFragment(location.hash));
      // A reload must show what was changed since, not the link again.
      window.history.replaceState(null, "", location.pathname + location.search);
      return;
    }
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
  const keepNow = (): void => {
    keep(encodeSession(session.value)).catch((error: unknown) => {
      // Told once: a browser that stores nothing would say so at every change.
      if (!hasFailed) tellError("This browser does not keep the session; save it as a file before you leave", error);
      hasFailed = true;
    });
  };
  effect(() => {
    void session.value;
    clearTimeout(timer);
    if (!isFirst) timer = setTimeout(keepNow, STORE_AFTER);
    isFirst = false;
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden" || timer === undefined) return;
    clearTimeout(timer);
    keepNow();
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

if (isWorker()) serve(self, answering);
else start().catch(cannotStart);

/** Without an engine there is no page, but there is a reason. */
function cannotStart(error: unknown): void {
  const place = document.getElementById("page");
  if (place !== null)
    place.textContent = `The page cannot start: ${error instanceof Error ? error.message : String(error)}`;
}
