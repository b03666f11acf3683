import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { TestViewer } from "../../electron/hub/testing/test-viewer.test-support.ts";
import type { Attention } from "../../shared/contract/attention.ts";
import type { Delivery } from "../../shared/contract/deliveries.ts";
import { findClaudeCode } from "../rigs/claude-code/find-claude-code.ts";
import { lastText } from "../rigs/messages-api/model-request.ts";
import { runs } from "../rigs/messages-api/turn.ts";
import { openClaudeScene, type ClaudeScene } from "./claude-scene.ts";
import { ledgerEntries } from "./ledger-entries.ts";
import { Role } from "./role.ts";
import { CLAUDE } from "./scene.ts";

const SCENE_TIMEOUT_MS = 120_000;
const DIALOG = "Do you want to proceed?";
const HELD = "It waits for a permission. Typing now could give it.";
const FIRST = 'New message from lead: "Publish it". Run qms inbox.';
const SECOND = 'New message from lead: "Wait with it". Run qms inbox.';

type Permission = Extract<Attention, { kind: "permission" }>;

interface Asking extends ClaudeScene {
  readonly role: Role;
  readonly viewer: TestViewer;
  readonly permission: Permission;
  readonly ask: string;
}

/** Lets `claude` come to where it asks whether it may run this. */
async function untilItAsks(command: string): Promise<Asking> {
  const opened = await openClaudeScene({ permissions: { allow: ["Bash(qms inbox)"] } });
  const { scene, model } = opened;
  const role = Role.play(model(CLAUDE), [
    { to: /Publish it"\. Run qms inbox\./, does: () => runs("qms inbox") },
    { to: /\[MESSAGE\] Publish it/, does: () => runs(command) },
  ]);
  await scene.host.hub.start(CLAUDE);
  await scene.message(CLAUDE, "Publish it", "Whatever it takes.");
  const isAsked = (one: Attention): one is Permission & { ask: string } =>
    one.kind === "permission" && one.ask !== undefined;
  const list = await scene.untilAttention((all) => all.some(isAsked));
  const permission = list.find(isAsked) ?? expect.fail("it does not ask");
  const viewer = scene.view(CLAUDE);
  await viewer.sees(DIALOG);
  return { ...opened, role, viewer, permission, ask: permission.ask };
}

/** Writes to `claude`, and waits until it is known that it cannot be told now. */
async function writeMeanwhile({ scene }: Asking): Promise<Delivery> {
  await scene.message(CLAUDE, "Wait with it", "Somebody is still at it.");
  return scene.untilDelivery(CLAUDE, ({ notice }) => notice.kind === "announcing" && notice.heldFor === HELD);
}

/** Waits until `claude` was told, its model knows it, and there is nothing more to do. */
async function untilTold({ scene, model }: Asking, { item }: Delivery): Promise<void> {
  await scene.untilDelivery(CLAUDE, (one) => one.item === item && one.notice.kind === "announced");
  await model(CLAUDE).untilAsked((request) => lastText(request).includes(SECOND));
  await scene.untilAgent(CLAUDE, ({ activity }) => activity?.kind === "idle");
}

/** How often the ledger says that an item was announced. */
function timesAnnounced({ scene }: Asking, { item }: Delivery): number {
  const entries = [...ledgerEntries(scene.project).values()].flat();
  return entries.filter((entry) => entry.kind === "announced" && entry.item === item).length;
}

function dialogIn(viewer: TestViewer): string {
  return viewer.text.slice(viewer.text.lastIndexOf("Bash command"));
}

describe.skipIf(findClaudeCode() === undefined)("a permission", () => {
  it(
    "is not given by a message that comes meanwhile, and is denied from the list, which the agent learns before it",
    async () => {
      const asking = await untilItAsks("git push --force");
      const { scene, model, role, viewer, permission, ask } = asking;
      expect(permission).toMatchObject({ agent: CLAUDE, tool: "Bash" });
      expect(permission.input).toContain("git push --force");
      const before = { dialog: dialogIn(viewer), turns: model(CLAUDE).turns.length };
      expect(before.dialog).toContain("git push --force");

      const held = await writeMeanwhile(asking);
      expect((await scene.untilAttention(() => true)).map(({ id }) => id)).toEqual([permission.id]);
      expect(scene.agent(CLAUDE).activity).toMatchObject({ kind: "waiting", what: "permission", ask });
      expect({ dialog: dialogIn(viewer), turns: model(CLAUDE).turns.length }).toEqual(before);

      const reason = "Not while somebody is at it. Ask the lead.";
      await scene.host.hub.answer(CLAUDE, { ask, decision: "deny", message: reason });
      await scene.untilAttention((list) => list.length === 0);
      await untilTold(asking, held);
      expect(role.told).toEqual([FIRST, `Stop hook feedback:\n${SECOND}`]);
      const denied = role.heard.findIndex(({ results }) => results.includes(reason));
      expect(role.heard[denied + 1]?.told).toContain(SECOND);
      expect(timesAnnounced(asking, held)).toBe(1);
    },
    SCENE_TIMEOUT_MS,
  );

  it.for([
    ["Yes", "\r", true],
    ["No", "\u001b", false],
  ] as const)(
    "that is answered in the terminal with %s leaves the list, where nobody can answer it any more",
    { timeout: SCENE_TIMEOUT_MS },
    async ([, key, isGiven]) => {
      const asking = await untilItAsks("touch made");
      const { scene, role, viewer, ask } = asking;
      const held = await writeMeanwhile(asking);
      // It stands there for long enough to take the key.
      viewer.type(key);
      await scene.untilAttention((list) => list.length === 0);
      const late = scene.host.hub.answer(CLAUDE, { ask, decision: "deny", message: "Too late." });
      await expect(late).rejects.toMatchObject({ code: "conflict" });
      await untilTold(asking, held);
      expect(existsSync(join(scene.project, "made"))).toBe(isGiven);
      expect(role.told.at(0)).toBe(FIRST);
      expect(role.told.filter((told) => told.includes(SECOND))).toHaveLength(1);
      expect(timesAnnounced(asking, held)).toBe(1);
    },
  );
});
