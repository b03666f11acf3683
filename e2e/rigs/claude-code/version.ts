/** The version of Claude Code that the tests run, and that FINDINGS.md speaks of. */
const TESTED_VERSION = "2.1.329";

/** Which version to install: another one to look what has changed, `latest` among them. */
export function wantedVersion(): string {
  const named = process.env["QUORUM_CLAUDE_CODE_VERSION"];
  return named === undefined || named === "" ? TESTED_VERSION : named;
}
