import { openQms } from "../qms.ts";
import { openStore } from "../store/project-store.ts";
import type { QmsRequest } from "../../../../shared/qms/request.ts";

// `act <root> <user> <request as JSON> [times]`: one user at work in a process of its own. With a number, the request is
// made so often; with `until-killed`, until the end. What goes wrong ends the process with a text on standard error.
const [root = "", user = "", request = "", times = "1"] = process.argv.slice(2);
const now = Date.now;
const qms = openQms({
  root,
  store: openStore(root, { now, lockTimeoutMs: 60_000, isOnlyThread: true }),
  now,
});
const asked = JSON.parse(request) as QmsRequest;
for (let left = times === "until-killed" ? Infinity : Number(times); left > 0; left -= 1) {
  const { text } = qms.perform(user, asked);
  if (times !== "until-killed") process.stdout.write(`${text}\n`);
}
