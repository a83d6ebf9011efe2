import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { htmlReport } from "../../../src/report/index.ts";
import { findChromium } from "../../determinism/browsers.ts";
import { fullInput } from "./input.ts";

const path = findChromium();
if (path === undefined) console.log("not run: a report in Chromium, which is absent");

describe.runIf(path !== undefined)("a report in a browser", () => {
  let browser: Browser;
  let folder: string;
  let address: string;
  const html = htmlReport({ ...fullInput(), title: "Li | LLZO | Li & <b>friends</b>" });

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "eisfit-page-"));
    writeFileSync(join(folder, "page.html"), html);
    address = pathToFileURL(join(folder, "page.html")).href;
    browser = await chromium.launch({ executablePath: path ?? "", args: ["--no-sandbox"] });
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("is XML without a fault, in standards mode", async () => {
    const page = await browser.newPage();
    await page.goto(address);
    expect(await page.title()).toBe("Li | LLZO | Li & <b>friends</b>");
    expect(await page.evaluate(() => document.compatMode)).toBe("CSS1Compat");
    const fault = await page.evaluate((text) => {
      const parsed = new DOMParser().parseFromString(text, "application/xhtml+xml");
      return parsed.querySelector("parsererror")?.textContent ?? null;
    }, html);
    expect(fault).toBeNull();
    await page.close();
  });

  it.each([
    ["light", 1280],
    ["dark", 820],
    ["light", 360],
  ] as const)("asks for nothing and stays within the window, %s, %d pixels", async (colorScheme, width) => {
    const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(address);
    expect(requests).toEqual([address]);
    expect(complaints).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    // What cannot be seen at once can be reached by the keyboard.
    const unreachable = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>(".scroll")]
        .filter((element) => element.scrollWidth > element.clientWidth && element.tabIndex < 0)
        .map((element) => element.outerHTML.slice(0, 80)),
    );
    expect(unreachable).toEqual([]);
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(ground).toBe(colorScheme === "dark" ? "rgb(20, 20, 20)" : "rgb(255, 255, 255)");
    await page.close();
  });

  it("is printed on white, whatever the screen's colours, with nothing beyond the paper", async () => {
    const page = await browser.newPage({ colorScheme: "dark", viewport: { width: 665, height: 900 } });
    await page.goto(address);
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe("rgb(255, 255, 255)");
    expect(
      await page.evaluate(() => getComputedStyle(document.querySelector("figure svg") ?? document.body).filter),
    ).toBe("none");
    // A4 less its margins is 665 pixels wide.
    const beyond = await page.evaluate(() =>
      [...document.querySelectorAll("main *")]
        .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
        .map((element) => element.outerHTML.slice(0, 80)),
    );
    expect(beyond).toEqual([]);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    expect(pages).toBeGreaterThan(4);
    expect(pages).toBeLessThan(16);
    await page.close();
  });
});
