/**
 * Calls of the kind `hook`: what an agent's program reports of itself to the session host, over the socket for calls.
 * The session host answers them itself. No zod here: a hook has to start fast.
 */
export const HOOK_CALL = "hook";

/** The kind of the call by which the hub is told that the write guard has kept a tool from running. */
export const GUARD_CALL = "guard";

/** What was kept from running. */
export interface GuardReport {
  readonly tool: string;
  /** The tool's input as JSON; cut where it is long. */
  readonly input: string;
}

/** Reported by a server of tools, as `tool`, when the program has its list of tools. */
export const TOOLS_LISTED = "QuorumToolsListed";

/** What the session host calls itself where it only tries whether a server of tools works. */
export const CHECKING_PROGRAM = "quorum-check";

/** How long a hook waits for the session host to be there. */
export const HOOK_PATIENCE_MS = 50;

/** The longest prompt that is reported; what the session host enters is shorter. */
export const MAX_REPORTED_PROMPT = 65_536;

/** An event of the program, with what of it the session host looks at. */
export interface HookReport {
  readonly event: string;
  /** The program's own name of its conversation. */
  readonly conversation?: string;
  /** The file in which the program keeps the conversation. */
  readonly transcript?: string;
  /** Set for what a helper of the agent does, not the agent itself. */
  readonly helper?: string;
  /** Why a session began or ended. */
  readonly cause?: string;
  readonly prompt?: string;
  readonly tool?: string;
  /** The tool's input as JSON; cut where it is long. */
  readonly input?: string;
  /** Names one use of a tool. */
  readonly use?: string;
  /** Whether the turn goes on only because the end of the last one was refused. */
  readonly isContinued?: boolean;
  readonly text?: string;
  /** What sort of notification or error it is. */
  readonly sort?: string;
}

/** Events whose answer the program waits for. */
export const ANSWERED_EVENTS: readonly string[] = ["Stop", "PermissionRequest"];

/** What the session host answers: `wait` comes first where the answer takes longer, and `print` or `done` ends the call. */
export type HookAnswer =
  | { readonly kind: "wait" }
  | { readonly kind: "print"; readonly text: string }
  | { readonly kind: "done" };
