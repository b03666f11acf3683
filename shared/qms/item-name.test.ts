import { describe, expect, it } from "vitest";
import {
  isItemArgument,
  kindOfItem,
  messageStem,
  notificationStem,
  parseItemName,
  shortStem,
  taskStem,
} from "./item-name.ts";

const NOON = Date.UTC(2026, 1, 4, 14, 30, 22);

describe("the name of an inbox item", () => {
  it("is read back as it was made", () => {
    expect(parseItemName(taskStem("CR-056-VAR-001", "PRE_REVIEW", "0.1"))).toEqual({
      kind: "task",
      document: "CR-056-VAR-001",
      workflow: "PRE_REVIEW",
      version: "0.1",
    });
    expect(messageStem("tu_ui", NOON)).toBe("msg-tu_ui-2026-02-04-143022");
    expect(parseItemName(messageStem("tu_ui", NOON))).toEqual({
      kind: "message",
      sender: "tu_ui",
      at: "2026-02-04T14:30:22Z",
    });
    expect(parseItemName(notificationStem("CR-056", "PRE_APPROVED", NOON))).toEqual({
      kind: "notification",
      document: "CR-056",
      event: "PRE_APPROVED",
    });
  });

  it("is the same kind of item when it had to be told from another by a number", () => {
    expect(parseItemName("task-CR-108-post_review-v1-2-3").kind).toBe("task");
    expect(parseItemName("msg-claude-2026-02-04-143022-2")).toEqual({
      kind: "message",
      sender: "claude",
      at: "2026-02-04T14:30:22Z",
    });
    expect(parseItemName("notif-CR-056-approved-2026-02-04-12").kind).toBe("notification");
  });

  it("of a parent's task is not taken for its child's", () => {
    const name = parseItemName("task-CR-001-VAR-001-pre_review-v0-1");
    expect(name.kind === "task" && name.document).toBe("CR-001-VAR-001");
  });

  it.each([
    "",
    "task-",
    "task-../x-review-v0-1",
    "msg-claude",
    "notif-CR-056",
    "readme",
    "task-CR-001-work-v0-1",
  ])("%j says nothing that is believed", (stem) => {
    expect(parseItemName(stem)).toEqual({ kind: "unknown" });
  });

  it("is shown among its like also where the rest of it is wrong", () => {
    expect(kindOfItem("task-whatever")).toBe("task");
    expect(kindOfItem("msg-claude")).toBe("message");
    expect(kindOfItem("notif-x")).toBe("notification");
    expect(kindOfItem("readme")).toBe("unknown");
  });

  it("may be shortened by its date", () => {
    expect(shortStem("msg-claude-2026-02-04-143022")).toBe("msg-claude-143022");
    expect(shortStem("notif-CR-055-approved-2026-02-04")).toBe("notif-CR-055-approved");
    expect(shortStem("task-CR-056-pre_review-v0-1")).toBe("task-CR-056-pre_review-v0-1");
  });

  it.each(["../x", "a/b", "a\\b", "", ".x", "-x", "a\0", "a b", "x..y"])(
    "is never %j as an argument",
    (text) => {
      expect(isItemArgument(text)).toBe(false);
    },
  );
});
