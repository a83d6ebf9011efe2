/** Whether this script runs in a worker: page and worker are one script, so that it is loaded once. */
export function isWorker(): boolean {
  return typeof document === "undefined";
}

/** The scripts of the page: the page itself, which is also its worker, and the one that writes files. */
export type ScriptName = "page" | "exports";

/**
 * A worker of a script: from its address, or from its text where the page is a single file. Undefined where the host has no
 * workers.
 */
export function startWorker(name: ScriptName): Worker | undefined {
  const script = document.getElementById(`eisfit-${name}`);
  if (!(script instanceof HTMLScriptElement) || typeof Worker === "undefined") return undefined;
  // The script of the exports stands there by its address only, so that it is not loaded with the page.
  const address = script.dataset["src"] ?? script.src;
  try {
    return new Worker(address === "" ? addressOf(name, script.textContent ?? "") : address);
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}

const addresses = new Map<ScriptName, string>();

function addressOf(name: ScriptName, text: string): string {
  const known = addresses.get(name);
  if (known !== undefined) return known;
  const made = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  addresses.set(name, made);
  return made;
}
