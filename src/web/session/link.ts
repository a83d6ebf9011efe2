import { decodeSession, encodeSession, SessionError } from "./decode.ts";
import type { Session } from "./session.ts";

const PREFIX = "#s=";
/** Longer addresses are cut by mail programs and chat windows. */
export const LONGEST_LINK = 24_000;

/** The part of an address behind # that holds a whole session, packed. Nothing of it is sent to any server. */
export async function fragmentOf(session: Session): Promise<string> {
  const packed = await through(new TextEncoder().encode(encodeSession(session)), new CompressionStream("deflate-raw"));
  let binary = "";
  for (const byte of packed) binary += String.fromCharCode(byte);
  return PREFIX + btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** Whether an address has a session behind its #. */
export function hasSession(fragment: string): boolean {
  return fragment.startsWith(PREFIX);
}

/** @throws {SessionError} for what is no session, or one that was cut. */
export async function sessionOfFragment(fragment: string): Promise<Session> {
  let text: string;
  try {
    const binary = atob(fragment.slice(PREFIX.length).replace(/-/g, "+").replace(/_/g, "/"));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    text = new TextDecoder().decode(await through(bytes, new DecompressionStream("deflate-raw")));
  } catch (error) {
    throw new SessionError("The link holds no whole session; it may have been cut on its way.", { cause: error });
  }
  return decodeSession(text);
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array> {
  const packed = new Blob([bytes]).stream().pipeThrough(stream);
  return new Uint8Array(await new Response(packed).arrayBuffer());
}
