import { chmod, mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { z } from "zod";

/** A key that opens nothing: Claude Code only asks that there is one, and that the person approved of it. */
const KEY = "sk-ant-api03-no-key-at-all-for-a-scripted-model";

/** Claude Code asks the person to approve of a key by these. */
const APPROVED_KEY_CHARS = 20;

/** What a person has answered before the first prompt. */
const FIRST_ANSWERS = {
  hasCompletedOnboarding: true,
  theme: "dark",
  customApiKeyResponses: { approved: [KEY.slice(-APPROVED_KEY_CHARS)], rejected: [] },
};

export interface PlaceOptions {
  /** Whether the person has said that the folder can be trusted; otherwise it asks. */
  readonly isTrusted?: boolean;
  /** Whether there is a key; otherwise it is not logged in. */
  readonly hasKey?: boolean;
  /** What the person has in their own settings. */
  readonly settings?: object;
  /** The servers of the project's `.mcp.json` that the person approved of. */
  readonly mcpServers?: readonly string[];
}

/** Folders of its own for one Claude Code: nothing of the person's is read or written. */
export interface Place {
  readonly root: string;
  readonly home: string;
  /** What `CLAUDE_CONFIG_DIR` is. */
  readonly config: string;
  /** The folder that it works in. */
  readonly project: string;
  readonly hasKey: boolean;
  remove(): Promise<void>;
}

/** Makes folders as if a person had been through the first questions: a theme, a key, a folder to be trusted. */
export async function makePlace({
  isTrusted = true,
  hasKey = true,
  settings,
  mcpServers = [],
}: PlaceOptions = {}): Promise<Place> {
  // Claude Code writes the real path into its files, and a temporary folder may be a link.
  const root = await realpath(await mkdtemp(join(tmpdir(), "quorum-claude-")));
  const [home, config, project] = [join(root, "home"), join(root, "config"), join(root, "project")];
  for (const folder of [home, config, project]) await mkdir(folder);
  await writeJson(join(config, ".claude.json"), {
    ...FIRST_ANSWERS,
    projects: isTrusted
      ? { [project]: { hasTrustDialogAccepted: true, enabledMcpjsonServers: mcpServers } }
      : {},
  });
  if (settings !== undefined) await writeJson(join(config, "settings.json"), settings);
  const remove = (): Promise<void> => rm(root, { recursive: true, force: true, maxRetries: 10 });
  return { root, home, config, project, hasKey, remove };
}

/** Makes an agent's configuration in its container as if a person had been through the first questions there. */
export async function makeContainerPlace(folder: string, project: string, settings: object): Promise<void> {
  const projects = { [project]: { hasTrustDialogAccepted: true } };
  await writeJson(join(folder, ".claude.json"), { ...FIRST_ANSWERS, projects });
  await writeJson(join(folder, "settings.json"), settings);
  // An agent may be somebody else in its container.
  for (const name of [".claude.json", "settings.json"]) await chmod(join(folder, name), 0o666);
}

/** What a Claude Code with a scripted model has to be told, wherever it runs. */
export function scriptedEnvironment(apiUrl: string, hasKey = true): Readonly<Record<string, string>> {
  return {
    ANTHROPIC_BASE_URL: apiUrl,
    ...(hasKey ? { ANTHROPIC_API_KEY: KEY } : {}),
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
    CLAUDE_CODE_DISABLE_AGENT_VIEW: "1",
  };
}

/** The whole environment of a Claude Code in a place: what is not here is not inherited either. */
export function environmentOf(place: Place, apiUrl: string): Readonly<Record<string, string>> {
  const inherited = ["PATH", "SYSTEMROOT", "COMSPEC", "PATHEXT", "TEMP", "TMP"].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(inherited),
    HOME: place.home,
    USERPROFILE: place.home,
    CLAUDE_CONFIG_DIR: place.config,
    CLAUDE_CODE_TMPDIR: join(place.root, "temporary"),
    ANTHROPIC_BASE_URL: apiUrl,
    ...(place.hasKey ? { ANTHROPIC_API_KEY: KEY } : {}),
    DISABLE_AUTOUPDATER: "1",
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
    // An arrow key at an empty prompt would move the session into a process of its own that outlives the test.
    CLAUDE_CODE_DISABLE_AGENT_VIEW: "1",
    // Otherwise it refuses some ways of working when it is root, as in containers.
    IS_SANDBOX: "1",
    TERM: "xterm-256color",
    LANG: "C.UTF-8",
  };
}

/** Writes a JSON file, with its folder. */
export async function writeJson(file: string, value: unknown): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(value, null, 2));
}

const SessionFile = z.looseObject({
  pid: z.number(),
  sessionId: z.string(),
  cwd: z.string(),
  version: z.string(),
  status: z.string().optional(),
  waitingFor: z.string().optional(),
  statusUpdatedAt: z.number().optional(),
});
/** What Claude Code writes about a process of its own while it runs. */
export type SessionFile = z.infer<typeof SessionFile>;

/** Reads what a process of Claude Code writes about itself; nothing where there is none, or it is half written. */
export async function readSessionFile(place: Place, pid: number): Promise<SessionFile | undefined> {
  try {
    return SessionFile.parse(
      JSON.parse(await readFile(join(place.config, "sessions", `${pid}.json`), "utf8")),
    );
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** The lines of all transcripts of a place, sub-agents' among them, by the name of their file. */
export async function readTranscripts(place: Place): Promise<ReadonlyMap<string, readonly unknown[]>> {
  const folder = join(place.config, "projects");
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".jsonl"));
  const entries = await Promise.all(
    names.map(async (name) => {
      const lines = (await readFile(join(folder, name), "utf8")).split("\n").slice(0, -1);
      return [name, lines.map((line) => JSON.parse(line) as unknown)] as const;
    }),
  );
  return new Map(entries);
}
