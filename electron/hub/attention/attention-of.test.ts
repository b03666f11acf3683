import { expect, it } from "vitest";
import { AgentId } from "../../../shared/contract/agents.ts";
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
