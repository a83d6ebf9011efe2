import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type * as Renderer from "@resvg/resvg-wasm";
import { withResolution } from "../report/index.ts";
import { UsageError } from "./usageError.ts";

/** Turns SVG into PNG. */
export type PngWriter = (svg: string) => Uint8Array;

const RENDERER = "@resvg/resvg-wasm";
/** Its letters are as wide as those of Helvetica and Arial, so that a plot looks the same on a machine without any fonts. */
const FONT = "@expo-google-fonts/arimo";
const FONT_FILES = [
  "400Regular/Arimo_400Regular.ttf",
  "400Regular_Italic/Arimo_400Regular_Italic.ttf",
  "700Bold/Arimo_700Bold.ttf",
];
const FAMILY = "Arimo";
/** In the pixels of CSS, which SVG counts in. */
const PIXELS_PER_INCH = 96;

let prepared: Promise<typeof Renderer> | undefined;
let fonts: Uint8Array[] = [];

/**
 * Loads what PNG needs: two optional packages, a renderer in WebAssembly and a font.
 *
 * @param dpi pixels for each inch of the printed size, which the file states too.
 * @throws {UsageError} where the packages are not installed.
 */
export async function pngWriter(dpi: number): Promise<PngWriter> {
  prepared ??= prepare();
  const { Resvg } = await prepared;
  return (svg) => {
    const picture = new Resvg(svg, {
      fitTo: { mode: "zoom", value: dpi / PIXELS_PER_INCH },
      font: { fontBuffers: fonts, defaultFontFamily: FAMILY, sansSerifFamily: FAMILY },
    });
    try {
      const image = picture.render();
      try {
        return withResolution(image.asPng(), dpi);
      } finally {
        image.free();
      }
    } finally {
      picture.free();
    }
  };
}

async function prepare(): Promise<typeof Renderer> {
  const { resolve } = createRequire(import.meta.url);
  try {
    fonts = FONT_FILES.map((file) => readFileSync(resolve(`${FONT}/${file}`)));
    const module = await import("@resvg/resvg-wasm");
    await module.initWasm(readFileSync(resolve(`${RENDERER}/index_bg.wasm`)));
    return module;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    if (code !== "MODULE_NOT_FOUND" && code !== "ERR_MODULE_NOT_FOUND" && code !== "ENOENT") throw error;
    throw new UsageError(
      `PNG needs two optional packages that are not installed here: npm install ${RENDERER} ${FONT}. The plots as SVG need nothing.`,
    );
  }
}
