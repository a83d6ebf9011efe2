import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumBinary, drop, parameterText, setStage, type OpenPage, type Stage } from "./browser.ts";
import { csv } from "./samples.ts";

const binary = chromiumBinary();

/**
 * The page with workers that do not hear of some kinds of work until they are let. So work takes as long as a test needs it to,
 * on any machine.
 */
async function openHeld(
  stage: Stage,
): Promise<OpenPage & { readonly hold: (kinds: readonly string[]) => Promise<void> }> {
  const opened = await stage.open();
  const { page } = opened;
  await page.addInitScript(() => {
    const held = { kinds: [] as string[] };
    Object.assign(window, { held });
    const own = Object.getOwnPropertyDescriptor(Worker.prototype, "postMessage")?.value as (message: unknown) => void;
    Worker.prototype.postMessage = function (this: Worker, message: { readonly kind: string }) {
      if (!held.kinds.includes(message.kind)) own.call(this, message);
    };
  });
  await page.reload();
  await page.locator("li.parameter").first().waitFor();
  const hold = (kinds: readonly string[]): Promise<void> =>
    page.evaluate((all) => {
      (window as unknown as { held: { kinds: readonly string[] } }).held.kinds = all;
    }, kinds);
  return { ...opened, hold };
}

/** A worker that is ended while its script is on its way has asked for it in vain, which is no fault. */
function faults(complaints: readonly string[]): string[] {
  return complaints.filter((text) => !/^failed: .*eisfit(?:-exports)?\.js$/.test(text));
}

/** The work that is shown under a name. */
function work(page: Page, name: string) {
  const bar = page.getByRole("progressbar", { name });
  return { bar, stop: page.locator(".working", { has: bar }).getByRole("button", { name: "Stop" }) };
}

describe.skipIf(binary === undefined)("work that takes long", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage(binary ?? "");
  });
  afterAll(async () => {
    await stage.close();
  });

  test("a fit can be stopped, and had after all", async () => {
    const { page, complaints, hold } = await openHeld(stage);
    await hold(["fit"]);
    await page.getByLabel("Circuit", { exact: true }).fill("R0-(R1|CPE1)-(R2|CPE2)");
    const { bar, stop } = work(page, "Fitting");
    await bar.waitFor();
    await stop.click();
    await page.getByText("The fit was stopped.").waitFor();
    expect(await page.locator("li.parameter").count()).toBe(0);
    // What was stopped is not begun again by itself, and another input is fitted.
    await hold([]);
    await page.getByRole("button", { name: "Go on" }).first().click();
    await expect.poll(() => parameterText(page, "R0")).toMatch(/^199\.\d/);
    expect(await page.getByText("The fit was stopped.").count()).toBe(0);
    expect(faults(complaints)).toEqual([]);
    await page.context().close();
  });

  test("profiles tell how far they are, and the fit stays when they are stopped", async () => {
    const { page, complaints } = await stage.open();
    await drop(page, [{ name: "long.csv", content: csv(100, 5000) }]);
    await page.getByLabel("Circuit", { exact: true }).fill("R0-(R1|CPE1)");
    await expect.poll(() => page.locator(".fit-state").innerText(), { timeout: 30_000 }).toMatch(/^5000 points/);
    await page.getByRole("combobox", { name: "intervals" }).selectOption("profile");
    await expect.poll(() => page.locator(".interval").first().innerText(), { timeout: 30_000 }).toMatch(/^95 %: 9\./);
    await page.getByRole("combobox", { name: "intervals" }).selectOption("bootstrap");
    await expect.poll(() => page.locator(".panel-head .working").count(), { timeout: 30_000 }).toBe(0);
    await expect.poll(() => page.locator(".interval").first().innerText()).toMatch(/^95 %: \d/);
    // A robust loss has no bootstrap: the page says so and shows others.
    await page.getByRole("combobox", { name: "loss" }).selectOption("huber");
    await page.getByText(/^No intervals by bootstrap/).waitFor({ timeout: 30_000 });
    await expect.poll(() => page.locator(".interval").first().innerText()).toMatch(/^95 %: \d/);
    expect(faults(complaints)).toEqual([]);
    await page.context().close();
  });

  test("a comparison tells which circuit it is at, and goes on after a stop", async () => {
    const { page, complaints, hold } = await openHeld(stage);
    await page.getByRole("tab", { name: "Compare" }).click();
    await hold(["compare"]);
    const field = page.getByLabel("Another circuit to compare with");
    await field.fill("R0-(R1|CPE1)");
    await field.press("Enter");
    const { stop } = work(page, "Comparing");
    await stop.click();
    await page.getByText("Comparing was stopped.").waitFor();
    await hold([]);
    await page.locator(".panel-work").getByRole("button", { name: "Go on" }).click();
    await expect.poll(() => page.locator(".compared").count()).toBe(2);
    // With thousands of points each circuit takes seconds, and says so.
    await drop(page, [{ name: "long.csv", content: csv(100, 5000) }]);
    await expect
      .poll(() => page.locator(".panel-work .working-words").innerText(), { timeout: 30_000 })
      .toMatch(/^Comparing: (fitting|judging) circuit [12] of 2$/);
    await work(page, "Comparing").stop.click();
    await page.getByText("Comparing was stopped.").waitFor();
    expect(faults(complaints)).toEqual([]);
    await page.context().close();
  });

  test("reading, a series and a file can be stopped", async () => {
    const { page, complaints, hold } = await openHeld(stage);
    await hold(["series"]);
    await page.getByRole("button", { name: "Examples" }).click();
    await page.getByRole("button", { name: /Pellet over temperature/ }).click();
    await page.getByRole("tab", { name: "Series" }).click();
    await work(page, "Fitting the series").stop.click();
    await page.getByText("Fitting the series was stopped.").waitFor();
    await hold(["export"]);
    await page.getByRole("button", { name: "Export" }).click();
    await page.getByRole("button", { name: "Report, HTML" }).click();
    await work(page, "Making report.html").stop.click();
    await expect.poll(() => page.locator(".notice").count()).toBe(0);
    await hold([]);
    await page.locator(".panel-work").getByRole("button", { name: "Go on" }).click();
    await page.locator(".energies").waitFor();
    // Files that come after the stop are not read, and it is told how many.
    await hold(["read"]);
    await drop(
      page,
      Array.from({ length: 5 }, (_, k) => ({ name: `cell-${String(k)}.csv`, content: csv(50 + k) })),
    );
    await page.getByText("Reading 0 of 5").waitFor();
    await page.locator(".sweeps-head").getByRole("button", { name: "Stop" }).click();
    await page.getByText("5 files not read").waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => page.locator(".notice").count()).toBe(0);
    await hold([]);
    await drop(page, [{ name: "cell.csv", content: csv(50) }]);
    await page.locator(".sweeps li", { hasText: "cell.csv" }).waitFor();
    expect(faults(complaints)).toEqual([]);
    await page.context().close();
  });
});
