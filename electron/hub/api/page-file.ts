import { readFile } from "node:fs/promises";
import { extname, join, relative, resolve, sep } from "node:path";
import { hasCode } from "../files/has-code.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
};

/** Headers on everything the page is made of: nothing foreign runs, frames it, or learns where it was. */
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

/** A file of the built window, ready to be sent. */
export interface PageFile {
  readonly content: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** Reads the file that a URL's path names; nothing where there is none, or where it would lie outside the folder. */
export async function readPageFile(folder: string, path: string): Promise<PageFile | undefined> {
  const file = fileOf(folder, path);
  const type = file === undefined ? undefined : TYPES[extname(file)];
  if (file === undefined || type === undefined) return undefined;
  try {
    const content = await readFile(file);
    // The names of what was built carry a hash of its content; only the page that names them changes.
    const caching = file.includes(`${sep}assets${sep}`) ? "public, max-age=31536000, immutable" : "no-store";
    return { content, headers: { ...PAGE_HEADERS, "Content-Type": type, "Cache-Control": caching } };
  } catch (error) {
    if (hasCode(error, "ENOENT", "EISDIR", "ENOTDIR")) return undefined;
    throw error;
  }
}

/** The file that a path names within a folder. */
function fileOf(folder: string, path: string): string | undefined {
  const decoded = decode(path);
  if (decoded === undefined || decoded.includes("\0") || decoded.includes("\\")) return undefined;
  const root = resolve(folder);
  const inside = relative(root, resolve(root, `.${decoded}`));
  if (inside === "") return join(root, "index.html");
  return inside === ".." || inside.startsWith(`..${sep}`) || resolve(inside) === inside
    ? undefined
    : join(root, inside);
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
