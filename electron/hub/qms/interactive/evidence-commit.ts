import { execFileSync } from "node:child_process";
import type { ProjectFiles } from "../store/project-files.ts";

const GIT_TIMEOUT_MS = 20_000;

/**
 * Commits the state of the project as the evidence of an answer, where the project asks for it in `qms.config.json`
 * (`"evidence_commits": true`): a commit sweeps up everything that lies about, which not every project wants. Says the
 * commit's short hash; none where there was nothing to commit, or git failed: an answer counts without it.
 */
export function evidenceCommit(
  files: ProjectFiles,
  root: string,
  { id, prompt }: { readonly id: string; readonly prompt: string },
): string | undefined {
  if (!wantsCommits(files)) return undefined;
  try {
    git(root, "add", "-A");
    if (git(root, "diff", "--cached", "--name-only").trim() === "") return undefined;
    const message = `[QMS] auto-commit | ${id} | ${prompt} | Evidence capture during VR execution`;
    git(root, "commit", "-m", message);
    return git(root, "rev-parse", "HEAD").slice(0, 7);
  } catch {
    return undefined;
  }
}

function wantsCommits(files: ProjectFiles): boolean {
  const text = files.read("qms.config.json");
  if (text === undefined) return false;
  try {
    const config: unknown = JSON.parse(text);
    return (
      typeof config === "object" &&
      config !== null &&
      "evidence_commits" in config &&
      config.evidence_commits === true
    );
  } catch {
    return false;
  }
}

function git(root: string, ...parameters: readonly string[]): string {
  return execFileSync("git", parameters, {
    cwd: root,
    encoding: "utf8",
    timeout: GIT_TIMEOUT_MS,
    stdio: ["ignore", "pipe", "ignore"],
    env: { ...process.env, GIT_TERMINAL_PROMPT: "0" },
  });
}
