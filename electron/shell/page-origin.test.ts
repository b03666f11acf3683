import { describe, expect, it } from "vitest";
import { isPageUrl, isWebLink } from "./page-origin.ts";

describe("the page's origin", () => {
  it.each(["quorum://app/", "quorum://app/index.html?x=1#y", "quorum://app"])("has %s", (url) => {
    expect(isPageUrl(url)).toBe(true);
  });

  it.each([
    "quorum://app.evil/",
    "quorum://evil/app/",
    "quorum://app:80/",
    "https://app/",
    "quorum:app",
    "file:///quorum://app/",
    "about:blank",
    "",
  ])("does not have %s", (url) => {
    expect(isPageUrl(url)).toBe(false);
  });
});

describe("a link that leaves the app", () => {
  it("is one of the web", () => {
    expect(["https://example.org/a", "http://localhost:3000"].map(isWebLink)).toEqual([true, true]);
  });

  it("is never one that may start a program", () => {
    const links = [
      "file:///etc/passwd",
      "javascript:alert(1)",
      "vscode://x",
      "ms-msdt:/id",
      "smb://host",
      "HTTPS",
      "",
    ];
    expect(links.filter(isWebLink)).toEqual([]);
  });
});
