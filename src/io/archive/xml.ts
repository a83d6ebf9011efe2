/** A piece of an XML document. Names are without their prefix. */
export type XmlToken =
  | { readonly kind: "open"; readonly name: string; readonly attributes: string; readonly isEmpty: boolean }
  | { readonly kind: "close"; readonly name: string }
  | { readonly kind: "text"; readonly text: string };

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/**
 * The tags and texts of a document, one after the other; comments, declarations and processing instructions are passed by.
 * No entity is known but the five of XML and character references, so that none can grow. Ends where the document is cut.
 */
export function* xmlTokens(text: string): Generator<XmlToken> {
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf("<", at);
    if (open !== at) {
      yield { kind: "text", text: unescaped(text.slice(at, open < 0 ? text.length : open)) };
      if (open < 0) return;
    }
    if (text.startsWith("<!--", open)) {
      at = behind(text, "-->", open + 4);
    } else if (text.startsWith("<![CDATA[", open)) {
      at = behind(text, "]]>", open + 9);
      yield { kind: "text", text: text.slice(open + 9, at - 3) };
    } else if (text.startsWith("<?", open) || text.startsWith("<!", open)) {
      at = behind(text, ">", open + 2);
    } else {
      const end = endOfTag(text, open + 1);
      if (end < 0) return;
      yield tagOf(text.slice(open + 1, end));
      at = end + 1;
    }
  }
}

/** The value of an attribute, by its name without prefix. */
export function attributeOf(attributes: string, name: string): string | undefined {
  let at = 0;
  for (;;) {
    at = attributes.indexOf(name, at);
    if (at < 0) return undefined;
    const before = attributes[at - 1] ?? " ";
    const rest = /^\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(attributes.slice(at + name.length));
    if (rest !== null && /[\s:]/.test(before)) return unescaped(rest[1] ?? rest[2] ?? "");
    at += name.length;
  }
}

function behind(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? text.length : at + mark.length;
}

/** The `>` that closes a tag; one within a value does not. */
function endOfTag(text: string, from: number): number {
  let at = from;
  for (;;) {
    const end = text.indexOf(">", at);
    if (end < 0) return -1;
    let quote = "";
    for (let index = at; index < end; index++) {
      const sign = text[index] ?? "";
      if (quote === "" && (sign === '"' || sign === "'")) quote = sign;
      else if (sign === quote) quote = "";
    }
    if (quote === "") return end;
    const closing = text.indexOf(quote, end);
    if (closing < 0) return -1;
    at = closing + 1;
  }
}

function tagOf(inside: string): XmlToken {
  const isClose = inside.startsWith("/");
  const isEmpty = inside.endsWith("/");
  const body = inside.slice(isClose ? 1 : 0, isEmpty ? -1 : undefined);
  const blank = body.search(/\s/);
  const whole = blank < 0 ? body : body.slice(0, blank);
  const name = whole.slice(whole.indexOf(":") + 1);
  if (isClose) return { kind: "close", name };
  return { kind: "open", name, attributes: blank < 0 ? "" : body.slice(blank), isEmpty };
}

function unescaped(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (whole, hex, decimal, name) => {
    if (typeof name === "string") return ENTITIES[name.toLowerCase()] ?? whole;
    const code = typeof hex === "string" ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
