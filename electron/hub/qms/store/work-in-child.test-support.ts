import { writeSync } from "node:fs";
import { openStore } from "./project-store.ts";
import { COUNTER, INBOX, itemText, LOG } from "./many-processes.test-support.ts";

// A process that changes a project and says what is done: `node … <root> <name> <kind> <times>`.
const [root = "", name = "", kind = "all", times = "1"] = process.argv.slice(2);
const store = openStore(root, { now: Date.now, isOnlyThread: true });

for (let number = 0; number < Number(times); number += 1) {
  const id = `${name}-${number}`;
  if (kind !== "messages") {
    store.change((change) => {
      const count = Number(change.read(COUNTER) ?? "0");
      change.write(COUNTER, String(count + 1));
      change.append(LOG, [id]);
      change.deliver(INBOX, `task-${name}`, itemText(`task ${id}`));
    });
    // Whoever reads this was told, and may rely on it.
    writeSync(1, `task ${id}\n`);
  }
  if (kind !== "changes") {
    store.deliverAlone(INBOX, "msg", itemText(`msg ${id}`));
    writeSync(1, `msg ${id}\n`);
  }
}
