import { projectConfigSchema } from "../hub/config/project-config.ts";
import { say } from "./output.ts";

/** `quorum schema`: the schema of `quorum.json`, for editors. */
export function printSchema(): void {
  say(JSON.stringify(projectConfigSchema(), undefined, 2));
}
