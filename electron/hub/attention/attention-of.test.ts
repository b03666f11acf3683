import { expect, it } from "vitest";
import { Agent, AgentId } from "../../../shared/contract/agents.ts";
import { Attention } from "../../../shared/contract/attention.ts";
import { attentionOf, type AttentionSources } from "./attention-of.ts";

const QA = AgentId.parse("qa");
const NOTHING: AttentionSources = {
  agents: [],
  undeliverable: [],
  breaks: [],
  toolTroubles: [],
  exposures: [],
  dismissed: new Set(),
};
const EXPOSURE = {
  agent: QA,
  container: "c0ffee0123456789",
  since: 5,
  secrets: [],
  overlaid: [],
  isHeld: false,
};

it("what a container sees that it was not to waits for a person, with what is to be done", () => {
  const [held] = attentionOf({ ...NOTHING, exposures: [{ ...EXPOSURE, secrets: [".env"], isHeld: true }] });
  expect(Attention.parse(held)).toEqual({
    kind: "exposed",
    id: "qa:exposed:c0ffee012345:5",
    agent: QA,
    since: 5,
    isHeld: true,
    text:
      ".env was replaced or added after its container was made, which does not hide it. The container is held still. " +
      "Recreate the container to mend that.",
  });
  const [seen] = attentionOf({
    ...NOTHING,
    exposures: [{ ...EXPOSURE, secrets: ["a", "b", "c", "d", "e"], overlaid: ["CLAUDE.md"] }],
  });
  expect(seen?.text).toBe(
    "a, b, c and 2 more were replaced or added after its container was made, which does not hide them. It can read that now. " +
      "CLAUDE.md was replaced or added while it ran: it reads the project's own now, and not its version. Recreate the container to mend that.",
  );
});

it("questions wait with all that can be answered, and only where they can", () => {
  const options = [{ label: "Red", description: "warm" }];
  const questions = [{ question: "Which colour?\u202e", header: "", takesSeveral: false, options }];
  const asks = (more: object): Agent => {
    const known = { since: 7, evidence: [], text: "Which colour?\u202e" };
    const activity = { kind: "waiting", what: "question", ...known, ...more };
    const state = { kind: "running", since: 1, pid: 42 };
    return Agent.parse({ id: "qa", program: "claude", state, activity, hasTerminal: true });
  };
  const [asked] = attentionOf({ ...NOTHING, agents: [asks({ questions, ask: "ask-1" })] });
  expect(Attention.parse(asked)).toEqual({
    kind: "question",
    id: "qa:question:7",
    agent: QA,
    since: 7,
    text: "Which colour?",
    questions,
    ask: "ask-1",
  });
  const [inTerminal] = attentionOf({ ...NOTHING, agents: [asks({})] });
  expect(inTerminal).not.toHaveProperty("ask");
});
