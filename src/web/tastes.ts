import { effect, signal } from "@preact/signals";
import { plotWidths, themes, type PlotOptions, type PlotSize, type Theme } from "../report/index.ts";

export type ThemeName = "system" | "light" | "dark";
export const theme = signal<ThemeName>("system");

/** How pictures are saved. */
export interface PictureTaste extends Required<PlotOptions> {
  /** Dots per inch of PNG. */
  readonly dpi: number;
}

/** Resolutions that are offered: for slides, and the two that journals ask for. */
export const resolutions: readonly number[] = [150, 300, 600, 1200];
const USUAL: PictureTaste = { theme: "light", size: "double", heading: true, dpi: 600 };
export const pictures = signal<PictureTaste>(USUAL);

const THEME_KEY = "eisfit-theme";
const PICTURES_KEY = "eisfit-pictures";

/** Takes up a person's tastes where this browser has kept them, and keeps them from now on. They are no part of a session. */
export function followTastes(): void {
  const known: readonly ThemeName[] = ["system", "light", "dark"];
  const kept = store()?.getItem(THEME_KEY);
  theme.value = known.find((name) => name === kept) ?? "system";
  pictures.value = picturesOf(store()?.getItem(PICTURES_KEY) ?? "");
  effect(() => {
    const { value } = theme;
    if (value === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = value;
  });
  keepChanges(THEME_KEY, () => theme.value);
  keepChanges(PICTURES_KEY, () => JSON.stringify(pictures.value));
}

/** Keeps a text when it changes; what is there at the start is kept already. */
function keepChanges(key: string, text: () => string): void {
  let last = text();
  effect(() => {
    const now = text();
    if (now !== last) store()?.setItem(key, now);
    last = now;
  });
}

/** What was kept, which may be of another version of the page: what is not understood is as usual. */
export function picturesOf(text: string): PictureTaste {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return USUAL;
  }
  const fields = (typeof value === "object" && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
  return {
    theme: themes.find((each: Theme) => each === fields["theme"]) ?? USUAL.theme,
    size: (Object.keys(plotWidths) as PlotSize[]).find((each) => each === fields["size"]) ?? USUAL.size,
    heading: typeof fields["heading"] === "boolean" ? fields["heading"] : USUAL.heading,
    dpi: resolutions.find((each) => each === fields["dpi"]) ?? USUAL.dpi,
  };
}

/** Undefined where the browser forbids a page to store anything: all is then as usual at each start. */
function store(): Storage | undefined {
  try {
    return localStorage;
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}
