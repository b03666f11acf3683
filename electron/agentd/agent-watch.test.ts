import { describe, expect, it } from "vitest";
import { itConforms } from "./programs/program-conformance.test-support.ts";
import { scriptedStage } from "./programs/scripted/scripted-stage.test-support.ts";
import { SCRIPTED, TestAgent } from "./session-host.test-support.ts";

describe("the scripted agent", () => {
  itConforms(scriptedStage);
});

it("says nothing of it to an earlier hub, which would not know what that is", async () => {
  const agent = new TestAgent();
  const earlier = await (await agent.start()).hub(false);
  earlier.type("say hello\r");
  await earlier.untilVisible("\nhello");
  expect([...earlier.kinds].toSorted()).toEqual(["problem", "welcome"]);
  earlier.leave();
  await agent.dispose();
});

it("knows nothing of a program that is none of ours, and tells it nothing", async () => {
  const other = new TestAgent({ ...SCRIPTED, program: "other" });
  const hub = await (await other.start()).hub();
  await hub.untilActivity("no-signal");
  hub.notices("a");
  await hub.untilOutcome("a", "held");
  hub.leave();
  await other.dispose();
});
