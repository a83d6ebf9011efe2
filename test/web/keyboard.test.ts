import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumBinary, drop, parameterText, setStage, type Stage } from "./browser.ts";
import { csv } from "./samples.ts";

const binary = chromiumBinary();

/** What has the focus, as a reader would name it. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute("aria-label") ?? element?.textContent?.trim().slice(0, 60) ?? "";
  });
}

/** What a person has decided, as it stands in the session. */
function decided(page: Page): Promise<string> {
  return page.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const opening = indexedDB.open("eisfit", 1);
        opening.onerror = () => {
          reject(new Error("no database"));
        };
        opening.onsuccess = () => {
          const request = opening.result.transaction("sessions").objectStore("sessions").get("last");
          request.onsuccess = () => {
            resolve(String(request.result));
          };
        };
      }),
  );
}

describe.skipIf(binary === undefined)("the page without a mouse", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage(binary ?? "");
  });
  afterAll(async () => {
    await stage.close();
  });

  test("from an example to a saved file by keys alone", async () => {
    const { page, complaints } = await stage.open();
    await page.locator("li.parameter").first().waitFor();
    /** Goes on with Tab until something is reached that is called so. */
    const tabTo = async (name: RegExp): Promise<void> => {
      for (let step = 0; step < 60; step++) {
        if (name.test(await focused(page))) return;
        await page.keyboard.press("Tab");
      }
      throw new Error(`Tab never came to ${String(name)}.`);
    };
    await tabTo(/^Examples$/);
    await page.keyboard.press("Enter");
    await tabTo(/^Randles circuit/);
    await page.keyboard.press("Enter");
    // What closes gives the focus back.
    expect(await focused(page)).toBe("Examples");
    await tabTo(/^randles-warburg, simulated/);
    await tabTo(/^Library$/);
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.type("coated");
    await tabTo(/^Coated metal/);
    await page.keyboard.press("Enter");
    await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
    expect(await focused(page)).toBe("Library");
    await page.getByRole("button", { name: "Undo" }).focus();
    await page.keyboard.press("Enter");
    await tabTo(/^Nyquist/);
    for (const key of ["End", "ArrowLeft", "x"]) await page.keyboard.press(key);
    await expect.poll(() => page.locator(".sweeps li").innerText()).toMatch(/\d+ of \d+/);
    await tabTo(/^Data quality/);
    await page.keyboard.press("ArrowRight");
    expect(await focused(page)).toBe("Relaxation times");
    await page.keyboard.press("ArrowLeft");
    await tabTo(/slider$/);
    await page.keyboard.press("ArrowRight");
    await page.getByRole("button", { name: "Back to the fit" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Export" }).focus();
    await page.keyboard.press("Enter");
    await tabTo(/^Parameters, CSV$/);
    const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
    expect(download.suggestedFilename()).toBe("randles-warburg-simulated-parameters.csv");
    expect(await focused(page)).toBe("Export");
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("every kind of action is undone and redone", async () => {
    const { page, complaints } = await stage.open();
    await drop(
      page,
      [100, 200].map((r1) => ({ name: `cell-${String(r1)}C.csv`, content: csv(r1) })),
    );
    await page.locator(".sweeps li").nth(1).waitFor();
    const choose = (label: string, value: string) => async () => {
      await page.getByRole("combobox", { name: label, exact: true }).selectOption(value);
    };
    const click = (name: string | RegExp) => async () => {
      await page.getByRole("button", { name }).first().click();
    };
    const type = (label: string, text: string) => async () => {
      await page.getByRole("textbox", { name: label, exact: true }).first().fill(text);
      await page.keyboard.press("Tab");
    };
    const fitted = async (): Promise<void> => {
      await expect.poll(() => parameterText(page, "R1")).toMatch(/^\d/);
    };
    const tab = (name: string): Promise<void> => page.getByRole("tab", { name }).click();
    const actions: readonly (readonly [what: string, act: () => Promise<void>])[] = [
      ["a circuit that is typed", () => page.getByLabel("Circuit", { exact: true }).fill("R0-(R1|C1)")],
      [
        "a point left out",
        async () => {
          await fitted();
          await page.getByRole("application", { name: /^Nyquist/ }).focus();
          for (const key of ["Home", "x"]) await page.keyboard.press(key);
        },
      ],
      ["points taken back", click(/^Take all/)],
      ["weight", choose("weight", "unit")],
      ["objective", choose("residuals of", "admittance")],
      ["loss", choose("loss", "huber")],
      ["intervals", choose("intervals", "profile")],
      ["a parameter held", click("Hold R1")],
      [
        "a limit",
        async () => {
          await page.locator(".parameter-name").first().click();
          await type("from", "0.5")();
        },
      ],
      [
        "a start from sliders",
        async () => {
          const slider = page.getByRole("slider", { name: "R0 slider", exact: true });
          await slider.focus();
          await page.keyboard.press("ArrowRight");
          await click("Fit from here")();
        },
      ],
      ["geometry", type("thickness", "2 mm")],
      [
        "a circuit to compare",
        async () => {
          await tab("Compare");
          await page.getByLabel("Another circuit to compare with").fill("R0-(R1|CPE1)-(R2|CPE2)");
          await page.keyboard.press("Enter");
        },
      ],
      ["another circuit of those compared", click("Use this one")],
      ["a circuit suggested", click("Suggest")],
      [
        "what a series is over",
        async () => {
          await tab("Series");
          await choose("over", "time")();
        },
      ],
      [
        "a condition",
        async () =>
          page
            .getByLabel(/^time of cell-100C/)
            .fill("5")
            .then(() => page.keyboard.press("Tab")),
      ],
      ["a spectrum out of the series", () => page.getByLabel("cell-200C.csv takes part").click()],
      ["a spectrum removed", click("Remove cell-200C.csv")],
      [
        "an example",
        async () => {
          await click("Examples")();
          await click(/^Coated metal/)();
        },
      ],
      [
        "a session from a file",
        () =>
          drop(page, [
            { name: "s.json", content: '{"format":"eisfit session 1","circuit":"R0-C1","sweeps":[],"weight":"unit"}' },
          ]),
      ],
    ];
    const states: string[] = [];
    // What is decided is stored when nothing has changed for a while.
    const settled = async (before: string | undefined): Promise<string> => {
      await expect.poll(() => decided(page), { timeout: 10_000 }).not.toBe(before);
      return decided(page);
    };
    await expect.poll(() => decided(page), { timeout: 10_000 }).toContain("cell-200C.csv");
    states.push(await decided(page));
    for (const [what, act] of actions) {
      await act();
      const state = await settled(states.at(-1)).catch(() => {
        throw new Error(`${what} changes nothing.`);
      });
      states.push(state);
    }
    const keys = async (combination: string): Promise<void> => {
      // Text that is being typed has an undo of its own.
      await page.locator("h1").click();
      await page.keyboard.press(combination);
    };
    for (let place = actions.length - 1; place >= 0; place--) {
      await keys("Control+z");
      await expect
        .poll(() => decided(page), { message: `undo of ${actions[place]?.[0] ?? ""}`, timeout: 10_000 })
        .toBe(states[place]);
    }
    for (let place = 0; place < actions.length; place++) {
      await keys("Control+Shift+z");
      await expect
        .poll(() => decided(page), { message: `redo of ${actions[place]?.[0] ?? ""}`, timeout: 10_000 })
        .toBe(states[place + 1]);
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
