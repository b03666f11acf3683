import { describe, expect, it } from "vitest";
import { withNotice, withoutNotice, type NoticesState } from "./notices.ts";

const none: NoticesState = { notices: [] };

describe("the notices", () => {
  it("say a sentence once, however often it comes", () => {
    const state = withNotice(withNotice(none, "It broke."), "It broke.");
    expect(state.notices.map(({ sentence }) => sentence)).toEqual(["It broke."]);
  });

  it("keep the latest three, each with an id of its own", () => {
    const state = ["a", "b", "c", "d"].reduce(withNotice, none);
    expect(state.notices.map(({ sentence }) => sentence)).toEqual(["b", "c", "d"]);
    expect(new Set(state.notices.map(({ id }) => id)).size).toBe(3);
  });

  it("go when they are dismissed", () => {
    const state = withNotice(withNotice(none, "a"), "b");
    const first = state.notices[0];
    expect(withoutNotice(state, first?.id ?? -1).notices.map(({ sentence }) => sentence)).toEqual(["b"]);
  });
});
