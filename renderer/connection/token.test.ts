import { describe, expect, it } from "vitest";
import { keepToken, parsePastedAddress, takeToken } from "./token.ts";

const TOKEN = "abcDEF0123456789_-abcDEF0123456789";

/** A page's address, its history and a tab's storage. */
function page(hash: string, kept?: string) {
  const stored = new Map<string, string>(kept === undefined ? [] : [["quorum.token", kept]]);
  const replaced: string[] = [];
  return {
    stored,
    replaced,
    places: {
      location: { hash, pathname: "/", search: "" },
      history: {
        replaceState: (_data: unknown, _title: string, url?: string | URL | null) =>
          void replaced.push(String(url)),
      },
      storage: {
        getItem: (key: string) => stored.get(key) ?? null,
        setItem: (key: string, value: string) => void stored.set(key, value),
      },
    },
  };
}

describe("the token of the page", () => {
  it("moves from the address into the tab's storage, and leaves the address", () => {
    const { places, stored, replaced } = page(`#token=${TOKEN}`);
    expect(takeToken(places)).toBe(TOKEN);
    expect([...stored.values()]).toEqual([TOKEN]);
    expect(replaced).toEqual(["/"]);
  });

  it("is found in the tab's storage after a reload", () => {
    expect(takeToken(page("", TOKEN).places)).toBe(TOKEN);
  });

  it("of a newer address replaces the one that was kept", () => {
    const other = `${TOKEN}2`;
    expect(takeToken(page(`#token=${other}`, TOKEN).places)).toBe(other);
  });

  it("is absent where there is none, and where what stands there cannot be one", () => {
    expect(takeToken(page("").places)).toBeUndefined();
    expect(takeToken(page("#token=short").places)).toBeUndefined();
    expect(takeToken(page(`#token=${TOKEN}%20with%20spaces`).places)).toBeUndefined();
    expect(takeToken(page("", "a, b").places)).toBeUndefined();
  });

  it("leaves no fragment in the address, whatever it held", () => {
    const { places, replaced } = page("#token=short");
    takeToken(places);
    expect(replaced).toEqual(["/"]);
  });

  it("can be kept after it was pasted", () => {
    const { places } = page("");
    keepToken(places.storage, TOKEN);
    expect(takeToken(places)).toBe(TOKEN);
  });
});

describe("a pasted address", () => {
  const own = "http://127.0.0.1:4848";

  it("gives its token when it is of this Quorum", () => {
    expect(parsePastedAddress(` ${own}/#token=${TOKEN}\n`, own)).toEqual({ kind: "token", token: TOKEN });
  });

  it("may be the token alone", () => {
    expect(parsePastedAddress(TOKEN, own)).toEqual({ kind: "token", token: TOKEN });
  });

  it("of another Quorum says where that one is", () => {
    const pasted = parsePastedAddress(`http://127.0.0.1:5000/#token=${TOKEN}`, own);
    expect(pasted).toEqual({ kind: "elsewhere", origin: "http://127.0.0.1:5000" });
  });

  it("without a token is not an address of Quorum", () => {
    for (const text of ["", "hello", own, `${own}/#token=`, "javascript:alert(1)"]) {
      expect(parsePastedAddress(text, own)).toEqual({ kind: "unreadable" });
    }
  });
});
