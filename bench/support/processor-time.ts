import { readdir, readFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";

/** How much of one processor a process and all below it use over a while, as a share of 1. */
export async function shareOfProcessor(pid: number, overMs: number): Promise<number> {
  const [before, began] = [await processorTime(pid), performance.now()];
  await delay(overMs);
  return ((await processorTime(pid)) - before) / (performance.now() - began);
}

/** The milliseconds that the threads of a process and of all below it have run. */
async function processorTime(pid: number): Promise<number> {
  const folder = `/proc/${pid}/task`;
  const threads = await readdir(folder);
  const times = await Promise.all(
    threads.map(async (thread) => {
      const [spent, below] = await Promise.all([
        readFile(`${folder}/${thread}/schedstat`, "utf8"),
        readFile(`${folder}/${thread}/children`, "utf8"),
      ]);
      const children = below.split(" ").filter((word) => word !== "");
      const theirs = await Promise.all(children.map((child) => processorTime(Number(child))));
      return Number(spent.split(" ")[0]) / 1_000_000 + theirs.reduce((sum, one) => sum + one, 0);
    }),
  );
  return times.reduce((sum, one) => sum + one, 0);
}
