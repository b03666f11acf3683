import { CLAUDE_CODE_VERSION } from "../../../electron/hub/runtimes/docker/image/claude-code-version.ts";

/** Which version to install: another one to look what has changed, `latest` among them. */
export function wantedVersion(): string {
  const named = process.env["QUORUM_CLAUDE_CODE_VERSION"];
  return named === undefined || named === "" ? CLAUDE_CODE_VERSION : named;
}
