import { protocol } from "electron";
import { PAGE_HEADERS, readPageFile } from "../hub/api/page-file.ts";
import { isPageUrl, PAGE_SCHEME } from "./page-origin.ts";

/** Declares the page's scheme. Electron wants this before the app is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: PAGE_SCHEME,
      // Compiled once, the window's code is kept compiled from one start to the next.
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/** Serves the built page from its folder, and nothing outside of it. */
export function servePage(folder: string): void {
  protocol.handle(PAGE_SCHEME, (request) => answer(request, folder));
}

async function answer(request: Pick<Request, "url" | "method">, folder: string): Promise<Response> {
  const isAllowed = isPageUrl(request.url) && request.method === "GET";
  const file = isAllowed ? await readPageFile(folder, new URL(request.url).pathname) : undefined;
  if (file === undefined)
    return new Response("There is no such file.", { status: 404, headers: PAGE_HEADERS });
  return new Response(new Uint8Array(file.content), { headers: { ...file.headers } });
}
