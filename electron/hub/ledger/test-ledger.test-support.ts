import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import type { ItemKey } from "../../../shared/ledger/ledger-item.ts";
import { createJsonLog } from "../log/json-log.ts";
import type { FileSystem } from "./ledger-folder.ts";
import type { Ledger } from "./ledger.ts";
import { openLedger } from "./open-ledger.ts";

const folders: string[] = [];
const ledgers: Ledger[] = [];

/** Removes after each test what it made. */
export function cleanUpLedgers(): void {
  afterEach(async () => {
    for (const ledger of ledgers.splice(0)) await ledger.close().catch(() => undefined);
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
}

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "quorum-ledger-"));
  folders.push(folder);
  return folder;
}

export interface TestLedgerOptions {
  readonly files?: FileSystem;
  readonly fileBytes?: number;
  readonly now?: () => number;
  readonly onLog?: (line: string) => void;
}

/** Opens the ledger in a folder; it is closed after the test. */
export async function openHere(folder: string, options: TestLedgerOptions = {}): Promise<Ledger> {
  const { onLog = () => undefined, now = () => 1_770_000_000_000 } = options;
  const ledger = await openLedger({ ...options, folder, now, log: createJsonLog(onLog, now) });
  ledgers.push(ledger);
  return ledger;
}

export function keyOf(item: string, agent = "qa"): ItemKey {
  return { agent, item, file: `file of ${item}` };
}

/** The ledger's own files, the oldest first. */
export function ledgerFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".jsonl"))
    .toSorted();
}
