import { expect, it } from "vitest";
import { lastText } from "../messages-api/model-request.ts";
import { says } from "../messages-api/turn.ts";
import { describeClaudeCode, openRig } from "./rig.test-support.ts";

const goOn = (reason: string): { readonly output: object } => ({ output: { decision: "block", reason } });

describeClaudeCode("a Stop hook that blocks", () => {
  it("makes it go on with the reason, which the model gets as the user's words", async () => {
    const rig = await openRig();
    const model = rig.api.model();
    rig.desk.answerNext("Stop", goOn("CR-001 has arrived. Run qms inbox."));
    const claude = rig.start({ settings: rig.desk.settings(["UserPromptSubmit", "Stop"]) });
    model.say(says("First."), says("Second."));
    await claude.submit("Go.");
    await rig.desk.until("Stop", 2);
    expect(lastText(await model.untilTurn(2))).toBe(
      "Stop hook feedback:\nCR-001 has arrived. Run qms inbox.",
    );
    expect(rig.desk.of("Stop").map(({ input }) => input["stop_hook_active"])).toEqual([false, true]);
    // No prompt was submitted: what proves the notice is the second request, or the second Stop.
    expect(rig.desk.of("UserPromptSubmit")).toHaveLength(1);
    await claude.untilStatus("idle");
  });

  it("is overruled after eight blocks in a row", async () => {
    const rig = await openRig();
    const model = rig.api.model();
    model.otherwise = () => says("Again.");
    rig.desk.answerNext("Stop", ...Array.from({ length: 12 }, (_, at) => goOn(`Number ${at + 1}.`)));
    const claude = rig.start({ settings: rig.desk.settings(["Stop"]) });
    await claude.submit("Go.");
    await claude.untilLine(/blocked the turn from ending 9 consecutive times/);
    await claude.untilStatus("idle");
    // The ninth reason is dropped: the model is asked nine times in all.
    expect(rig.desk.of("Stop")).toHaveLength(9);
    expect(model.turns).toHaveLength(9);
    expect(lastText(await model.untilTurn(9))).toContain("Number 8.");
  });

  it("begins to count anew with the next prompt", async () => {
    const rig = await openRig();
    rig.desk.answerNext("Stop", goOn("Once."), {}, goOn("Twice."));
    const claude = rig.start({ settings: rig.desk.settings(["Stop"]) });
    rig.api.model().otherwise = () => says("Yes.");
    await claude.submit("One.");
    await rig.desk.until("Stop", 2);
    await claude.untilStatus("idle");
    await claude.submit("Two.");
    await rig.desk.until("Stop", 4);
    expect(rig.desk.of("Stop").map(({ input }) => input["stop_hook_active"])).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });
});
