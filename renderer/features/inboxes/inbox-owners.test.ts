import { expect, it } from "vitest";
import { AgentId } from "../../../shared/contract/agents.ts";
import type { InboxCounts } from "../../../shared/contract/inbox.ts";
import { firstOwner, inboxOwners, ownersSummary } from "./inbox-owners.ts";

const id = (name: string): AgentId => AgentId.parse(name);
const messages = (message: number): InboxCounts => ({ task: 0, message, notification: 0, unknown: 0 });

it("lists the person first, then the agents in their order, then whoever else has an inbox", () => {
  const owners = inboxOwners({
    agents: [id("qa"), id("claude")],
    counts: new Map([
      [id("old"), messages(2)],
      [id("claude"), messages(1)],
      [id("bu"), messages(0)],
    ]),
    undeliverable: new Map([["old", 2]]),
  });
  expect(owners.map((owner) => `${owner.id} ${String(owner.place)} ${String(owner.undeliverable)}`)).toEqual([
    "lead undefined 0",
    "qa 0 0",
    "claude 1 0",
    "bu undefined 0",
    "old undefined 2",
  ]);
  expect(firstOwner(owners)).toBe("claude");
  expect(ownersSummary(owners)).toBe("3 items, 2 undeliverable");
});

it("begins with the person where all is empty", () => {
  const owners = inboxOwners({ agents: [id("qa")], counts: new Map(), undeliverable: new Map() });
  expect(firstOwner(owners)).toBe("lead");
  expect(ownersSummary(owners)).toBe("All are empty");
});
