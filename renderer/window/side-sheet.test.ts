import { describe, expect, it } from "vitest";
import { AgentId } from "../../shared/contract/agents.ts";
import { toggled, withAttention } from "./side-sheet.ts";

const tools = { kind: "tools", agent: AgentId.parse("qa") } as const;

describe("the sheet at the side of the window", () => {
  it("takes the place of another, and goes when it is asked for again", () => {
    expect(toggled(tools, "news")).toEqual({ kind: "news" });
    expect(toggled({ kind: "news" }, "news")).toBeUndefined();
    expect(toggled(undefined, "attention")).toMatchObject({ kind: "attention" });
  });

  it("asks for the focus each time that what waits is asked for", () => {
    const first = withAttention(tools, "a permission");
    expect(first).toEqual({ kind: "attention", count: 1, entry: "a permission" });
    expect(withAttention(first)).toEqual({ kind: "attention", count: 2, entry: undefined });
  });
});
