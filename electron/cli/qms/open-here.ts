import { findRoot } from "../../hub/qms/find-root.ts";
import { openQms, type Qms } from "../../hub/qms/qms.ts";
import { Refusal } from "../../hub/qms/refusal.ts";
import { openStore } from "../../hub/qms/store/project-store.ts";

/** The QMS of the project that a folder is in. */
export function openHere(folder: string, onWarning: (sentence: string) => void): Qms {
  const root = findRoot(folder);
  if (root === undefined) {
    throw new Refusal(
      `Error: Cannot find project root: neither ${folder} nor a folder above it has a QMS folder or a qms.config.json. Go to a project, or make one with: qms init`,
    );
  }
  const now = Date.now;
  return openQms({ root, store: openStore(root, { now, onWarning, isOnlyThread: true }), now });
}
