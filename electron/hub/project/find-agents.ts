import { open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { AgentId } from "../../../shared/contract/agents.ts";
import type { AgentPolicy } from "../../../shared/contract/policies.ts";
import { containerSettings, type ContainerSettings } from "../config/container-settings.ts";
import { gitAccess, type GitAccess } from "../config/git-settings.ts";
import type { ProgramConfig } from "../config/program-config.ts";
import type { AgentConfig, ProjectConfig } from "../config/project-config.ts";
import { hasCode } from "../files/has-code.ts";

/** The agent that every project has. */
const FIRST_AGENT = AgentId.parse("claude");
/** A definition's front matter stands at its head. */
const HEAD_BYTES = 16_384;
const DESCRIPTION_CHARS = 200;

export interface AgentDefinition {
  readonly id: AgentId;
  readonly description?: string;
  readonly program: ProgramConfig;
  /** The model that Claude Code is started with, where it is not its own choice. */
  readonly model?: string;
  /** Whether it is kept from writing below QMS/ directly. */
  readonly isGuarded: boolean;
  /** Where it runs. Without a word about it that is here, as a process. */
  readonly runtime: "native" | "docker";
  /** What its container gets and may use, where it runs in one. */
  readonly container: ContainerSettings;
  readonly git: GitAccess;
  /** When it should start and stop by itself, as the project proposes it. */
  readonly proposedPolicy?: AgentPolicy;
}

/**
 * The agents of a project: those on its roster, or else `claude`, each with a definition file, and each that the
 * configuration names.
 */
export async function findAgents(root: string, config: ProjectConfig): Promise<AgentDefinition[]> {
  const folder = join(root, ".claude", "agents");
  const files = await readdir(folder).catch((error: unknown) => {
    if (hasCode(error, "ENOENT", "ENOTDIR", "EACCES", "EPERM")) return [];
    throw error;
  });
  const defined = files.flatMap((file) =>
    file.endsWith(".md") ? (AgentId.safeParse(file.slice(0, -3)).data ?? []) : [],
  );
  const named = Object.keys(config.agents).map((name) => AgentId.parse(name));
  const ids = new Set(config.roster ?? [FIRST_AGENT, ...named, ...defined.toSorted()]);
  return Promise.all(
    [...ids].map(async (id) => {
      const description = defined.includes(id) ? await describe(join(folder, `${id}.md`)) : undefined;
      return {
        id,
        ...(description === undefined ? {} : { description }),
        ...programOf(config, config.agents[id]),
        container: containerSettings(config, id, root),
        git: gitAccess(config, id),
      };
    }),
  );
}

function programOf(
  { defaults }: ProjectConfig,
  own: AgentConfig | undefined,
): Omit<AgentDefinition, "id" | "description" | "container" | "git"> {
  const program = own?.program ?? "claude";
  const model = program === "claude" ? (own?.model ?? defaults.model) : undefined;
  return {
    program,
    ...(model === undefined ? {} : { model }),
    isGuarded: own?.guard ?? defaults.guard ?? false,
    runtime: own?.runtime ?? defaults.runtime ?? "native",
    ...(own?.policy === undefined ? {} : { proposedPolicy: own.policy }),
  };
}

/** The `description:` of a definition file's front matter, as one clean line. */
async function describe(file: string): Promise<string | undefined> {
  const handle = await open(file, "r").catch((error: unknown) => {
    // A link to nothing, a folder of that name, a file that is not ours to read: an agent without a description.
    if (hasCode(error, "ENOENT", "EACCES", "EPERM", "EISDIR", "ELOOP")) return undefined;
    throw error;
  });
  if (handle === undefined) return undefined;
  try {
    if (!(await handle.stat()).isFile()) return undefined;
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return descriptionIn(buffer.toString("utf8", 0, bytesRead));
  } finally {
    await handle.close();
  }
}

function descriptionIn(text: string): string | undefined {
  const frontMatter = /^---\r?\n([\s\S]*?)\r?\n---/.exec(text)?.[1];
  const value = frontMatter === undefined ? undefined : /^description:[ \t]*(.+)$/m.exec(frontMatter)?.[1];
  const clean = value
    ?.replace(/^(["'])(.*)\1\s*$/, "$2")
    // Control characters, and what turns text around: this line is shown as it is.
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, "")
    .trim()
    .slice(0, DESCRIPTION_CHARS);
  return clean === undefined || clean === "" ? undefined : clean;
}
