import type { HookCommand } from "../../hook-command.ts";
import { isAtLeast, type Version } from "./claude-version.ts";

/** A person may take this long to answer. */
const ANSWER_SECONDS = 24 * 60 * 60;
const REPORT_SECONDS = 10;

interface HookPlan {
  readonly event: string;
  /** Told to no version before this one. */
  readonly since?: Version;
  readonly seconds?: number;
  /** The program need not wait for it, where it knows how not to. */
  readonly isAside?: boolean;
}

/** Versions before this one drop all settings for one event that they do not know. */
const FORGIVING: Version = [2, 1, 101];

/** Starts a hook without a shell, which is faster, and on Windows need not be there. Not looked for in versions before. */
const KNOWS_ARGUMENTS: Version = [2, 1, 329];

const HOOKS: readonly HookPlan[] = [
  { event: "SessionStart" },
  { event: "SessionEnd" },
  { event: "UserPromptSubmit" },
  { event: "PreToolUse" },
  { event: "PostToolUse", since: FORGIVING, isAside: true },
  { event: "Notification" },
  { event: "Stop" },
  { event: "PreCompact" },
  { event: "PermissionRequest", since: [2, 0, 45], seconds: ANSWER_SECONDS },
  { event: "StopFailure", since: FORGIVING },
];

/** The settings that are laid over the user's own, for a version: its hooks report to the session host. */
export function settingsFor(version: Version | undefined, { program, args, line }: HookCommand): object {
  const knowsArguments = version !== undefined && isAtLeast(version, KNOWS_ARGUMENTS);
  const plans = HOOKS.filter(
    ({ since }) => since === undefined || (version !== undefined && isAtLeast(version, since)),
  );
  const hooks = plans.map(({ event, seconds = REPORT_SECONDS, isAside }) => {
    const command = knowsArguments ? { command: program, args: args(event) } : { command: line(event) };
    const hook = { type: "command", ...command, timeout: seconds };
    return [event, [{ hooks: [isAside === true ? { ...hook, async: true } : hook] }]] as const;
  });
  // Who turned hooks off meant their own; without these nobody would know what the agent does.
  return { disableAllHooks: false, hooks: Object.fromEntries(hooks) };
}
