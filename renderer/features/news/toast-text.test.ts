import { describe, expect, it } from "vitest";
import { failureNews, itemNews, waitsNews } from "./news.test-support.ts";
import { toastText } from "./toast-text.ts";

describe("a toast", () => {
  it("tells one piece in its own words", () => {
    expect(toastText([itemNews("1")])).toEqual({ title: "Message for claude from bu", body: "Subject 1" });
  });

  it.each([
    ["qa waits for you", [waitsNews("1"), waitsNews("2")]],
    ["qa and bu wait for you", [waitsNews("1"), waitsNews("2", "bu")]],
    [
      "qa and 3 others wait for you",
      [waitsNews("1"), waitsNews("2", "bu"), waitsNews("3", "x"), waitsNews("4", "y"), waitsNews("5", "x")],
    ],
    ["3 items for claude", [itemNews("1"), itemNews("2"), itemNews("3")]],
    ["2 items for claude and qa", [itemNews("1"), itemNews("2", "qa")]],
    ["qa asks for permission, and 2 more", [itemNews("1"), failureNews("2"), waitsNews("3")]],
  ])("tells several in one: %s", (title, news) => {
    expect(toastText(news).title).toBe(title);
  });

  it("names the first of several, the most urgent above", () => {
    expect(toastText([itemNews("1"), waitsNews("2"), itemNews("3"), itemNews("4"), itemNews("5")]).body).toBe(
      [
        "qa asks for permission: git push 2",
        "Message for claude from bu: Subject 1",
        "Message for claude from bu: Subject 3",
        "and 2 more",
      ].join("\n"),
    );
  });
});
