import { writeSync } from "node:fs";
import { filesThatAt } from "./failing-files.test-support.ts";
import { tellItems } from "./tell-items.test-support.ts";

// A process that tells an agent of its items, says what is done, and kills itself at its nth mutating call to the file
// system: `node … <root> <items> <n>`.
const [root = "", items = "1", count = "0"] = process.argv.slice(2);
await tellItems(root, {
  count: Number(items),
  files: filesThatAt(Number(count), () => process.kill(process.pid, "SIGKILL")),
  onDone: (what, item) => writeSync(1, `${what} ${item}\n`),
});
