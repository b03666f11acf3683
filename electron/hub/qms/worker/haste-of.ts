import type { QmsRequest } from "../../../../shared/qms/request.ts";
import { assertNever } from "../../../../shared/base/assert-never.ts";
import type { Haste } from "./task-queue.ts";

/** How soon a request is to have its turn: what looks at a few small files waits for nothing that takes longer. */
export function hasteOf({ kind }: QmsRequest): Haste {
  switch (kind) {
    case "status":
    case "actions":
    case "types":
    case "workspace":
    case "inbox":
    case "inbox-show":
    case "inbox-archived":
    case "namespace-list":
    case "user-list":
      return "short";
    // A document may be long, and its history longer.
    case "read":
    case "history":
    case "comments":
    case "verify-migration":
    // What changes something waits for the project's lock, and for the disk.
    case "create":
    case "checkout":
    case "checkin":
    case "route":
    case "assign":
    case "review":
    case "approve":
    case "reject":
    case "withdraw":
    case "release":
    case "revert":
    case "close":
    case "cancel":
    case "fix":
    case "interact":
    case "inbox-archive-item":
    case "inbox-restore-item":
    case "inbox-archive-notifications":
    case "message":
    case "namespace-add":
    case "user-add":
    case "init":
    case "migrate":
      return "long";
    default:
      return assertNever(kind);
  }
}
