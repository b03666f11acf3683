import { createHash } from "node:crypto";
import type { ItemKey } from "../../../shared/ledger/ledger-item.ts";

/** What an item is called to the session host: the same in every run, so that it knows what it was told of before. */
export function noticeId({ agent, item, file }: ItemKey): string {
  return createHash("sha256").update(`${agent}\0${item}\0${file}`).digest("base64url").slice(0, 22);
}
