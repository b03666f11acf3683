import { chown, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { AgentId } from "../../../../shared/contract/agents.ts";
import type { Launch } from "../../../../shared/link/session-files.ts";
import { readJson } from "../../files/read-json.ts";
import type { ContainerUser } from "./containers/container-user.ts";
import { mcpOverlay } from "./mounts/mcp-overlay.ts";
import { COVERED_FILE, CoveredFiles } from "./mounts/covered-files.ts";
import type { MountFacts } from "./mounts/mount-plan.ts";
import { managedSettings, settingsOverlay } from "./mounts/settings-overlay.ts";
import { textOf } from "./project-files.ts";

export interface ContainerFilesOptions {
  readonly root: string;
  readonly dataFolder: string;
  readonly agent: AgentId;
  readonly launch: Launch;
  readonly user: ContainerUser | undefined;
}

/**
 * Writes the files that are laid over others in a container. They lie outside of the session's folder, which the agent can
 * write; those of the agent's earlier containers go.
 */
export async function writeContainerFiles(
  options: ContainerFilesOptions,
): Promise<Pick<MountFacts, "overlays" | "empty">> {
  const { root, dataFolder, agent, launch, user } = options;
  const ofAgent = folderOf(dataFolder, agent);
  const folder = join(ofAgent, launch.session);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const write = async (name: string, text: string, mode: number): Promise<string> => {
    const file = join(folder, name);
    await writeFile(file, text, { mode });
    if (user?.isOther === true) await chown(file, user.uid, user.gid);
    return file;
  };
  const [local, mcp] = await Promise.all([
    textOf(root, ".claude/settings.local.json"),
    textOf(root, ".mcp.json"),
    removeOthers(ofAgent, launch.session),
  ]);
  return {
    overlays: {
      launch: await write("launch.json", JSON.stringify(launch), 0o600),
      managedSettings: await write("managed-settings.json", managedSettings(), 0o644),
      ...(local === undefined
        ? {}
        : { localSettings: await write("settings.local.json", settingsOverlay(local), 0o644) }),
      ...(mcp === undefined ? {} : { mcp: await write(".mcp.json", mcpOverlay(mcp), 0o644) }),
    },
    empty: await write("empty", "", 0o444),
  };
}

/** Keeps what covers files of the project in a container, for a hub that takes it up later. */
export async function writeCovered(
  { dataFolder, agent, launch }: Pick<ContainerFilesOptions, "dataFolder" | "agent" | "launch">,
  files: CoveredFiles,
): Promise<void> {
  const file = join(folderOf(dataFolder, agent), launch.session, COVERED_FILE);
  await writeFile(file, JSON.stringify(files), { mode: 0o600 });
}

/** What covers files of the project in the container of a session; undefined where that was not kept. */
export function readCovered(
  dataFolder: string,
  agent: AgentId,
  session: string,
): Promise<CoveredFiles | undefined> {
  return readJson(join(folderOf(dataFolder, agent), session, COVERED_FILE), CoveredFiles);
}

function folderOf(dataFolder: string, agent: AgentId): string {
  return join(dataFolder, "containers", agent);
}

async function removeOthers(folder: string, kept: string): Promise<void> {
  const others = (await readdir(folder)).filter((name) => name !== kept);
  await Promise.all(others.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}
