/** Thrown by `inflate`; the message ends the sentence "found ...". */
export class InflateError extends Error {}

/**
 * Unpacks raw deflate data with the host's own decoder, up to a limit, so that a small file cannot fill the memory.
 *
 * @throws {InflateError} for damaged data, data beyond the limit, and on a host without a decoder.
 */
export async function inflate(packed: Uint8Array, limit: number): Promise<Uint8Array> {
  if (typeof DecompressionStream !== "function") {
    throw new InflateError(
      "a compressed archive on a host that cannot unpack it (Node 20.12 or a current browser can)",
    );
  }
  const decoder = new DecompressionStream("deflate-raw");
  const writer = decoder.writable.getWriter();
  // The same failure arrives at the reader; here it would be an unhandled rejection.
  const written = writer
    .write(new Uint8Array(packed))
    .then(() => writer.close())
    .catch(() => undefined);
  const reader = (decoder.readable as ReadableStream<Uint8Array>).getReader();
  const pieces: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > limit) {
        await reader.cancel().catch(() => undefined);
        throw new InflateError(`more than ${limit} unpacked bytes`);
      }
      pieces.push(value);
    }
  } catch (error) {
    if (error instanceof InflateError) throw error;
    throw new InflateError("damaged compressed data", { cause: error });
  }
  await written;
  const whole = new Uint8Array(size);
  let filled = 0;
  for (const piece of pieces) {
    whole.set(piece, filled);
    filled += piece.length;
  }
  return whole;
}
