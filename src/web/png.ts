const CSS_DPI = 96;
const METRES_PER_INCH = 0.0254;
/** Signature and header chunk of a PNG, behind which the density belongs. */
const HEAD = 33;
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
    const bytes = withDensity(new Uint8Array(await blob.arrayBuffer()), dpi);
    return new Blob([bytes], { type: "image/png" });
  } finally {
    URL.revokeObjectURL(address);
  }
}

function tooLarge(): Error {
  return new Error("The browser makes no PNG of this size; choose fewer dots per inch, or SVG.");
}

/** A PNG that says how many of its pixels make an inch (chunk pHYs, PNG specification, section 11.3.4.3). */
export function withDensity(png: Uint8Array, dpi: number): Uint8Array<ArrayBuffer> {
  const perMetre = Math.round(dpi / METRES_PER_INCH);
  const body = new Uint8Array(13);
  const view = new DataView(body.buffer);
  body.set(new TextEncoder().encode("pHYs"));
  view.setUint32(4, perMetre);
  view.setUint32(8, perMetre);
  body[12] = 1;
  const chunk = new Uint8Array(body.length + 8);
  const frame = new DataView(chunk.buffer);
  frame.setUint32(0, body.length - 4);
  chunk.set(body, 4);
  frame.setUint32(chunk.length - 4, checksum(body));
  const made = new Uint8Array(png.length + chunk.length);
  made.set(png.subarray(0, HEAD));
  made.set(chunk, HEAD);
  made.set(png.subarray(HEAD), HEAD + chunk.length);
  return made;
}

/** CRC-32 as PNG has it, bit by bit: it is of 17 bytes only. */
function checksum(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}
