import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { AgentId } from "../../../shared/contract/agents.ts";
import { HubError } from "../../../shared/contract/errors.ts";
import { AgentPolicy } from "../../../shared/contract/policies.ts";
import { isUserName } from "../../../shared/qms/group.ts";
import { hasCode } from "../files/has-code.ts";
import { placeOf } from "./config-place.ts";
import { ownContainerConfig, sharedContainerConfig } from "./container-config.ts";
import { GitConfig } from "./git-config.ts";
import { ProgramConfig } from "./program-config.ts";

/** The file in which a project says what Quorum cannot find out by itself. All of it is optional. */
export const CONFIG_FILE = "quorum.json";

const MODEL_HINT = 'A model is named as Claude Code names it, such as "opus" or "claude-sonnet-4-5"';

const RuntimeConfig = z
  .enum(["native", "docker"], 'A runtime is "native" or "docker"')
  .meta({ description: "Where the agent runs: as a process of this machine, or in a container." });

const ModelName = z
  .string(MODEL_HINT)
  .max(200)
  // It becomes an argument of a command: it must not look like an option.
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:/@[\]-]*$/, MODEL_HINT)
  .meta({ description: "The model that Claude Code is started with." });

const GuardConfig = z
  .boolean("The guard is on with true, and off with false; it is off where nothing is said")
  .meta({
    description:
      "Whether Claude Code is kept from writing files below QMS/ directly, and told which tool to use instead. Off if nothing is said.",
  });

const shared = {
  runtime: RuntimeConfig.optional(),
  model: ModelName.optional(),
  guard: GuardConfig.optional(),
  git: GitConfig.optional(),
  ...sharedContainerConfig,
};

const AgentConfig = z
  .strictObject({
    program: ProgramConfig.default("claude").meta({
      description: 'What runs in the terminal: "claude", "scripted", or a command.',
    }),
    ...shared,
    ...ownContainerConfig,
    policy: AgentPolicy.optional().meta({
      description:
        "When the agent should start and stop by itself. It is a proposal: a person takes it up in the window.",
    }),
  })
  .refine(({ program, model }) => model === undefined || program === "claude", {
    message: "A model can be named for Claude Code alone; give another program its model among its args",
    path: ["model"],
  });
export type AgentConfig = z.infer<typeof AgentConfig>;

const UserName = z.string().refine(isUserName, "A user's name is letters, digits and underscores");

const Roster = z
  .array(AgentId)
  .min(1)
  .max(200)
  .refine((names) => new Set(names).size === names.length, "An agent is named twice")
  .meta({ description: "The agents, in the order in which they are shown. Without it they are found." });

const ProjectConfig = z
  .strictObject({
    $schema: z.string().max(4096).optional(),
    version: z.literal(1).default(1).meta({ description: "The version of this file's form. It is 1." }),
    roster: Roster.optional(),
    defaults: z
      .strictObject(shared)
      .prefault({})
      .meta({ description: "What holds for every agent that says nothing else." }),
    agents: z
      .record(AgentId, AgentConfig)
      .default({})
      .meta({ description: "What holds for single agents, by their names, over what holds for all." }),
    users: z
      .record(UserName, z.strictObject({ git: GitConfig.optional() }))
      .default({})
      .meta({ description: "Users who are no agents, and use the tools with a token." }),
  })
  .superRefine(({ roster, agents }, context) => {
    if (roster === undefined) return;
    const strangers = Object.keys(agents).filter((name) => !roster.some((id) => id === name));
    for (const name of strangers)
      context.addIssue({
        code: "custom",
        message: `The roster does not name ${name}`,
        path: ["agents", name],
      });
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

/** The configuration that a text says; where it does not, an error that names the place. */
export function parseProjectConfig(text: string): ProjectConfig {
  const parsed = ProjectConfig.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const { place, message } = placeOf(parsed.error);
  const at = place === "" ? "" : ` at ${place}`;
  throw new HubError(
    "invalid_input",
    `${CONFIG_FILE} is not right${at}: ${message}. Correct it and open the project again.`,
  );
}

/** The same as a schema for editors, which complete and check the file while it is written. */
export function projectConfigSchema(): unknown {
  const { $schema, ...schema } = z.toJSONSchema(ProjectConfig, { io: "input", target: "draft-7" });
  return { $schema, title: "A project of Quorum", ...schema };
}

function parseJson(text: string): unknown {
  try {
    // Editors on Windows put a byte order mark before it.
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new HubError(
      "invalid_input",
      `${CONFIG_FILE} is not JSON: ${error.message}. Correct it and open the project again.`,
      { cause: error },
    );
  }
}
