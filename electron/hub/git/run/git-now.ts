import { spawnSync } from "node:child_process";
import { homedir } from "node:os";
import { isSecretFile, PERHAPS_SECRET } from "../rules/secret-file.ts";
import { cleanEnvironment, type GitIdentity } from "./clean-environment.ts";
import { findGit, trustedPath } from "./find-git.ts";
import { overridingOptions } from "./overridden-config.ts";
import { LIST_INDEX, pathsOf, submodulesIn, without } from "./pathspecs.ts";
import { LIST_PERSON_CONFIG, personConfigIn, personEnvironment } from "./person-config.ts";
import { projectFolder, worktreesInside } from "./work-folder.ts";

const TIMEOUT_MS = 20_000;
const MOST_BYTES = 32_000_000;

/** Git in a project for whoever cannot wait for anything else meanwhile, with nothing of its configuration that runs a program. */
export interface GitNow {
  /** What git prints; nothing where it fails. */
  run(...argv: readonly string[]): string | undefined;
  /** Arguments that keep git out of repositories inside of the project, and from files that hold secrets. */
  readonly leftOut: readonly string[];
}

/** Opens the repository of a project; nothing where there is none, or it cannot be made safe. */
export function openGitNow(root: string, identity: GitIdentity): GitNow | undefined {
  const path = trustedPath(process.env["PATH"] ?? process.env["Path"] ?? "", root);
  const program = findGit(path);
  const folder = projectFolder(root);
  if (program === undefined || folder === undefined) return undefined;
  const env = cleanEnvironment({ identity, ...folder, path, protocols: [], isReading: false });
  const git = (argv: readonly string[], from = { cwd: root, env }): string | undefined => {
    const { status, stdout } = spawnSync(program, argv, {
      ...from,
      ...{ encoding: "utf8", timeout: TIMEOUT_MS, maxBuffer: MOST_BYTES, windowsHide: true },
      stdio: ["ignore", "pipe", "ignore"],
    });
    return status === 0 ? stdout : undefined;
  };
  const keys = git(["config", "--list", "--name-only", "-z", "--includes"]);
  if (keys === undefined) return undefined;
  const options = overridingOptions(pathsOf(keys), {
    isReading: false,
    reachesRemote: false,
  });
  if (typeof options === "string") return undefined;
  const outside = { cwd: homedir(), env: personEnvironment() };
  const person = personConfigIn(LIST_PERSON_CONFIG.flatMap((argv) => git(argv, outside) ?? []));
  const before = ["--no-pager", ...options, ...person.files, ...person.filters];
  const run = (...argv: readonly string[]): string | undefined => git([...before, ...argv]);
  const index = run(...LIST_INDEX);
  const files = run(
    ...["ls-files", "-z", "--full-name", "--cached", "--others", "--exclude-standard", "--", PERHAPS_SECRET],
  );
  if (index === undefined || files === undefined) return undefined;
  const inner = [...submodulesIn(pathsOf(index)), ...worktreesInside(root)];
  return { run, leftOut: without([...inner, ...pathsOf(files).filter(isSecretFile)]) };
}
