import { TestAgent } from "../../session-host.test-support.ts";
import type { ProgramStage } from "../program-stage.test-support.ts";

/** The scripted agent on the stage. */
export async function scriptedStage(): Promise<ProgramStage> {
  const agent = new TestAgent();
  return {
    agent,
    interruptKey: "\u0003",
    leaveKey: "\u0003",
    said: () => agent.said(),
    work: async (hub) => {
      hub.type("run 1\r");
      await hub.untilActivity("busy");
      // It ends by itself.
      return () => undefined;
    },
    wantPermission: async (hub, command) => hub.type(`permit ${command}\r`),
    askQuestion: async (hub, question) => hub.type(`choose ${question} Red, Blue\r`),
    exitWords: "exit",
    dispose: () => agent.dispose(),
  };
}
