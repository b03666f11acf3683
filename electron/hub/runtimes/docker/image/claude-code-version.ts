/** The version of Claude Code that images get, and that the tests run. */
export const CLAUDE_CODE_VERSION = "2.1.329";
