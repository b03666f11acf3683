import { resolve } from "node:path";
import { build } from "../build/build.ts";

/**
 * Builds the programs of the hub's threads before tests that start hubs. From their sources they would be run through a
 * WebAssembly module that takes the types away, and threads that end while it is being compiled bring V8 down now and then
 * ("Check failed: jit_page.has_value()").
 */
export async function setup(): Promise<void> {
  const root = resolve(import.meta.dirname, "../..");
  await build({ root, targets: ["qmsWorker", "projectReader", "activityReader", "deskReader"] });
}
