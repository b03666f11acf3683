import { lchownSync, lstatSync, readdirSync, watch } from "node:fs";
import { join } from "node:path";
import { toDisposable, type Disposable } from "../../../../../shared/base/disposable.ts";
import { hasCode } from "../../../files/has-code.ts";
import type { ContainerUser } from "../containers/container-user.ts";

/**
 * Where Quorum runs as another user than the agent in its container, what Quorum lays into the agent's workspace is given to
 * the agent as soon as it is there: else the agent could not edit what it has checked out.
 */
export function keepOwner(folder: string, user: ContainerUser | undefined): Disposable {
  if (user?.isOther !== true) return toDisposable(() => undefined);
  const give = (name: string): void => {
    try {
      const file = join(folder, name);
      if (lstatSync(file).uid !== user.uid) lchownSync(file, user.uid, user.gid);
    } catch (error) {
      // It has gone already.
      if (!hasCode(error, "ENOENT")) throw error;
    }
  };
  const watcher = watch(folder, { persistent: false }, (_event, name) => {
    if (name !== null) give(name);
  });
  watcher.on("error", () => watcher.close());
  for (const name of readdirSync(folder)) give(name);
  return toDisposable(() => watcher.close());
}
