import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type * as Renderer from "@resvg/resvg-wasm";
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
const METRES_PER_INCH = 0.0254;

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

/** Bytes of the signature and the first chunk, IHDR, behind which others stand. */
const AFTER_HEADER = 33;

/** States the resolution in a chunk `pHYs`, by which programs know the printed size (PNG, third edition, 11.3.5.3). */
export function withResolution(png: Uint8Array, dpi: number): Uint8Array {
  const perMetre = Math.round(dpi / METRES_PER_INCH);
  const chunk = new Uint8Array(21);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, 9);
  chunk.set(new TextEncoder().encode("pHYs"), 4);
  view.setUint32(8, perMetre);
  view.setUint32(12, perMetre);
  chunk[16] = 1;
  view.setUint32(17, checksum(chunk.subarray(4, 17)));
  const whole = new Uint8Array(png.length + chunk.length);
  whole.set(png.subarray(0, AFTER_HEADER));
  whole.set(chunk, AFTER_HEADER);
  whole.set(png.subarray(AFTER_HEADER), AFTER_HEADER + chunk.length);
  return whole;
}

/** CRC-32 as PNG has it; node:zlib has one only from Node 22 on. */
function checksum(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
