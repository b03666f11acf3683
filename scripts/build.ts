import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { build } from "./build/build.ts";
import { ALL_TARGETS } from "./build/targets.ts";

// `npm run build [target …] [-- --force]`: one line for each bundle that had to be made, nothing when all is current.
const root = resolve(import.meta.dirname, "..");
process.chdir(root);
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { force: { type: "boolean" } },
});
const unknown = positionals.filter((name) => !ALL_TARGETS.some((target) => target === name));
if (unknown.length > 0) {
  process.stderr.write(
    `There is nothing to build called ${unknown.join(", ")}. There are: ${ALL_TARGETS.join(", ")}.\n`,
  );
  process.exit(2);
}
await build({
  root,
  targets:
    positionals.length === 0 ? ALL_TARGETS : ALL_TARGETS.filter((target) => positionals.includes(target)),
  force: values.force === true,
  onBuilt: (target, milliseconds) =>
    process.stdout.write(`built ${target} in ${(milliseconds / 1000).toFixed(1)} s\n`),
});
