import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { projectConfigSchema } from "../electron/hub/config/project-config.ts";

/** Writes the schema of `quorum.json` for editors, from the one that reads it. */
const file = join(import.meta.dirname, "..", "assets", "quorum.schema.json");
await writeFile(file, `${JSON.stringify(projectConfigSchema(), undefined, 2)}\n`);
