import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { extname, join, normalize } from "node:path";
import { chromium, type Browser } from "playwright-core";
import { findBrowser } from "../determinism/browsers.ts";

/** A real browser with a server of one folder's files. */
export interface Pages {
  /**
   * Opens a page and waits for what its program leaves as `globalThis.outcome`.
   * @param policy the content security policy that the server states
   * @throws Error with what the page says went wrong
   */
  run(page: string, policy?: string): Promise<Readonly<Record<string, string>>>;
  /** Opens a file without a server. */
  runFile(path: string): Promise<Readonly<Record<string, string>>>;
  close(): Promise<void>;
}

interface Outcome {
  readonly result?: Readonly<Record<string, string>>;
  readonly error?: string;
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".wasm": "application/wasm",
};
const TIME_LIMIT_MS = 60_000;

/** In the page: what its program leaves, when it is there. */
async function waitForOutcome(limit: number): Promise<Outcome> {
  for (let waited = 0; waited < limit; waited += 10) {
    const { outcome } = globalThis as { outcome?: Outcome };
    if (outcome !== undefined) return outcome;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return { error: "The page left no outcome." };
}

/** The browser's binary, or undefined where there is none. */
export const chromiumPath = findBrowser("Chromium");

function serve(folder: string): Server {
  return createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    const policy = searchParams.get("policy");
    if (policy !== null) response.setHeader("content-security-policy", policy);
    try {
      const text = readFileSync(join(folder, normalize(decodeURIComponent(pathname))));
      response.setHeader("content-type", TYPES[extname(pathname)] ?? "application/octet-stream").end(text);
    } catch {
      response.writeHead(404).end();
    }
  });
}

/** @throws Error where the browser does not start */
export async function openPages(folder: string): Promise<Pages> {
  const server = serve(folder);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  const origin = `http://127.0.0.1:${String(address.port)}/`;
  const browser: Browser = await chromium.launch({
    ...(chromiumPath === undefined ? {} : { executablePath: chromiumPath }),
    // Its sandbox needs rights that containers do not have; the pages are our own.
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run"],
  });
  const open = async (url: string): Promise<Readonly<Record<string, string>>> => {
    const page = await browser.newPage();
    const said: string[] = [];
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(error.message));
    try {
      await page.goto(url);
      // A function that the browser calls: a condition in words would have to be evaluated, which policies forbid.
      const { result, error } = await page.evaluate(waitForOutcome, TIME_LIMIT_MS);
      if (result === undefined) throw new Error(error);
      return result;
    } catch (error) {
      throw new Error(`${url}: ${String(error)}\n${said.join("\n")}`, { cause: error });
    } finally {
      await page.close();
    }
  };
  return {
    run: (page, policy) =>
      open(`${origin}${page}${policy === undefined ? "" : `?policy=${encodeURIComponent(policy)}`}`),
    runFile: (path) => open(`file://${path}`),
    async close() {
      await browser.close();
      server.closeAllConnections();
      server.close();
    },
  };
}
