import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { AgentId } from "../../shared/contract/agents.ts";
import { SessionStore } from "./runtimes/session/session-store.ts";
import { QA, TestHost } from "./testing/test-host.test-support.ts";

const BU = AgentId.parse("bu");

let test: TestHost;
afterEach(() => test.dispose());

it("launches an agent with the write guard where the project wants it, and else without", async () => {
  const program = { command: "bash", args: ["-c", "sleep 1000"] };
  test = await TestHost.create("sleep 1000", { bu: { program, guard: true } });
  for (const agent of [QA, BU]) {
    await test.host.hub.start(agent);
    await test.becomes("running", agent);
    const sessions = new SessionStore(join(test.project, ".quorum", "agents", agent));
    const session = await sessions.latest();
    expect(session?.launch).toMatchObject({ agent });
    expect(session?.launch.guardsQms).toBe(agent === BU ? true : undefined);
  }
});
