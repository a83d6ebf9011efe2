/** Where a text stops being JSON, and what would have been in order there. */
export interface JsonFault {
  readonly offset: number;
  readonly expected: string;
}

const TOKEN =
  /[\t\n\r ]*(?:([{}[\],:])|("[ !#-[\]-\uffff]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[ !#-[\]-\uffff]*)*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/y;
const WHITE_SPACE = /[\t\n\r ]*/y;

/**
 * Finds the first fault of a text that should be JSON (RFC 8259), or undefined for a faultless one. JSON.parse says
 * whether a text is faulty; where is worded differently by every engine, and by some not at all.
 */
export function findJsonFault(text: string): JsonFault | undefined {
  const open: ("{" | "[")[] = [];
  let expected: "value" | "value or ]" | "name or }" | "name" | ":" | ", or end" = "value";
  TOKEN.lastIndex = 0;
  for (;;) {
    const start = TOKEN.lastIndex;
    const token = TOKEN.exec(text);
    const inner = open.at(-1);
    const fault = (): JsonFault => ({ offset: contentAt(text, start), expected: describe(expected, inner) });
    if (expected === ", or end" && inner === undefined) {
      return contentAt(text, start) === text.length ? undefined : fault();
    }
    if (token === null) return fault();
    const mark = token[1];
    const isText = token[2] !== undefined;
    const isClosing = mark !== undefined && mark === (inner === "{" ? "}" : inner === "[" ? "]" : "");
    if (isClosing && (expected === ", or end" || expected === "value or ]" || expected === "name or }")) {
      open.pop();
      expected = ", or end";
    } else if (expected === ", or end") {
      if (mark !== ",") return fault();
      expected = inner === "{" ? "name" : "value";
    } else if (expected === ":") {
      if (mark !== ":") return fault();
      expected = "value";
    } else if (expected === "name" || expected === "name or }") {
      if (!isText) return fault();
      expected = ":";
    } else if (mark === "{" || mark === "[") {
      open.push(mark);
      expected = mark === "{" ? "name or }" : "value or ]";
    } else if (mark === undefined) {
      expected = ", or end";
    } else {
      return fault();
    }
  }
}

function contentAt(text: string, offset: number): number {
  WHITE_SPACE.lastIndex = offset;
  return offset + (WHITE_SPACE.exec(text)?.[0].length ?? 0);
}

function describe(expected: string, inner: "{" | "[" | undefined): string {
  if (expected === "name") return 'a name in quotation marks ("...")';
  if (expected === "name or }") return 'a name in quotation marks ("...") or "}"';
  if (expected === ":") return '":" after the name';
  if (expected === "value or ]") return 'a JSON value or "]"';
  if (expected === "value") return "a JSON value";
  return inner === undefined ? "nothing after the end of the document" : inner === "{" ? '"," or "}"' : '"," or "]"';
}
