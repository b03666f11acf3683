import { describe, expect, it } from "vitest";
import { openableLink, openLink } from "./links.ts";

describe("a link in a terminal", () => {
  it("may be opened when it is of the web", () => {
    expect(openableLink("https://example.com/a?b#c")).toBe("https://example.com/a?b#c");
    expect(openableLink("http://localhost:3000")).toBe("http://localhost:3000/");
  });

  it("shows where it really leads", () => {
    expect(openableLink("https://exаmple.com/")).toBe("https://xn--exmple-4nf.com/");
  });

  it("is no link when it is anything else", () => {
    for (const text of [
      "javascript:alert(1)",
      "file:///etc/passwd",
      "ssh://host",
      "data:text/html,x",
      "example.com",
      "",
    ]) {
      expect(openableLink(text)).toBeUndefined();
    }
  });

  it("opens only with the modifier, and tells the new page nothing of this one", () => {
    const opened: unknown[][] = [];
    const page = { open: (...all: unknown[]) => void opened.push(all) } as unknown as Window;
    openLink({ ctrlKey: false, metaKey: false }, "https://example.com/", page);
    openLink({ ctrlKey: true, metaKey: false }, "javascript:alert(1)", page);
    expect(opened).toEqual([]);
    openLink({ ctrlKey: true, metaKey: false }, "https://example.com/", page);
    openLink({ ctrlKey: false, metaKey: true }, "https://example.com/", page);
    const once = ["https://example.com/", "_blank", "noopener,noreferrer"];
    expect(opened).toEqual([once, once]);
  });
});
