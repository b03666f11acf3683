import { writeSync } from "node:fs";
import { GitDeskStage } from "./git-desk-stage.test-support.ts";

// A process that has commits made, some at a time, each named by the key of its call, and says which were answered:
// `node … <root> <first> <count>`.
const [root = "", first = "0", count = "1"] = process.argv.slice(2);
const git = await GitDeskStage.open(root);
const keys = Array.from({ length: Number(count) }, (_, index) => `call-${Number(first) + index}`);
await Promise.all(
  keys.map(async (key) => {
    const { isError } = await git.call("qa", ["commit", "--allow-empty", "-m", key], { key });
    writeSync(1, `${isError ? "failed" : "done"} ${key}\n`);
  }),
);
await git.close();
