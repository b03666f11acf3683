/** Chromium takes no scheme that it does not know, so the pages live under a secure origin that nothing else serves. */
const STAND_IN_ORIGIN = "https://app.quorum.test";
const APP_ORIGIN = "quorum://app";

/** The URL that the app knows, as the test's Chromium can open it. */
export function toChromium(url: string): string {
  return swapOrigin(url, APP_ORIGIN, STAND_IN_ORIGIN);
}

/** The URL that Chromium has open, as the app knows it. */
export function toApp(url: string): string {
  return swapOrigin(url, STAND_IN_ORIGIN, APP_ORIGIN);
}

/** Whether a URL is one of the app's own pages, as Chromium sees it. */
export function isServed(url: string): boolean {
  return url === STAND_IN_ORIGIN || url.startsWith(`${STAND_IN_ORIGIN}/`);
}

function swapOrigin(url: string, from: string, to: string): string {
  return url === from || url.startsWith(`${from}/`) ? to + url.slice(from.length) : url;
}
