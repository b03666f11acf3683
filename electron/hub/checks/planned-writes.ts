import { existsSync } from "node:fs";
import { join } from "node:path";
import type { QmsPlan } from "../../../shared/contract/checks.ts";
import { FIRST_USERS, readSeed } from "../qms/setup/init.ts";
import { listed } from "./check-programs.ts";

/** What a new QMS project is given, as a person wants to know it beforehand. */
export function plannedWrites(seed: string, root: string): QmsPlan["writes"] {
  const paths = [...readSeed(seed).files.keys()];
  const below = (folder: string): number => paths.filter((path) => path.startsWith(`${folder}/`)).length;
  const others = paths.filter((path) => !/^(?:sops|templates|agents)\//.test(path));
  return [
    {
      path: "QMS/",
      what: `${String(below("sops"))} procedures and ${String(below("templates"))} templates, and room for documents`,
    },
    { path: ".claude/users/", what: `a workspace and an inbox each for ${listed(FIRST_USERS)}` },
    ...paths
      .filter((path) => path.startsWith("agents/"))
      .map((path) => ({ path: `.claude/${path}`, what: "an agent who reviews and approves" })),
    ...others.map((path) => ({
      path,
      what: existsSync(join(root, path)) ? "stays as it is" : "what every agent is told first",
    })),
    { path: "qms.config.json, .claude-qms", what: "mark the folder as a project" },
    { path: ".quorum/", what: "Quorum's own data, which stay out of git" },
  ];
}
