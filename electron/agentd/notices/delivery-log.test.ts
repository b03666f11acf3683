import { appendFileSync, chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { DeliveryFile, type DeliveryRecord } from "./delivery-log.ts";
import { earlierDeliveries } from "./earlier-deliveries.ts";

let agent = "";

beforeEach(() => {
  agent = mkdtempSync(join(tmpdir(), "deliveries-"));
});

afterEach(() => rmSync(agent, { recursive: true }));

function session(number: number): string {
  const folder = join(agent, `20260301T12000000${number}Z-abcdef`);
  mkdirSync(folder, { recursive: true });
  return folder;
}

function intent(delivery: string, ...ids: readonly string[]): DeliveryRecord {
  return { kind: "intent", delivery, ids: [...ids], how: "prompt", text: ids.join(), at: 1 };
}

function outcome(delivery: string, became: "announced" | "uncertain" | "returned"): DeliveryRecord {
  return { kind: "outcome", delivery, outcome: became, proof: "seen", at: 2 };
}

it("tells what this and earlier sessions wrote, in order, and not what later ones did", () => {
  for (const number of [2, 1, 3]) {
    const { log } = DeliveryFile.open(session(number));
    log.append(intent(`d${number}`, "a"));
    log.close();
  }
  const { log, records } = DeliveryFile.open(session(2));
  log.close();
  expect(records).toEqual([intent("d1", "a"), intent("d2", "a")]);
});

// Nothing is closed to root; in containers agents are others than the hub, and a bench kills hubs over them.
it.skipIf(process.platform === "win32" || process.getuid?.() === 0)(
  "opens also beside the folder of a session that never ran, and is not open to it",
  () => {
    chmodSync(session(1), 0o000);
    const { log, records } = DeliveryFile.open(session(2));
    log.append(intent("d1", "a"));
    log.close();
    chmodSync(session(1), 0o700);
    expect(records).toEqual([]);
  },
);

it("goes on behind a line that was cut short", () => {
  const first = DeliveryFile.open(session(1));
  first.log.append(intent("d1", "a"));
  first.log.close();
  appendFileSync(join(session(1), "deliveries.jsonl"), '{"kind":"outcome","deliv');
  const second = DeliveryFile.open(session(1));
  second.log.append(outcome("d1", "returned"));
  second.log.close();
  const third = DeliveryFile.open(session(1));
  third.log.close();
  expect(third.records).toEqual([intent("d1", "a"), outcome("d1", "returned")]);
});

it("knows what was settled, and what is to be found out", () => {
  const { settled, unsettled } = earlierDeliveries([
    { kind: "known", notices: [{ id: "z", outcome: { kind: "uncertain", how: "stop", at: 0 } }] },
    intent("d1", "a", "b"),
    outcome("d1", "announced"),
    intent("d2", "c"),
    outcome("d2", "returned"),
    intent("d3", "d"),
    outcome("d3", "uncertain"),
    intent("d4", "e"),
  ]);
  expect([...settled.keys()]).toEqual(["z", "a", "b"]);
  expect(unsettled.map(({ delivery }) => delivery)).toEqual(["d3", "d4"]);
});
