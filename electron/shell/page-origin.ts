/** The page's own scheme: standard, so that it has an origin and relative paths, and secure. */
export const PAGE_SCHEME = "quorum";

/** The page's only host. */
const PAGE_HOST = "app";

/** Where the window begins. */
export const PAGE_URL = `${PAGE_SCHEME}://${PAGE_HOST}/`;

/** Whether a URL is of the app's own page. */
export function isPageUrl(text: string): boolean {
  const url = URL.parse(text);
  // Node gives a scheme it does not know the origin "null", so the parts are compared.
  return url !== null && url.protocol === `${PAGE_SCHEME}:` && url.host === PAGE_HOST;
}

/** Only these leave for the person's browser: any other scheme may start a program. */
export function isWebLink(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && (url.protocol === "https:" || url.protocol === "http:");
}
