import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { TIME_LIMIT_MS } from "./engine.ts";
import { FAILURE_PATH, RESULT_PATH } from "./paths.ts";

const SCRIPT_PATH = "/page.js";
const PAGE = `<!doctype html><meta charset="utf-8"><title>eisfit</title><script type="module" src="${SCRIPT_PATH}"></script>`;

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (chunk instanceof Buffer) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

/** Serves the page and its script; `finish` gets what the page posts. */
function serve(script: string, finish: (path: string, body: string) => void): Server {
  return createServer((request, response) => {
    const path = request.url ?? "";
    if (request.method === "POST" && (path === RESULT_PATH || path === FAILURE_PATH)) {
      void bodyOf(request).then(
        (body) => {
          response.end();
          finish(path, body);
        },
        (error: unknown) => {
          finish(FAILURE_PATH, `the post broke off: ${String(error)}`);
        },
      );
    } else if (path === "/") response.setHeader("content-type", "text/html").end(PAGE);
    else if (path === SCRIPT_PATH) response.setHeader("content-type", "text/javascript").end(readFileSync(script));
    else response.writeHead(404).end();
  });
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return `http://127.0.0.1:${String(address.port)}/`;
}

/** Ends a browser with all processes that it started. */
async function end(browser: ChildProcess): Promise<void> {
  if (browser.pid === undefined || browser.exitCode !== null || browser.signalCode !== null) return;
  const gone = new Promise((resolve) => browser.once("exit", resolve));
  process.kill(-browser.pid, "SIGKILL");
  await gone;
}

/**
 * Opens a page with the script in a browser and waits for the text that the script posts.
 * @param words of the browser's command line, before the address
 * @param home a folder that the browser may fill
 * @throws Error with what the page reports, or with what the browser printed where it ends early or is too slow
 */
export async function runInPage(
  script: string,
  binary: string,
  words: readonly string[],
  home: string,
): Promise<string> {
  let finish: (path: string, body: string) => void = () => undefined;
  const server = serve(script, (path, body) => {
    finish(path, body);
  });
  const address = await listen(server);
  // A group of its own, so that its children can be ended with it.
  const browser = spawn(binary, [...words, address], {
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, HOME: home },
  });
  let printed = "";
  browser.stderr.on("data", (chunk: Buffer) => (printed = (printed + chunk.toString()).slice(-2000)));
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<string>((resolve, reject) => {
      const giveUp = (reason: string): void => {
        reject(new Error(`${binary} ${reason}; it printed:\n${printed}`));
      };
      finish = (path, body) => {
        if (path === RESULT_PATH) resolve(body);
        else reject(new Error(`In the page of ${binary}: ${body}`));
      };
      browser.once("error", reject);
      browser.once("exit", (code) => {
        giveUp(`ended with ${String(code)} before the page had posted its result`);
      });
      timer = setTimeout(() => {
        giveUp(`posted no result in ${String(TIME_LIMIT_MS / 1000)} s`);
      }, TIME_LIMIT_MS);
    });
  } finally {
    clearTimeout(timer);
    await end(browser);
    server.closeAllConnections();
    server.close();
  }
}
