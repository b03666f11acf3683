import { basename } from "node:path";
import { agentIdentity } from "../../git/run/clean-environment.ts";
import { openGitNow } from "../../git/run/git-now.ts";
import type { ProjectFiles } from "../store/project-files.ts";

/**
 * Commits the state of the project as the evidence of an answer, where the project asks for it in `qms.config.json`
 * (`"evidence_commits": true`): a commit sweeps up everything that lies about, which not every project wants. Says the
 * commit's short hash; none where there was nothing to commit, or git failed: an answer counts without it.
 * Its author is the user, and nothing of the repository's configuration is run.
 */
export function evidenceCommit(
  files: ProjectFiles,
  root: string,
  { id, prompt, user }: { readonly id: string; readonly prompt: string; readonly user: string },
): string | undefined {
  if (!wantsCommits(files)) return undefined;
  const git = openGitNow(root, agentIdentity(user, basename(root)));
  if (git?.run("add", "-A", "--", ".", ...git.leftOut) === undefined) return undefined;
  const staged = git.run("diff", "--cached", "--name-only", "--ignore-submodules=dirty", "--no-ext-diff");
  if (staged === undefined || staged.trim() === "") return undefined;
  const message = `[QMS] auto-commit | ${id} | ${prompt} | Evidence capture during VR execution`;
  if (git.run("commit", "--quiet", "--no-edit", "-m", message) === undefined) return undefined;
  return git.run("rev-parse", "HEAD")?.slice(0, 7);
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
