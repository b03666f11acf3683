import { execFile } from "node:child_process";

const DEADLINE_MS = 3000;
/** Around the path, since login scripts print what they like. */
const MARK = "__quorum_path__";

/**
 * The PATH that the person has in a terminal. Started from a dock or a menu an app gets a bare one, in which neither
 * `claude` nor what agents call is found. Nothing where the shell does not tell in time.
 */
export function loginPath(shell: string): Promise<string | undefined> {
  const script = `printf '${MARK}%s${MARK}' "$PATH"`;
  return new Promise((resolve) => {
    const child = execFile(shell, ["-l", "-i", "-c", script], { timeout: DEADLINE_MS }, (_error, stdout) => {
      const path = stdout.split(MARK)[1];
      resolve(path === undefined || path === "" ? undefined : path);
    });
    child.stdin?.end();
  });
}
