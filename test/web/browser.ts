import type { AddressInfo } from "node:net";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { folderOf, pageParts, singleFile } from "../../src/build/web/page.ts";
import { serveFiles } from "../../src/build/web/server.ts";
import { findBrowser } from "../determinism/browsers.ts";

/** A page that is open, with what its console said. */
export interface OpenPage {
  readonly page: Page;
  /** Errors and warnings of the console, uncaught errors and requests that failed. */
  readonly complaints: readonly string[];
  /** Addresses that were asked for. */
  readonly requests: readonly string[];
}

/** The page, served and in one file, with a browser to open it in. */
export interface Stage {
  readonly address: string;
  readonly folder: ReadonlyMap<string, string>;
  readonly single: string;
  /** Opens the page as on a first visit. */
  open(options?: BrowserContextOptions, address?: string): Promise<OpenPage>;
  close(): Promise<void>;
}

/** The binary of Chromium: as the environment names it, or on the PATH. Undefined where there is none. */
export function chromiumBinary(): string | undefined {
  return findBrowser("Chromium");
}

/** Builds and serves the page and starts one browser for all tests. */
export async function setStage(executablePath: string): Promise<Stage> {
  const parts = await pageParts();
  const folder = folderOf(parts);
  const server = serveFiles(folder);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://localhost:${String((server.address() as AddressInfo).port)}/`;
  // Its sandbox needs rights that containers do not have; the page is our own.
  const browser: Browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  return {
    address,
    folder,
    single: singleFile(parts),
    async open(options = {}, where = address) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
      const page = await context.newPage();
      const opened = watch(page);
      await page.goto(where);
      await page.locator(".top").waitFor();
      return opened;
    },
    async close() {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function watch(page: Page): OpenPage {
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("requestfailed", (request) => complaints.push(`failed: ${request.url()}`));
  page.on("request", (request) => requests.push(request.url()));
  return { page, complaints, requests };
}

/** A file to drop. */
export interface DroppedFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** Drops files onto the page, as from a folder. */
export async function drop(page: Page, files: readonly DroppedFile[]): Promise<void> {
  const packed = files.map(({ name, content }) => ({ name, base64: Buffer.from(content).toString("base64") }));
  await page.evaluate((given) => {
    const transfer = new DataTransfer();
    for (const { name, base64 } of given) {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      transfer.items.add(new File([bytes], name));
    }
    for (const kind of ["dragenter", "dragover", "drop"]) {
      document.body.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: transfer }));
    }
  }, packed);
}

/** Text of the parameter of a name, as `199.8(3) Ω`. */
export async function parameterText(page: Page, slider: string): Promise<string> {
  return page
    .locator("li.parameter", { has: page.getByRole("slider", { name: `${slider} slider`, exact: true }) })
    .locator(".parameter-value")
    .innerText();
}
