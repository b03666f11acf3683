import { expect, it } from "vitest";
import type { InboxItem } from "../../../../shared/contract/inbox.ts";
import { bodyOf } from "./body-of.ts";

const message: InboxItem = { id: "msg-a", kind: "message", title: "A", at: 0 };

it("shows what an item says, without what stands above it for programs", () => {
  expect(bodyOf(message, "---\ntype: message\n---\n\nOne\n---\nTwo\n")).toBe("One\n---\nTwo\n");
  expect(bodyOf(message, "---\r\nfrom: b\r\n---  \r\nOne")).toBe("One");
  expect(bodyOf(message, "---\n---\nOne")).toBe("One");
  expect(bodyOf(message, "One\n---\nTwo\n---\n")).toBe("One\n---\nTwo\n---\n");
});

it("shows the whole file where something is wrong with it", () => {
  const text = "---\nsubject: [\n---\n\nBody";
  expect(bodyOf({ ...message, problem: "It is torn." }, text)).toBe(text);
  expect(bodyOf({ ...message, kind: "unknown" }, text)).toBe(text);
  expect(bodyOf(message, "---\nno end")).toBe("---\nno end");
});
