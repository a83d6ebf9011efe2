import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseCircuit, fit, readSpectra } from "../../src/index.ts";
import { chromiumBinary, drop, parameterText, setStage, type Stage } from "./browser.ts";
import { csv, samples } from "./samples.ts";

const binary = chromiumBinary();
if (binary === undefined) console.log("not run: the page (install Chromium, or name its binary in CHROMIUM)");

describe.skipIf(binary === undefined)("the page in Chromium", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage(binary ?? "");
  });
  afterAll(async () => {
    await stage.close();
  });

  test("a first visit shows an example that is fitted, and nothing is asked of any other place", async () => {
    const { page, complaints, requests } = await stage.open();
    await page.locator("li.parameter").first().waitFor();
    expect(await parameterText(page, "R_b")).toMatch(/^199\.8\(3\)/);
    expect(await page.locator(".panel-head .badge").innerText()).toContain("converged");
    await page.getByText("consistent", { exact: false }).first().waitFor();
    await expect.poll(() => page.getByText("These data determine all free parameters.").count()).toBe(1);
    expect(requests.filter((url) => !url.startsWith(stage.address) && !url.startsWith("data:"))).toEqual([]);
    expect(await page.getByText("Your data never leave this machine").count()).toBe(1);
    const isRefused = await page.evaluate(
      (where) =>
        fetch(where).then(
          () => false,
          () => true,
        ),
      stage.address,
    );
    expect(isRefused).toBe(true);
    // The refusal itself is told in the console.
    expect(complaints.filter((text) => !/Content Security Policy|Refused to connect/.test(text))).toEqual([]);
    await page.context().close();
  });

  test("all that is sent stays under 300 kB gzipped, and what writes files is sent with the first of them", async () => {
    const { page, requests } = await stage.open();
    await page.locator("li.parameter").first().waitFor();
    const names = requests.filter((url) => url.startsWith(stage.address)).map((url) => new URL(url).pathname.slice(1));
    const sent = new Set(names.map((name) => (name === "" ? "index.html" : name)));
    expect([...sent].sort()).toEqual(["eisfit.css", "eisfit.js", "index.html"]);
    const sizes = Array.from(sent, (name) => gzipSync(stage.folder.get(name) ?? "", { level: 9 }).length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(300_000);
    await page.context().close();
  });

  test("every sample format is read when it is dropped", async () => {
    const { page, complaints } = await stage.open();
    await page.locator("li.parameter").first().waitFor();
    const files = samples();
    let expected = 0;
    for (const { name, content } of files)
      expected += (await readSpectra(new Uint8Array(Buffer.from(content)), name)).length;
    await drop(page, files);
    await expect.poll(() => page.locator(".sweeps li").count(), { timeout: 20_000 }).toBe(expected);
    expect(await page.locator(".notice").count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("a dropped file is fitted with the circuit that is typed, as the library fits it", async () => {
    const { page, complaints } = await stage.open();
    const text = csv(100);
    await drop(page, [{ name: "cell.csv", content: text }]);
    await page.getByLabel("Circuit", { exact: true }).fill("R0-(R1|C1)");
    const [spectrum] = await readSpectra(new TextEncoder().encode(text), "cell.csv");
    if (spectrum === undefined) throw new Error("The CSV holds no spectrum.");
    const { parameters, residuals } = fit(spectrum, parseCircuit("R0-(R1|C1)"));
    expect(residuals.point.length).toBe(31);
    const own = parameters.find(({ name }) => name === "R1")?.value ?? Number.NaN;
    await expect.poll(() => parameterText(page, "R1")).toMatch(/^\d/);
    const [shown = ""] = /^[\d.]+/.exec(await parameterText(page, "R1")) ?? [];
    // To the digits that are shown.
    expect(Number(shown)).toBeCloseTo(own, (shown.split(".")[1] ?? "").length - 1);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("a file of one's own takes the example's place without its limits, and the data suggest a circuit", async () => {
    const { page, complaints } = await stage.open();
    const field = page.getByLabel("Circuit", { exact: true });
    await expect.poll(() => field.inputValue()).toContain("role");
    await drop(page, [{ name: "cell.csv", content: csv(100) }]);
    await expect.poll(() => field.inputValue()).toBe("R_b-(R_gb|CPE_gb)-(R_int|CPE_int)");
    await page.getByRole("button", { name: "Suggest" }).click();
    await expect.poll(() => field.inputValue(), { timeout: 10_000 }).toBe("R0-(R1|CPE1)");
    await expect.poll(() => parameterText(page, "R1")).toMatch(/^(99|100)\.\d/);
    // What was chosen by hand stays.
    await drop(page, [{ name: "other.csv", content: csv(200) }]);
    await expect.poll(() => page.locator(".sweeps li").count()).toBe(2);
    expect(await field.inputValue()).toBe("R0-(R1|CPE1)");
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("a slider moved out of the plot's sight brings a small plot", async () => {
    const { page, complaints } = await stage.open({
      viewport: { width: 375, height: 812 },
      isMobile: true,
      hasTouch: true,
    });
    await page.locator("li.parameter").first().waitFor();
    const slider = page.getByRole("slider", { name: "CPE_int.n slider", exact: true });
    await slider.focus();
    await page.keyboard.press("ArrowRight");
    const peek = page.getByRole("complementary", { name: "The curve of the sliders" });
    await peek.getByRole("application", { name: /^Nyquist/ }).waitFor();
    await peek.getByRole("button", { name: "Back to the fit" }).click();
    await expect.poll(() => peek.count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("a mistake in a circuit is underlined and explained while it is typed, and the drawing follows", async () => {
    const { page, complaints } = await stage.open();
    const field = page.getByLabel("Circuit", { exact: true });
    await field.fill("R0-(R1|CPX1)");
    await expect.poll(() => page.locator(".mirror .wrong").innerText()).toBe("CPX1");
    expect(await page.locator("#circuit-says").innerText()).toContain("CPE1");
    await field.fill("R0-(R1|CPE1)-Ws1");
    await expect.poll(() => page.locator('.drawing [data-element="Ws1"]').count()).toBe(1);
    expect(await page.locator(".mirror .wrong").count()).toBe(0);
    await field.fill("R(QR)");
    await page.getByRole("button", { name: /Boukamp/ }).click();
    await expect.poll(() => page.locator(".drawing [data-element]").count()).toBe(3);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("points are left out by keys, click and brush, the fit follows, and undo takes it back", async () => {
    const { page, complaints } = await stage.open();
    await drop(page, [{ name: "cell.csv", content: csv(100) }]);
    await page.getByLabel("Circuit", { exact: true }).fill("R0-(R1|C1)");
    const state = page.locator(".fit-state");
    await expect.poll(() => state.innerText()).toMatch(/^31 points/);
    const nyquist = page.getByRole("application", { name: /^Nyquist/ });
    await nyquist.focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Delete");
    await expect.poll(() => state.innerText()).toMatch(/^30 points/);
    expect(await page.locator("[aria-live=polite]").innerText()).not.toBe("");
    const box = await nyquist.boundingBox();
    if (box === null) throw new Error("The plot is nowhere.");
    await page.mouse.move(box.x + box.width - 60, box.y + 30);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width - 8, box.y + box.height - 30, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => state.innerText()).not.toMatch(/^30 points/);
    const brushed = Number((await state.innerText()).split(" ")[0]);
    expect(brushed).toBeLessThan(30);
    await page.keyboard.press("Control+z");
    await expect.poll(() => state.innerText()).toMatch(/^30 points/);
    await page.keyboard.press("Control+Shift+z");
    await expect.poll(() => state.innerText()).toMatch(new RegExp(`^${String(brushed)} points`));
    // The point of the highest frequency lies lowest and leftmost; a click there leaves it out, too.
    await nyquist.focus();
    await page.keyboard.press("Home");
    const words = await page.locator(".point-words").boundingBox();
    if (words === null) throw new Error("The point has no words beside it.");
    // The words stand in the middle above their point, with 12 pixels between.
    await page.mouse.click(words.x + words.width / 2, words.y + words.height + 12);
    await expect.poll(() => state.innerText()).toMatch(new RegExp(`^${String(brushed - 1)} points`));
    await page.getByRole("button", { name: /^Take all/ }).click();
    await expect.poll(() => state.innerText()).toMatch(/^31 points/);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("a slider moves the curve, and a fit from there comes back to the minimum", async () => {
    const { page, complaints } = await stage.open();
    await page.locator("li.parameter").first().waitFor();
    const before = await parameterText(page, "R_gb");
    const slider = page.getByRole("slider", { name: "R_gb slider", exact: true });
    await slider.focus();
    for (let step = 0; step < 20; step++) await page.keyboard.press("ArrowRight");
    expect(await parameterText(page, "R_gb")).not.toBe(before);
    await page.getByRole("button", { name: "Fit from here" }).click();
    await page.getByRole("button", { name: "Search again" }).waitFor();
    await expect.poll(() => parameterText(page, "R_gb")).toBe(before);
    await page.getByRole("button", { name: "Hold R_gb" }).click();
    await expect
      .poll(() => page.locator("li.parameter", { has: slider }).locator(".badge").innerText())
      .toContain("held");
    // With a parameter held its slider takes the others along: the curve of the fit follows.
    const other = await parameterText(page, "R_b");
    await slider.focus();
    for (let step = 0; step < 30; step++) await page.keyboard.press("ArrowRight");
    await expect.poll(() => parameterText(page, "R_b")).not.toBe(other);
    expect(await page.getByRole("button", { name: "Fit from here" }).count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("circuits are compared side by side", async () => {
    const { page, complaints } = await stage.open();
    await page.getByRole("tab", { name: "Compare" }).click();
    const field = page.getByLabel("Another circuit to compare with");
    await field.fill("R0-(R1|CPE1)");
    await field.press("Enter");
    await expect.poll(() => page.locator(".compared").count()).toBe(2);
    const deltas = await page.locator(".compared dd:first-of-type").first().innerText();
    expect(deltas).toBe("0.0");
    await page.getByRole("button", { name: "Export" }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Report, HTML" }).click(),
    ]);
    // The report compares what the page compares.
    expect(readFileSync(await download.path(), "utf8")).toContain("R0-(R1|CPE1)");
    await page.getByRole("button", { name: "Use this one" }).click();
    await expect.poll(() => page.locator(".drawing [data-element]").count()).toBe(3);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("a series is fitted and its activation energies are those it was made with", async () => {
    const { page, complaints } = await stage.open();
    await page.getByRole("button", { name: "Examples" }).click();
    await page.getByRole("button", { name: /Pellet over temperature/ }).click();
    await page.getByRole("tab", { name: "Series" }).click();
    const energy = page.locator(".series tr", { hasText: "bulk conductivity" }).locator("td").first();
    // Made with 0.34 eV.
    await expect.poll(() => energy.innerText(), { timeout: 20_000 }).toMatch(/^(339|340)\.\d\(\d+\) meV/);
    await page.getByLabel(/^temperature of pellet -20C/).fill("warm");
    await page.keyboard.press("Tab");
    await page.getByText(/The condition "warm" is not understood/).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("relaxation times are shown with the second opinion", async () => {
    const { page, complaints } = await stage.open();
    await page.getByRole("tab", { name: "Relaxation times" }).click();
    await page.getByText("The distribution has 2 peaks").waitFor();
    await page.getByRole("button", { name: "Fit an arc to each peak" }).click();
    // A resistor, and two arcs of two elements.
    await expect.poll(() => page.locator(".drawing [data-element]").count()).toBe(5);
    await expect.poll(() => parameterText(page, "R0")).toMatch(/^(199|200)\.\d/);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("everything exports", async () => {
    const { page, complaints } = await stage.open();
    await page.locator("li.parameter").first().waitFor();
    const saved = async (name: string): Promise<string> => {
      await page.getByRole("button", { name: "Export" }).click();
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name, exact: true }).click(),
      ]);
      const path = await download.path();
      return `${download.suggestedFilename()}\n${readFileSync(path, "latin1")}`;
    };
    expect(await saved("Nyquist plot as SVG")).toMatch(/^li-llzo-li-simulated-nyquist\.svg\n<svg/);
    expect(await saved("Bode plot as PNG")).toMatch(/^li-llzo-li-simulated-bode\.png\n.PNG/);
    expect(await saved("Circuit with values as SVG")).toContain('data-element="R_gb"');
    expect(await saved("Relaxation times as SVG")).toContain("<svg");
    expect(await saved("Kramers-Kronig residuals as SVG")).toContain("<svg");
    expect(await saved("Parameters, CSV")).toMatch(/\nR_b,199\.\d/);
    const report = await saved("Report, HTML");
    expect(report).toMatch(/^li-llzo-li-simulated-report\.html\n<!doctype html>/i);
    // An example comes from no file; what stands for it is the hash of its points.
    expect(report).toMatch(/\b[0-9a-f]{64}\b/);
    // The report has the data in it and opens again, as in the page.
    const [reopened] = await readSpectra(Buffer.from(report.slice(report.indexOf("\n") + 1), "latin1"), "report.html");
    expect(reopened?.frequencyHz.length).toBe(64);
    expect(await saved("Impedance, Python")).toMatch(/impedance\.py\n[^]*import numpy/);
    expect(await saved("Subcircuit, SPICE")).toMatch(/\.subckt/i);
    expect(await saved("Circuit file with these values")).toContain("R_gb");
    expect(await saved("Data and fit, CSV")).toContain("frequency_hz,z_re_ohm");
    const document = JSON.parse((await saved("Fit, JSON")).replace(/^.*\n/, "")) as {
      readonly files: readonly { readonly parameters: readonly unknown[] }[];
    };
    expect(document.files[0]?.parameters.length).toBe(7);
    expect(await saved("Session as a file")).toContain('"eisfit session 1"');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("a file that cannot be made is told of, and can be made when its script is there again", async () => {
    const { page } = await stage.open();
    await page.locator("li.parameter").first().waitFor();
    await page.route("**/eisfit-exports.js", (route) => route.abort());
    await page.getByRole("button", { name: "Export" }).click();
    await page.getByRole("button", { name: "Parameters, CSV" }).click();
    await page.getByText("could not be loaded").waitFor();
    await page.unroute("**/eisfit-exports.js");
    await page.getByRole("button", { name: "Export" }).click();
    await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Parameters, CSV" }).click()]);
    await page.context().close();
  });

  test("a reload restores the session, and so do its link and its file", async () => {
    const { page, complaints } = await stage.open({ permissions: ["clipboard-read", "clipboard-write"] });
    await drop(page, [{ name: "cell.csv", content: csv(100) }]);
    await page.getByLabel("Circuit", { exact: true }).fill("R0-(R1|C1)");
    await page.getByRole("application", { name: /^Nyquist/ }).focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("x");
    const state = page.locator(".fit-state");
    await expect.poll(() => state.innerText()).toMatch(/^30 points/);
    await page.waitForTimeout(700);
    await page.reload();
    await expect.poll(() => state.innerText()).toMatch(/^30 points/);
    await page.getByRole("button", { name: "Export" }).click();
    await page.getByRole("button", { name: "Copy a link to this session" }).click();
    await page.getByText("Link copied").waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toContain("#s=");
    const other = await stage.open({}, link);
    await expect.poll(() => other.page.locator(".fit-state").innerText()).toMatch(/^30 points/);
    await other.page.getByRole("button", { name: "Export" }).click();
    const [download] = await Promise.all([
      other.page.waitForEvent("download"),
      other.page.getByRole("button", { name: "Session as a file" }).click(),
    ]);
    const third = await stage.open();
    await drop(third.page, [{ name: "kept.json", content: readFileSync(await download.path()) }]);
    await expect.poll(() => third.page.locator(".fit-state").innerText()).toMatch(/^30 points/);
    const cut = await stage.open({}, link.slice(0, -40));
    await cut.page.getByText("The last session could not be restored").waitFor();
    expect([...complaints, ...other.complaints, ...third.complaints, ...cut.complaints]).toEqual([]);
    for (const each of [page, other.page, third.page, cut.page]) await each.context().close();
  });

  test("bad files are told of one by one and stop nothing", async () => {
    const { page, complaints } = await stage.open();
    await page.locator("li.parameter").first().waitFor();
    await drop(page, [
      { name: "empty.csv", content: "" },
      { name: "photo.jpg", content: new Uint8Array([255, 216, 255, 224, 0, 16, 74, 70, 73, 70]) },
      { name: "good.csv", content: csv(50) },
      { name: "cut.csv", content: "frequency_hz,z_re_ohm,z_im_ohm\n1000,10" },
      { name: "bad-session.json", content: '{"format":"eisfit session 1","sweeps":7}' },
    ]);
    await page.getByText("4 files of 5 could not be read").waitFor();
    for (const name of ["empty.csv", "photo.jpg", "cut.csv"]) {
      expect(await page.locator(".notice").innerText()).toContain(name);
    }
    expect(await page.locator(".sweeps li").count()).toBe(1);
    await expect.poll(() => page.locator(".sweeps li").innerText()).toContain("good.csv");
    // What is copied from a spreadsheet is pasted as it is.
    await page.evaluate(
      (text) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", text);
        document.body.dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData }));
      },
      csv(70).replaceAll(",", "\t"),
    );
    await expect.poll(() => page.locator(".sweeps li").count()).toBe(2);
    await expect.poll(() => page.locator(".sweeps li").nth(1).innerText()).toContain("pasted.txt");
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("200 files at once, each with its verdict", async () => {
    const { page, complaints } = await stage.open();
    await page.getByLabel("Circuit", { exact: true }).fill("R0-(R1|C1)");
    const files = Array.from({ length: 200 }, (_, k) => ({
      name: `cell-${String(k)}.csv`,
      content: csv(50 + k, 31, k),
    }));
    await drop(page, files);
    await expect.poll(() => page.locator(".sweeps li").count(), { timeout: 30_000 }).toBe(200);
    await expect.poll(() => page.locator(".sweeps li .badge").count(), { timeout: 30_000 }).toBe(200);
    await page.locator(".sweeps li").nth(150).getByRole("button").first().click();
    await expect.poll(() => parameterText(page, "R1")).toMatch(/^(199|200|201)/);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("a spectrum of 5000 points", async () => {
    const { page, complaints } = await stage.open();
    await page.getByLabel("Circuit", { exact: true }).fill("R0-(R1|C1)");
    await drop(page, [{ name: "long.csv", content: csv(100, 5000) }]);
    await expect.poll(() => page.locator(".fit-state").innerText(), { timeout: 30_000 }).toMatch(/^5000 points/);
    await page.getByRole("slider", { name: "R1 slider", exact: true }).focus();
    await page.keyboard.press("ArrowRight");
    await page.getByRole("button", { name: "Back to the fit" }).click();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("it fits the width of a phone", async () => {
    const { page, complaints } = await stage.open({
      viewport: { width: 375, height: 812 },
      isMobile: true,
      hasTouch: true,
    });
    await page.locator("li.parameter").first().waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
    const [spectrum, side] = await Promise.all([
      page.locator(".spectrum").boundingBox(),
      page.locator(".side").boundingBox(),
    ]);
    expect(side?.y ?? 0).toBeGreaterThan((spectrum?.y ?? 0) + (spectrum?.height ?? 0) - 1);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("the single file works from a disk, with its worker", async () => {
    const folder = mkdtempSync(join(tmpdir(), "eisfit-page-"));
    try {
      const path = join(folder, "eisfit.html");
      writeFileSync(path, stage.single);
      const { page, complaints } = await stage.open({ offline: true }, pathToFileURL(path).href);
      await page.locator("li.parameter").first().waitFor();
      expect(await parameterText(page, "R_b")).toMatch(/^199\.8\(3\)/);
      expect(page.workers().length).toBeGreaterThan(0);
      await page.getByRole("button", { name: "Export" }).click();
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "Parameters, CSV" }).click(),
      ]);
      expect(readFileSync(await download.path(), "utf8")).toMatch(/\nR_b,199\.\d/);
      expect(complaints).toEqual([]);
      await page.context().close();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
