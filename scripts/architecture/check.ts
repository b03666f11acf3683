import { fileURLToPath } from "node:url";
import { readModuleGraph } from "./module-graph.ts";
import { violations } from "./violations.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

const found = violations(await readModuleGraph(ROOT));
for (const sentence of found) console.error(sentence);
process.exitCode = found.length === 0 ? 0 : 1;
