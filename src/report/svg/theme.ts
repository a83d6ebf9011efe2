/** Dark ink on white, light ink on a dark ground, or the one that the reader's system prefers. */
export type Theme = "light" | "dark" | "auto";

/** The colours that all else stands out from. */
export interface Palette {
  readonly ground: string;
  readonly ink: string;
}

export const PALETTES: Readonly<Record<"light" | "dark", Palette>> = {
  light: { ground: "#ffffff", ink: "#222222" },
  dark: { ground: "#15181d", ink: "#e6e4e0" },
};

/** The class of a figure that follows the reader's system. In it, `ink` is the class of strokes, `ground` that of what hides them. */
export const ADAPTIVE = "eisfit-auto";

/** Light where nothing is preferred or the viewer knows no such rules: these only override what the attributes say. */
export function adaptiveStyle(): string {
  const { ground, ink } = PALETTES.dark;
  const rules = [
    `.${ADAPTIVE}{fill:${ink}}`,
    `.${ADAPTIVE}>rect,.${ADAPTIVE} .ground{fill:${ground}}`,
    `.${ADAPTIVE} .ink{stroke:${ink}}`,
  ];
  return `<style>@media (prefers-color-scheme:dark){${rules.join("")}}</style>`;
}
