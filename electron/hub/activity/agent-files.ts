import { constants } from "node:fs";
import { open, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { AgentDefinitionFile } from "../../../shared/contract/agent-page.ts";
import type { AgentId } from "../../../shared/contract/agents.ts";
import { HubError } from "../../../shared/contract/errors.ts";
import { AGENTS_FOLDER } from "../../../shared/qms/document-path.ts";
import { cleanBody } from "../../../shared/qms/text/clean-text.ts";
import { hasCode } from "../files/has-code.ts";
import { withoutSecrets } from "./without-secrets.ts";

const READ = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
const MOST_DEFINITION_BYTES = 262_144;
const MOST_LOG_BYTES = 262_144;
const MOST_LINE_CHARS = 2000;
const SESSION_FOLDER = /^\d{8}T\d{9}Z-[0-9a-f]{6}$/;
const LOG_FILE = "agentd.log";

/** The text of an agent's definition file. */
export async function definitionFile(root: string, agent: AgentId): Promise<AgentDefinitionFile> {
  const path = `${AGENTS_FOLDER}/${agent}.md`;
  const part = await readPart(join(root, path), MOST_DEFINITION_BYTES, "head");
  if (part === undefined)
    throw new HubError("not_found", `${agent} has no definition file. Write one as ${path}.`);
  return { path, text: cleanBody(part.text), isCut: part.isCut };
}

/** The last lines of what the session host of an agent's latest session has noted; mostly it has nothing to note. */
export async function sessionLog(sessionsFolder: string, lines: number): Promise<string[]> {
  const names = await readdir(sessionsFolder).catch((error: unknown) => {
    if (hasCode(error, "ENOENT", "ENOTDIR")) return [];
    throw error;
  });
  const latest = names
    .filter((name) => SESSION_FOLDER.test(name))
    .toSorted()
    .at(-1);
  if (latest === undefined) return [];
  const part = await readPart(join(sessionsFolder, latest, LOG_FILE), MOST_LOG_BYTES, "tail");
  if (part === undefined) return [];
  const all = cleanBody(part.text).trimEnd().split("\n");
  const whole = part.isCut ? all.slice(1) : all;
  return whole
    .filter((line) => line !== "")
    .slice(-lines)
    .map((line) => withoutSecrets(line).slice(0, MOST_LINE_CHARS));
}

/** The beginning or the end of a file; nothing where it is none that may be read. */
async function readPart(
  file: string,
  most: number,
  which: "head" | "tail",
): Promise<{ readonly text: string; readonly isCut: boolean } | undefined> {
  const handle = await open(file, READ).catch((error: unknown) => {
    if (hasCode(error, "ENOENT", "ENOTDIR", "EISDIR", "ELOOP", "EACCES", "EPERM", "ENXIO", "EMLINK"))
      return undefined;
    throw error;
  });
  if (handle === undefined) return undefined;
  try {
    const info = await handle.stat();
    if (!info.isFile()) return undefined;
    const length = Math.min(info.size, most);
    const start = which === "head" ? 0 : info.size - length;
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, start);
    return { text: buffer.toString("utf8", 0, bytesRead), isCut: info.size > most };
  } finally {
    await handle.close();
  }
}
