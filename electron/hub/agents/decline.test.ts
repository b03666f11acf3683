import { duplexPair } from "node:stream";
import { expect, it } from "vitest";
import { AgentId } from "../../../shared/contract/agents.ts";
import type { Activity } from "../../../shared/link/activity.ts";
import {
  encodeControl,
  HubMessage,
  LINK_PROTOCOL,
  LinkFrameReader,
  type SessionMessage,
} from "../../../shared/link/link-frames.ts";
import { createJsonLog } from "../log/json-log.ts";
import type { Runtime } from "../runtimes/runtime.ts";
import { SessionLink } from "../runtimes/session/session-link.ts";
import { AgentRoom } from "./agent.ts";

const ASKING: Activity = {
  kind: "waiting",
  what: "question",
  text: "Which?",
  since: 1,
  evidence: [],
  ask: "ask-1",
  questions: [
    { question: "Which?", header: "", takesSeveral: false, options: [{ label: "Red", description: "" }] },
  ],
};

/** An agent that asks, in a session that welcomes the hub so; and what the session was told of answers. */
async function asking(more: Partial<Extract<SessionMessage, { kind: "welcome" }>>) {
  const told: HubMessage[] = [];
  const [here, there] = duplexPair();
  const say = (message: SessionMessage): boolean => there.write(encodeControl(message));
  const reader = new LinkFrameReader();
  there.on("data", (bytes) =>
    reader.push(bytes, (frame) => {
      if (frame.kind !== "control") return;
      const message = HubMessage.parse(JSON.parse(frame.text));
      if (message.kind === "answer") told.push(message);
      if (message.kind !== "hello") return;
      const since = { programPid: 1, startedAt: 1 };
      say({ kind: "welcome", protocol: LINK_PROTOCOL, session: "s", ...since, takesNotices: true, ...more });
      say({ kind: "activity", activity: ASKING });
    }),
  );
  const runtime: Runtime = {
    find: async () => ({ kind: "running", ...(await SessionLink.open(here, "key")) }),
    start: () => Promise.reject(new Error("unexpected")),
    kill: () => Promise.resolve(),
    replay: () => Promise.resolve(undefined),
    lastLines: () => Promise.resolve([]),
  };
  const room = new AgentRoom({
    definition: { id: AgentId.parse("qa"), program: "claude" },
    programName: "claude",
    program: { kind: "claude", command: "claude", args: [], environment: {} },
    runtime,
    calls: { answer: () => Promise.resolve(undefined), taken: () => undefined },
    now: () => 2,
    log: createJsonLog(() => undefined, Date.now),
  });
  await room.adopt();
  await expect.poll(() => room.view.activity).toEqual(ASKING);
  return { room, told };
}

const DECLINED = { ask: "ask-1", decision: "deny", message: "Ask lead." } as const;

it("passes on that a person declines a question", async () => {
  const { room, told } = await asking({ takesDeclines: true });
  room.answer(DECLINED);
  await expect.poll(() => told).toEqual([{ kind: "answer", ...DECLINED }]);
  room.dispose();
});

it("refuses that where its session would not understand, and takes an answer there", async () => {
  const { room, told } = await asking({});
  expect(() => room.answer(DECLINED)).toThrow("decline in its terminal");
  room.answer({ ask: "ask-1", decision: "reply", replies: [{ chosen: ["Red"] }] });
  await expect.poll(() => told).toMatchObject([{ decision: "reply" }]);
  room.dispose();
});
