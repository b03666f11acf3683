/** Where a token is kept for as long as the tab lives. Not a cookie: all ports of 127.0.0.1 share those. */
const TOKEN_KEY = "quorum.token";

/** What a token may look like; it travels as a WebSocket subprotocol, which takes no other characters. */
const TOKEN = /^[A-Za-z0-9_-]{16,256}$/;

export interface TokenPlaces {
  readonly location: Pick<Location, "hash" | "pathname" | "search">;
  readonly history: Pick<History, "replaceState">;
  readonly storage: Pick<Storage, "getItem" | "setItem">;
}

/** Moves a token from the address into the tab's storage, and answers the token that the tab has. */
export function takeToken({ location, history, storage }: TokenPlaces): string | undefined {
  const fromAddress = tokenInFragment(location.hash);
  if (location.hash !== "") history.replaceState(null, "", location.pathname + location.search);
  if (fromAddress !== undefined) storage.setItem(TOKEN_KEY, fromAddress);
  const kept = fromAddress ?? storage.getItem(TOKEN_KEY);
  return kept !== null && TOKEN.test(kept) ? kept : undefined;
}

/** Keeps a token that a person pasted. */
export function keepToken(storage: Pick<Storage, "setItem">, token: string): void {
  storage.setItem(TOKEN_KEY, token);
}

export type PastedAddress =
  | { readonly kind: "token"; readonly token: string }
  | { readonly kind: "elsewhere"; readonly origin: string }
  | { readonly kind: "unreadable" };

/** Reads what a person pasted: the whole address that Quorum printed, or its token alone. */
export function parsePastedAddress(text: string, ownOrigin: string): PastedAddress {
  const trimmed = text.trim();
  if (TOKEN.test(trimmed)) return { kind: "token", token: trimmed };
  if (!URL.canParse(trimmed)) return { kind: "unreadable" };
  const address = new URL(trimmed);
  const token = tokenInFragment(address.hash);
  if (token === undefined) return { kind: "unreadable" };
  return address.origin === ownOrigin
    ? { kind: "token", token }
    : { kind: "elsewhere", origin: address.origin };
}

function tokenInFragment(fragment: string): string | undefined {
  const token = new URLSearchParams(fragment.replace(/^#/, "")).get("token");
  return token !== null && TOKEN.test(token) ? token : undefined;
}
