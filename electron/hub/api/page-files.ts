import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { hasCode } from "../files/has-code.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".json": "application/json",
};

/** Headers on everything the server sends: nothing foreign runs, frames it, or learns where it was. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  "Content-Security-Policy": [
    "default-src 'none'",
    "script-src 'self'",
    // xterm measures and places its rows with inline styles.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; "),
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
};

/** Serves the built window's files out of one folder, and nothing beside it. */
export async function servePageFile(
  folder: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") return refuse(response, 405);
  const file = fileFor(folder, request.url ?? "/");
  const type = file === undefined ? undefined : TYPES[extname(file)];
  if (file === undefined || type === undefined) return refuse(response, 404);
  try {
    const content = await readFile(file);
    // File names under assets/ carry a hash of their content.
    const isForever = file.includes(`${sep}assets${sep}`);
    const caching = isForever ? "public, max-age=31536000, immutable" : "no-store";
    response.writeHead(200, { ...PAGE_HEADERS, "Content-Type": type, "Cache-Control": caching });
    response.end(request.method === "HEAD" ? undefined : content);
  } catch (error) {
    if (!hasCode(error, "ENOENT", "EISDIR", "ENOTDIR")) throw error;
    refuse(response, 404);
  }
}

/** Ends a request that is not served; the status says all. */
export function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { ...PAGE_HEADERS, "Content-Type": "text/plain" });
  response.end();
}

function fileFor(folder: string, url: string): string | undefined {
  const [path = "/"] = url.split("?");
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
  if (decoded.includes("\0") || decoded.includes("\\")) return undefined;
  const file = normalize(join(folder, decoded === "/" ? "index.html" : decoded));
  return file.startsWith(folder + sep) ? file : undefined;
}
