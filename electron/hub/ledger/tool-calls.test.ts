import { describe, expect, it } from "vitest";
import type { ToolCallEntry } from "../../../shared/ledger/ledger-entry.ts";
import { filesThatFail } from "./failing-files.test-support.ts";
import type { Ledger } from "./ledger.ts";
import { readCalls } from "./read-calls.ts";
import { cleanUpLedgers, keyOf, ledgerFiles, newFolder, openHere } from "./test-ledger.test-support.ts";
import { verifyLedger } from "./verify-ledger.ts";

const CALL: ToolCallEntry = {
  ...{ kind: "tool-call", user: "qa", door: "session", server: "qms", tool: "qms_inbox" },
  ...{ arguments: "{}", outcome: "done", ms: 1.5 },
};

function call(tool: string, user = "qa"): ToolCallEntry {
  return { ...CALL, tool, user };
}

/** A ledger whose next write fails. */
async function openBeforeDiskFills(): Promise<{ folder: string; ledger: Ledger }> {
  for (let first = 1; ; first += 1) {
    const folder = newFolder();
    const { files, hasFailed } = filesThatFail(first, first + 1, "ENOSPC");
    const ledger = await openHere(folder, { files }).catch(() => undefined);
    if (ledger !== undefined && !hasFailed()) return { folder, ledger };
  }
}

describe("calls of tools in the ledger", () => {
  cleanUpLedgers();

  it("stand in the chain beside the items, and make none", async () => {
    const folder = newFolder();
    const ledger = await openHere(folder);
    ledger.note(call("first"));
    await ledger.create([keyOf("one")]);
    ledger.note(call("second"));
    await ledger.close();
    ledger.note(call("too late"));
    expect(await verifyLedger(folder)).toMatchObject({
      breakCount: 0,
      counts: { opened: 1, created: 1, "tool-call": 2 },
    });
    const next = await openHere(folder);
    expect(next.itemsOf("qa")).toHaveLength(1);
    const read = await readCalls(folder, { most: 10 });
    expect(read).toMatchObject([{ ...call("first"), at: expect.any(Number) }, call("second")]);
  });

  it("are read back from the latest on, of everybody or of one, over any number of files", async () => {
    const folder = newFolder();
    const ledger = await openHere(folder, { fileBytes: 2000 });
    for (let index = 0; index < 60; index += 1) {
      ledger.note(call(`tool-${index}`, index % 2 === 0 ? "qa" : "bu"));
      await ledger.create([keyOf(`item-${index}`)]);
      await ledger.mark([keyOf(`item-${index}`)], "archived");
    }
    await ledger.close();
    expect(ledgerFiles(folder).length).toBeGreaterThan(3);
    expect(await verifyLedger(folder)).toMatchObject({ breakCount: 0, counts: { "tool-call": 60 } });
    const toolsOf = async (most: number, user?: string) =>
      (await readCalls(folder, { most, user })).map(({ tool }) => tool);
    expect(await toolsOf(2)).toEqual(["tool-58", "tool-59"]);
    expect(await toolsOf(2, "qa")).toEqual(["tool-56", "tool-58"]);
    expect(await toolsOf(1000)).toHaveLength(60);
    expect(await toolsOf(5, "nobody")).toEqual([]);
  });

  it("take next to no time of whoever notes them, and are counted where there are too many", async () => {
    const folder = newFolder();
    const ledger = await openHere(folder);
    const began = performance.now();
    for (let index = 0; index < 5010; index += 1) ledger.note(CALL);
    expect((performance.now() - began) / 5010).toBeLessThan(0.5);
    await expect.poll(async () => (await readCalls(folder, { most: 9999 })).length).toBe(5000);
    ledger.note(call("next"));
    await ledger.close();
    expect((await readCalls(folder, { most: 1 }))[0]).toMatchObject({ tool: "next", missed: 10 });
  });

  it("are missed and counted where the disk is full", async () => {
    const { folder, ledger } = await openBeforeDiskFills();
    ledger.note(CALL);
    await expect(ledger.create([keyOf("one")])).rejects.toThrow("disk is full");
    ledger.note(call("next"));
    await ledger.close();
    expect(await readCalls(folder, { most: 5 })).toMatchObject([{ tool: "next", missed: 1 }]);
    expect(await verifyLedger(folder)).toMatchObject({ breakCount: 0 });
  });
});
