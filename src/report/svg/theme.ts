/** Dark ink on white, light ink on a dark ground, or the one that the reader's system prefers. */
export type Theme = "light" | "dark" | "auto";

/** The colours of one ground. All but the greys are from Okabe and Ito's set, which the colour-blind tell apart (jfly.uni-koeln.de/color). */
export interface Palette {
  readonly ground: string;
  readonly ink: string;
  /** Frames and ticks. */
  readonly axis: string;
  /** What stands back: points left out, remarks. */
  readonly muted: string;
  /** Bands that data should stay in. */
  readonly band: string;
  /** Of unlike things, the most important first; none of two themes are the same. */
  readonly colours: readonly [string, string, string, string, string, string];
  /** Ends of a scale from -1 to 1. */
  readonly negative: string;
  readonly positive: string;
}

export const PALETTES: Readonly<Record<"light" | "dark", Palette>> = {
  light: {
    ground: "#ffffff",
    ink: "#222222",
    axis: "#444444",
    muted: "#767676",
    band: "#e4e7eb",
    colours: ["#0072b2", "#d55e00", "#009e73", "#aa4499", "#8a6d00", "#332288"],
    negative: "#2166ac",
    positive: "#b2182b",
  },
  dark: {
    ground: "#15181d",
    ink: "#e6e4e0",
    axis: "#a9acb2",
    muted: "#8b9098",
    band: "#2b3038",
    colours: ["#56b4e9", "#f28e3c", "#2fc79b", "#e39bc8", "#e6c229", "#a99cf0"],
    negative: "#4393c3",
    positive: "#e0705c",
  },
};

/** The class of a figure that follows the reader's system. In it, `ink` is the class of strokes, `ground` that of what hides them. */
export const ADAPTIVE = "eisfit-auto";

/** Light where nothing is preferred or the viewer knows no such rules: these only override what the attributes say. */
export function adaptiveStyle(): string {
  const { ground, ink } = PALETTES.dark;
  return preferringDark([
    `.${ADAPTIVE}{fill:${ink}}`,
    `.${ADAPTIVE}>rect,.${ADAPTIVE} .ground{fill:${ground}}`,
    `.${ADAPTIVE} .ink{stroke:${ink}}`,
  ]);
}

/** The same for a figure whose parts have their colours from the light palette: each is exchanged for its dark counterpart. */
export function exchangedColours(): string {
  const light = coloursOf(PALETTES.light);
  const dark = coloursOf(PALETTES.dark);
  return preferringDark(
    light.flatMap((colour, place) => {
      const other = dark[place] ?? colour;
      return [
        `.${ADAPTIVE}[fill="${colour}"],.${ADAPTIVE} [fill="${colour}"]{fill:${other}}`,
        `.${ADAPTIVE} [stroke="${colour}"]{stroke:${other}}`,
      ];
    }),
  );
}

function coloursOf({ ground, ink, axis, muted, band, colours, negative, positive }: Palette): string[] {
  return [ground, ink, axis, muted, band, ...colours, negative, positive];
}

function preferringDark(rules: readonly string[]): string {
  return `<style>@media (prefers-color-scheme:dark){${rules.join("")}}</style>`;
}
