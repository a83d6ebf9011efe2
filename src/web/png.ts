import { withResolution } from "../report/index.ts";

const CSS_DPI = 96;
/** Browsers make no larger canvases; Chromium's limit on a side is this one. */
const LARGEST_SIDE = 16_384;

/** The picture of an SVG in pixels, with its printed size in the file. @throws {Error} for one too large for the browser. */
export async function pngOf(svg: string, dpi: number): Promise<Blob> {
  const picture = new Image();
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    picture.src = address;
    await picture.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Math.round((picture.naturalWidth * dpi) / CSS_DPI);
    canvas.height = Math.round((picture.naturalHeight * dpi) / CSS_DPI);
    if (Math.max(canvas.width, canvas.height) > LARGEST_SIDE) throw tooLarge();
    canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => {
      canvas.toBlob(resolve, "image/png");
    });
    if (blob === null) throw tooLarge();
    const bytes = withResolution(new Uint8Array(await blob.arrayBuffer()), dpi);
    return new Blob([bytes], { type: "image/png" });
  } finally {
    URL.revokeObjectURL(address);
  }
}

function tooLarge(): Error {
  return new Error("The browser makes no PNG of this size; choose fewer dots per inch, or SVG.");
}
