import { createHash } from "node:crypto";
import { createServer, type Server } from "node:http";
import { gzipSync } from "node:zlib";

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
};

/** Serves files from memory, to this machine only. */
export function serveFiles(files: ReadonlyMap<string, string>): Server {
  const prepared = new Map(
    Array.from(files, ([name, text]) => {
      const packed = gzipSync(text, { level: 9 });
      return [name, { packed, tag: `"${createHash("sha256").update(packed).digest("base64url").slice(0, 22)}"` }];
    }),
  );
  return createServer((request, response) => {
    const path = (request.url ?? "/").split(/[?#]/)[0] ?? "/";
    const name = path === "/" ? "index.html" : path.slice(1);
    const file = prepared.get(name);
    if (file === undefined || (request.method !== "GET" && request.method !== "HEAD")) {
      response.writeHead(file === undefined ? 404 : 405, { "content-type": "text/plain" }).end("Not here.\n");
      return;
    }
    const headers = {
      "content-type": TYPES[name.slice(name.lastIndexOf(".") + 1)] ?? "application/octet-stream",
      etag: file.tag,
      // The worker is the script once more; it must not be sent twice.
      "cache-control": name === "index.html" ? "no-cache" : "max-age=5",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
    };
    if (request.headers["if-none-match"] === file.tag) {
      response.writeHead(304, headers).end();
      return;
    }
    response.writeHead(200, { ...headers, "content-encoding": "gzip", "content-length": file.packed.length });
    response.end(request.method === "HEAD" ? undefined : file.packed);
  });
}
