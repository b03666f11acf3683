import { assertNever } from "../../../shared/base/assert-never.ts";
import type { ProgramKind } from "../../../shared/link/session-files.ts";
import type { AgentProgram } from "./agent-program.ts";
import { claudeProgram } from "./claude/claude-program.ts";
import { otherProgram } from "./other-program.ts";
import { scriptedProgram } from "./scripted/scripted-program.ts";

/** The program of a kind. */
export function programOf(kind: ProgramKind): AgentProgram {
  switch (kind) {
    case "claude":
      return claudeProgram;
    case "scripted":
      return scriptedProgram;
    case "other":
      return otherProgram;
    default:
      return assertNever(kind);
  }
}
