import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { protocol } from "electron";
import { PAGE_HEADERS } from "../hub/api/page-files.ts";
import { fileOf } from "./page-files.ts";
import { isPageUrl, PAGE_SCHEME } from "./page-origin.ts";

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".wav": "audio/wav",
};

/** Declares the page's scheme. Electron wants this before the app is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: PAGE_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the built page from its folder, and nothing outside of it. */
export function servePage(folder: string): void {
  protocol.handle(PAGE_SCHEME, (request) => answer(request, folder));
}

async function answer(request: Pick<Request, "url" | "method">, folder: string): Promise<Response> {
  const file = isPageUrl(request.url) ? fileOf(new URL(request.url), folder) : undefined;
  if (file === undefined || request.method !== "GET") return notFound();
  const content = await readFile(file).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (content === undefined) return notFound();
  const contentType = CONTENT_TYPES[extname(file)] ?? "application/octet-stream";
  return new Response(new Uint8Array(content), {
    headers: { ...PAGE_HEADERS, "content-type": contentType },
  });
}

function isMissing(error: unknown): boolean {
  return (
    error instanceof Error && "code" in error && ["ENOENT", "EISDIR", "ENOTDIR"].includes(String(error.code))
  );
}

function notFound(): Response {
  return new Response("There is no such file.", { status: 404, headers: PAGE_HEADERS });
}
