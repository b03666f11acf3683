import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { AgentId } from "../../../shared/contract/agents.ts";
import { HubError } from "../../../shared/contract/errors.ts";
import { hasCode } from "../files/has-code.ts";

/** The file in which a project says what Quorum cannot find out by itself. All of it is optional. */
export const CONFIG_FILE = "quorum.json";

const CustomProgram = z.strictObject({
  command: z.string().min(1).max(4096),
  args: z.array(z.string().max(4096)).max(100).default([]),
  env: z.record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/), z.string().max(32_768)).default({}),
});

/** What runs in an agent's terminal: Claude Code, the scripted agent of the sample project, or any command. */
export const ProgramConfig = z.union([z.enum(["claude", "scripted"]), CustomProgram]);
export type ProgramConfig = z.infer<typeof ProgramConfig>;

const ProjectConfig = z.strictObject({
  version: z.literal(1).default(1),
  agents: z.record(AgentId, z.strictObject({ program: ProgramConfig.default("claude") })).default({}),
});
export type ProjectConfig = z.infer<typeof ProjectConfig>;

/** Reads a project's configuration; a file that is wrong is reported, never changed. */
export async function readProjectConfig(root: string): Promise<ProjectConfig> {
  const text = await readFile(join(root, CONFIG_FILE), "utf8").catch((error: unknown) => {
    if (hasCode(error, "ENOENT")) return "{}";
    throw error;
  });
  return parseProjectConfig(text);
}

function parseProjectConfig(text: string): ProjectConfig {
  const parsed = ProjectConfig.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue === undefined || issue.path.length === 0 ? "" : ` at ${issue.path.join(".")}`;
  throw new HubError(
    "invalid_input",
    `${CONFIG_FILE} is not right${place}: ${issue?.message ?? "unknown"}. Correct it and open the project again.`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new HubError(
      "invalid_input",
      `${CONFIG_FILE} is not JSON: ${error.message}. Correct it and open the project again.`,
      { cause: error },
    );
  }
}
