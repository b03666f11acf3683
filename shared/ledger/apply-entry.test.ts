import { describe, expect, it } from "vitest";
import { rounds, seededRandom } from "../base/seeded-random.test-support.ts";
import { afterEntry } from "./apply-entry.ts";
import type { ItemEntry } from "./ledger-entry.ts";
import { isToAnnounce, type LedgerItem } from "./ledger-item.ts";

const KEY = { agent: "qa", item: "task-CR-001-pre_review-v0-1", file: "1" };
const CREATED: ItemEntry = { kind: "created", ...KEY };
const ANNOUNCING: ItemEntry = { kind: "announcing", ...KEY, attempt: "a", how: "paste" };

function after(...entries: readonly ItemEntry[]): LedgerItem | undefined {
  let item: LedgerItem | undefined;
  for (const [at, entry] of entries.entries()) item = afterEntry(item, entry, at);
  return item;
}

describe("afterEntry", () => {
  it("knows nothing of an item that was not created", () => {
    for (const kind of ["seen", "acted", "archived"] as const)
      expect(after({ kind, ...KEY })).toBeUndefined();
    expect(after(ANNOUNCING)).toBeUndefined();
  });

  it("gives up an attempt only for the one that was given up", () => {
    const other: ItemEntry = { kind: "unannounced", ...KEY, attempt: "b", reason: "Another." };
    expect(after(CREATED, ANNOUNCING, other)?.notice.kind).toBe("announcing");
    expect(after(CREATED, ANNOUNCING, { ...other, attempt: "a" })?.notice.kind).toBe("waiting");
  });

  it("keeps what was archived in the middle of an attempt until that is settled", () => {
    const archived = after(CREATED, ANNOUNCING, { kind: "archived", ...KEY });
    expect(archived).toMatchObject({ progress: "archived", notice: { kind: "announcing" } });
    expect(archived !== undefined && isToAnnounce(archived)).toBe(false);
    const given: ItemEntry = { kind: "unannounced", ...KEY, attempt: "a", reason: "No." };
    expect(after(CREATED, ANNOUNCING, { kind: "archived", ...KEY }, given)).toBeUndefined();
  });

  it("comes to the same from what is carried over as from all that was before, wherever a new file begins", () => {
    const random = seededRandom(41);
    const kinds: readonly ItemEntry[] = [
      CREATED,
      ANNOUNCING,
      { kind: "held", ...KEY, reason: "Held." },
      { kind: "announced", ...KEY, attempt: "a", how: "prompt", proof: "Seen." },
      { kind: "unannounced", ...KEY, attempt: "a", reason: "No." },
      { kind: "uncertain", ...KEY, attempt: "a", reason: "Who knows." },
      { kind: "taken-back", ...KEY, reason: "Esc." },
      { kind: "undeliverable", ...KEY, reason: "Nobody." },
      { kind: "seen", ...KEY },
      { kind: "acted", ...KEY },
      { kind: "archived", ...KEY },
    ];
    for (let round = 0; round < rounds(2000); round += 1) {
      let one: LedgerItem | undefined;
      let other: LedgerItem | undefined;
      for (let at = 0; at < 12; at += 1) {
        const entry = kinds[random.below(kinds.length)] ?? CREATED;
        one = afterEntry(one, entry, at);
        other = afterEntry(other, entry, at);
        if (random.below(4) === 0) other = other && afterEntry(undefined, { kind: "carried", ...other }, 99);
        expect(other).toEqual(one);
      }
    }
  });
});
