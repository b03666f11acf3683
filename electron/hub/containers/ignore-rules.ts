import { appendFile, lstat, readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { HubError } from "../../../shared/contract/errors.ts";
import { hasCode } from "../files/has-code.ts";

const IGNORE_FILE = ".gitignore";
/** Each agent's configuration of Claude Code, with its login. */
const RULE = ".claude/users/*/container/";

/** Rules, as git reads them, that leave those folders out: they or something around them. */
const AS_GOOD = new Set([
  ".claude",
  ".claude/*",
  ".claude/**",
  ".claude/users",
  ".claude/users/*",
  ".claude/users/**",
  ".claude/users/*/container",
  ".claude/users/*/container/*",
  ".claude/users/*/container/**",
  ".claude/users/**/container",
  ".claude/**/container",
  "container",
  "users",
]);

/** What a project's `.gitignore` should say and does not; nothing where the project is in no git repository. */
export async function missingIgnoreRules(root: string): Promise<string[]> {
  if (!(await isInRepository(root))) return [];
  const text = (await readIgnoreFile(root)) ?? "";
  return text.split(/\r?\n/).some(leavesOut) ? [] : [RULE];
}

/** Adds what is missing at the file's end, in the way in which its lines end. */
export async function addIgnoreRules(root: string): Promise<void> {
  const missing = await missingIgnoreRules(root);
  if (missing.length === 0) return;
  const file = join(root, IGNORE_FILE);
  const info = await lstat(file).catch(absent);
  if (info !== undefined && !info.isFile())
    throw new HubError(
      "conflict",
      `${IGNORE_FILE} is not a plain file. Add ${missing.join(", ")} to it by hand.`,
    );
  const before = (await readIgnoreFile(root)) ?? "";
  const end = before.includes("\r\n") ? "\r\n" : "\n";
  const first = before === "" || before.endsWith("\n") ? "" : end;
  const lines = ["# The configuration of agents in containers, with their logins.", ...missing];
  try {
    await appendFile(file, `${first}${lines.map((line) => `${line}${end}`).join("")}`);
  } catch (error) {
    if (!hasCode(error, "EACCES", "EPERM", "EROFS")) throw error;
    throw new HubError(
      "denied",
      `${IGNORE_FILE} cannot be written. Add ${missing.join(", ")} to it by hand.`,
      {
        cause: error,
      },
    );
  }
}

function leavesOut(line: string): boolean {
  const rule = line
    .trim()
    .replace(/^\/|^\*\*\//, "")
    .replace(/\/$/, "");
  return AS_GOOD.has(rule);
}

async function readIgnoreFile(root: string): Promise<string | undefined> {
  return readFile(join(root, IGNORE_FILE), "utf8").catch((error: unknown) => {
    if (hasCode(error, "EISDIR", "ELOOP", "EACCES", "EPERM")) return undefined;
    return absent(error);
  });
}

/**
 * Whether a folder is in a git repository, which may be a larger one. Git is not asked: it would read the configuration of
 * a stranger.
 */
export async function isInRepository(folder: string): Promise<boolean> {
  const isHere = await stat(join(folder, ".git")).then(
    () => true,
    (error: unknown) => absent(error) !== undefined,
  );
  const parent = dirname(folder);
  return isHere || (parent !== folder && (await isInRepository(parent)));
}

function absent(error: unknown): undefined {
  if (hasCode(error, "ENOENT", "ENOTDIR", "EACCES", "EPERM")) return undefined;
  throw error;
}
