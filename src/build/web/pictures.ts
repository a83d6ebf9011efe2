/**
 * Takes the pictures of `docs/web.md` in Chromium: `npm run web:pictures`, with the binary in CHROMIUM if it is not /usr/bin/chromium.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { folderOf, pageParts } from "./page.ts";
import { serveFiles } from "./server.ts";

const folder = fileURLToPath(new URL("../../../docs/pictures", import.meta.url));
const QUALITY = 0.82;

interface Picture {
  readonly name: string;
  readonly options: BrowserContextOptions;
  readonly prepare: (page: Page) => Promise<void>;
}

const pictures: readonly Picture[] = [
  { name: "web-fit", options: { viewport: { width: 1440, height: 900 } }, prepare: async () => {} },
  {
    name: "web-series",
    options: { viewport: { width: 1280, height: 800 } },
    prepare: async (page) => {
      await page.getByRole("button", { name: "Examples" }).click();
      await page.getByRole("button", { name: /Pellet over temperature/ }).click();
      await page.getByRole("tab", { name: "Series" }).click();
      await page.getByText("meV").first().waitFor();
      await page.locator(".tabs").evaluate((element) => {
        element.scrollIntoView();
        window.scrollBy(0, -44);
      });
    },
  },
  {
    name: "web-phone-dark",
    options: { viewport: { width: 375, height: 760 }, colorScheme: "dark", isMobile: true, hasTouch: true },
    prepare: async () => {},
  },
];

async function take(browser: Browser, address: string, { name, options, prepare }: Picture): Promise<void> {
  const context = await browser.newContext({ deviceScaleFactor: 1, ...options });
  const page = await context.newPage();
  await page.goto(address);
  await page.locator("li.parameter").first().waitFor();
  await prepare(page);
  await page.waitForTimeout(800);
  const png = (await page.screenshot()).toString("base64");
  // The browser itself packs it: a third of the PNG.
  const webp = await page.evaluate(
    async ({ source, quality }) => {
      const image = new Image();
      image.src = `data:image/png;base64,${source}`;
      await image.decode();
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
      canvas.getContext("2d")?.drawImage(image, 0, 0);
      return canvas.toDataURL("image/webp", quality);
    },
    { source: png, quality: QUALITY },
  );
  writeFileSync(join(folder, `${name}.webp`), Buffer.from(webp.slice(webp.indexOf(",") + 1), "base64"));
  await context.close();
}

const server = serveFiles(folderOf(await pageParts()));
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const address = `http://localhost:${String((server.address() as AddressInfo).port)}/`;
const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
try {
  mkdirSync(folder, { recursive: true });
  for (const picture of pictures) await take(browser, address, picture);
} finally {
  await browser.close();
  server.close();
}
