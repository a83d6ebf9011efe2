import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { picturesOf } from "../../src/web/tastes.ts";
import { chromiumBinary, setStage, type Stage } from "./browser.ts";

const binary = chromiumBinary();
const HEAD = 33;

describe("tastes that were kept", () => {
  it("come back, and what is not understood is as usual", () => {
    const usual = picturesOf("");
    expect(usual).toEqual({ theme: "light", size: "double", heading: true, dpi: 600 });
    const other = { theme: "dark", size: "single", heading: false, dpi: 300 };
    expect(picturesOf(JSON.stringify(other))).toEqual(other);
    for (const text of ["null", "[]", '{"theme":"pink","size":9,"dpi":7,"heading":"no"}', "{"])
      expect(picturesOf(text)).toEqual(usual);
  });
});

/** Saves a file from the menu of exports, or from the panel that is open. */
async function saved(page: Page, name: string, isInMenu = true): Promise<Buffer> {
  if (isInMenu) await page.getByRole("button", { name: "Export" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name, exact: true }).first().click(),
  ]);
  return readFileSync(await download.path());
}

function sizeOf(svg: Buffer): { width: number; height: number } {
  const [, width = "", height = ""] = /width="([\d.]+)mm" height="([\d.]+)mm"/.exec(svg.toString()) ?? [];
  return { width: Number(width), height: Number(height) };
}

describe.skipIf(binary === undefined)("pictures that are saved", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage(binary ?? "");
  });
  afterAll(async () => {
    await stage.close();
  });

  test("have the width, the colours, the title and the resolution that were chosen, also after a reload", async () => {
    const { page, complaints } = await stage.open();
    await page.locator("li.parameter").first().waitFor();
    const wide = await saved(page, "Nyquist plot as SVG");
    expect(sizeOf(wide).width).toBe(178);
    expect(wide.toString()).toContain("li-llzo-li, simulated");
    await page.getByRole("button", { name: "Export" }).click();
    await page.getByRole("combobox", { name: "width" }).selectOption("single");
    await page.getByRole("combobox", { name: "colours" }).selectOption("dark");
    await page.getByRole("combobox", { name: "PNG" }).selectOption("300");
    await page.getByLabel("with a title").uncheck();
    await page.keyboard.press("Escape");
    await page.reload();
    await page.locator("li.parameter").first().waitFor();
    const narrow = await saved(page, "Nyquist plot as SVG");
    const { width, height } = sizeOf(narrow);
    expect(width).toBe(85);
    expect(narrow.toString()).toContain("#15181d");
    expect(/<text[^>]*>[^<]*simulated/.test(narrow.toString())).toBe(false);
    const png = await saved(page, "Nyquist plot as PNG");
    // Browsers round the size of an image to whole pixels of 1/96 inch, which 300 dpi makes 3.125 of.
    expect(Math.abs(png.readUInt32BE(16) - (85 / 25.4) * 300)).toBeLessThan(4);
    expect(Math.abs(png.readUInt32BE(20) - (height / 25.4) * 300)).toBeLessThan(4);
    expect(png.subarray(HEAD + 4, HEAD + 8).toString()).toBe("pHYs");
    expect(png.readUInt32BE(HEAD + 8)).toBe(11811);
    expect(sizeOf(await saved(page, "Correlations as SVG")).width).toBe(85);
    expect(sizeOf(await saved(page, "Profiles of the likelihood as SVG")).width).toBe(85);
    expect((await saved(page, "Circuit with values as SVG")).toString()).toContain("#15181d");
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("show the points left out and each arc", async () => {
    const { page, complaints } = await stage.open();
    await page.locator("li.parameter").first().waitFor();
    const before = (await saved(page, "Nyquist plot as SVG")).toString();
    // Their names stand in the legend.
    expect(/\bgb\b/.test(before)).toBe(true);
    expect(/left out/.test(before)).toBe(false);
    await page.getByRole("application", { name: /^Nyquist/ }).focus();
    for (const key of ["Home", "x", "ArrowRight", "x"]) await page.keyboard.press(key);
    await expect.poll(() => page.locator(".fit-state").innerText()).toMatch(/^62 points/);
    expect(/left out/.test((await saved(page, "Nyquist plot as SVG")).toString())).toBe(true);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("of a series are saved too, with its tables", async () => {
    const { page, complaints } = await stage.open();
    await page.getByRole("button", { name: "Examples" }).click();
    await page.getByRole("button", { name: /Pellet over temperature/ }).click();
    await page.getByRole("tab", { name: "Series" }).click();
    const files = page.getByRole("group", { name: "Files of the series" });
    await files.waitFor();
    for (const title of ["Arrhenius plot", "Nyquist plots", "Bode plots", "Parameters"])
      expect(sizeOf(await saved(page, `${title} as SVG`, false)).width).toBe(178);
    const png = await saved(page, "Arrhenius plot as PNG", false);
    expect(Math.abs(png.readUInt32BE(16) - (178 / 25.4) * 600)).toBeLessThan(8);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      files.getByRole("button", { name: "Activation energies, CSV" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("arrhenius.csv");
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
