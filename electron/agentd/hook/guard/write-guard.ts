import { basename, join } from "node:path";
import { GuardedFolder } from "./guarded-folder.ts";
import { shellWrites, type WrittenPath } from "./shell-writes.ts";

/** Names the project whose controlled documents are guarded, for the hooks of the agent's program. */
export const GUARD_VARIABLE = "QUORUM_GUARD";

/** The tools of Claude Code that write one file, and the argument that names it. */
const FILE_ARGUMENTS: ReadonlyMap<unknown, string> = new Map([
  ["Edit", "file_path"],
  ["MultiEdit", "file_path"],
  ["Write", "file_path"],
  ["NotebookEdit", "notebook_path"],
]);

/** More than any command that is written to be understood; the rest of a longer one is not looked at. */
const MAX_COMMAND_CHARS = 65_536;

/** Why a tool is not to run, as Claude Code reads it from a hook; nothing where it may. */
export function guardAnswer(input: string, project: string): string | undefined {
  const said = recordIn(input);
  const folder = textOf(said["cwd"]) ?? project;
  const guarded = new GuardedFolder(join(project, "QMS"));
  const hit = pathsOf(said, folder).find(({ path, from }) => guarded.holds(path, from));
  if (hit === undefined) return undefined;
  return JSON.stringify({
    hookSpecificOutput: {
      hookEventName: "PreToolUse",
      permissionDecision: "deny",
      permissionDecisionReason: reasonFor(hit.path),
    },
  });
}

function pathsOf(said: Readonly<Record<string, unknown>>, folder: string): readonly WrittenPath[] {
  const tool = said["tool_name"];
  const given = isRecord(said["tool_input"]) ? said["tool_input"] : {};
  if (tool === "Bash")
    return shellWrites((textOf(given["command"]) ?? "").slice(0, MAX_COMMAND_CHARS), folder);
  const path = textOf(given[FILE_ARGUMENTS.get(tool) ?? ""]);
  return path === undefined ? [] : [{ path, from: folder }];
}

/** What to do instead, with the document's id where the file's name says it. */
function reasonFor(path: string): string {
  const [id] = /^[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+/.exec(basename(path.replaceAll("\\", "/"))) ?? [];
  const document = id === undefined ? "the document" : id;
  return [
    "Nothing under QMS/ is written directly in this project: these are controlled documents, with their records.",
    `To change ${document}, call the tool qms_checkout, edit the copy that it puts into your workspace, and hand that in with qms_checkin.`,
    "qms_create makes a new document. qms_actions says what you can do with one now, and why not.",
  ].join(" ");
}

function recordIn(input: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(input);
    return isRecord(value) ? value : {};
  } catch {
    // What cannot be read cannot be judged, and is not held up.
    return {};
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
