import { filesThatAt } from "./failing-files.test-support.ts";
import { openStore } from "./project-store.ts";
import { makeWholeChange } from "./whole-change.test-support.ts";

// A process that kills itself at its nth mutating call to the file system: `node … <root> <n>`.
const [root = "", count = "1"] = process.argv.slice(2);
const files = filesThatAt(Number(count), () => process.kill(process.pid, "SIGKILL"));
openStore(root, { now: Date.now, files }).change(makeWholeChange);
