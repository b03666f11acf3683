import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { AgentId } from "../../../shared/contract/agents.ts";
import type { Delivery } from "../../../shared/contract/deliveries.ts";
import { TestHost } from "../testing/test-host.test-support.ts";

const TU_UI = AgentId.parse("tu_ui");

let test: TestHost;

afterEach(async () => {
  await test.dispose();
});

async function open(): Promise<void> {
  test = await TestHost.create("true", { tu_ui: { program: "scripted" } });
}

/** Puts an item into an inbox as the QMS does. */
async function arrive(user: string, name: string, subject: string): Promise<void> {
  const inbox = join(test.project, ".claude", "users", user, "inbox");
  await mkdir(inbox, { recursive: true });
  const text = `---\ntype: message\nfrom: qa\nsubject: ${JSON.stringify(subject)}\n---\n\nbody of ${name}\n`;
  await writeFile(join(inbox, `.${name}.new`), text);
  await rename(join(inbox, `.${name}.new`), join(inbox, `${name}.md`));
}

/** Resolves with an item's delivery once it is as wanted. */
async function delivery(item: string, isWanted: (one: Delivery) => boolean): Promise<Delivery> {
  const ended = new AbortController();
  for await (const change of test.host.hub.inbox.deliveries(TU_UI, ended.signal)) {
    const found = change.items.find((one) => one.item === item && isWanted(one));
    if (found === undefined) continue;
    ended.abort();
    return found;
  }
  throw new Error("it ended");
}

const isTold = ({ notice }: Delivery): boolean => notice.kind === "announced";

describe("an agent", () => {
  it("is told of what arrives while it is idle, with its proof in the ledger", async () => {
    await open();
    await test.host.hub.start(TU_UI);
    const viewer = test.view({}, TU_UI);
    await arrive("tu_ui", "msg-qa-2026-01-01-100000", "Look at CR-012");
    const told = await delivery("msg-qa-2026-01-01-100000", isTold);
    expect(told).toMatchObject({ notice: { how: "paste" } });
    await viewer.sees('New message from qa: "Look at CR-012". Run qms inbox.');
    const ledger = await readFile(join(test.project, ".quorum", "ledger", "000001.jsonl"), "utf8");
    expect(ledger).toContain('"announced"');
  });
});
