import { expect, it } from "vitest";
import { countsOf, countsText } from "./item-kinds.ts";

it("says what there is, and leaves out what there is none of", () => {
  expect(countsText({ task: 2, message: 1, notification: 0, unknown: 3 })).toBe(
    "2 tasks, 1 message, 3 unknown files",
  );
  expect(countsText(countsOf([{ id: "a", kind: "notification", title: "", at: 0 }]))).toBe("1 notification");
  expect(countsText(countsOf([]))).toBe("");
});
