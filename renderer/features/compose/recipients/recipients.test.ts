import { expect, it } from "vitest";
import { completionsOf, parseRecipients } from "./recipients.ts";

const everyone = ["claude", "qa", "tu_ui"];
const parse = (typed: string, isEnd = false, chosen: readonly string[] = []) =>
  parseRecipients(typed, { chosen, everyone, isEnd });

it("takes the names that are finished, each once, and leaves the last one to be typed on", () => {
  expect(parse("qa, tu")).toEqual({ to: ["qa"], rest: "tu" });
  expect(parse("qa; @claude qa", true)).toEqual({ to: ["qa", "claude"], rest: "" });
  expect(parse("qa,", false, ["qa"])).toEqual({ to: ["qa"], rest: "" });
  expect(parse("", true, ["qa"])).toEqual({ to: ["qa"], rest: "" });
});

it("makes everyone the names of all, behind those that are there", () => {
  expect(parse("Everyone,", false, ["qa"]).to).toEqual(["qa", "claude", "tu_ui"]);
});

it("leaves in the field what cannot be a name", () => {
  expect(parse("../qa, <b>, qa", true)).toEqual({ to: ["qa"], rest: "../qa <b>" });
});

it("offers those whose name begins with the letters first, and nobody twice", () => {
  const known = ["claude", "qa", "tu_ui", "u_qa"];
  expect(completionsOf("u", { chosen: [], known })).toEqual(["u_qa", "claude", "tu_ui"]);
  expect(completionsOf("QA", { chosen: ["qa"], known })).toEqual(["u_qa"]);
  expect(completionsOf("", { chosen: ["qa", "u_qa"], known })).toEqual(["claude", "tu_ui", "everyone"]);
  expect(completionsOf("x", { chosen: [], known })).toEqual([]);
});
