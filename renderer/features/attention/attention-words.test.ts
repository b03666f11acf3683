import { expect, it } from "vitest";
import { Attention } from "../../../shared/contract/attention.ts";
import { announcementOf, countText } from "./attention-words.ts";

const asks = (id: string, more: object = {}): Attention =>
  Attention.parse({ kind: "permission", id, agent: "qa", since: 0, text: "", tool: "Bash", ...more });
const lost = Attention.parse({
  kind: "undeliverable",
  id: "x",
  user: "nobody",
  item: "i",
  since: 0,
  text: "",
});

it("says aloud who has begun to wait, and nothing of who waited before or waits no more", () => {
  expect(announcementOf([], [asks("a")])).toBe("qa asks permission for Bash.");
  expect(announcementOf([asks("a")], [asks("a"), asks("b", { kind: "login" })])).toBe("qa needs a login.");
  expect(announcementOf([asks("a")], [asks("a"), lost])).toBe(
    "An item for nobody: no agent reads this inbox.",
  );
  expect(announcementOf([asks("a"), asks("b")], [asks("b")])).toBeUndefined();
  expect(announcementOf([], [asks("a"), asks("b")])).toBe("2 more wait for you.");
});

it("counts them in words", () => {
  expect([0, 1, 12].map(countText)).toEqual(["Nothing waits for you", "1 waits for you", "12 wait for you"]);
});
