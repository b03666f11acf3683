import type { WaitingFor } from "../../../shared/link/activity.ts";
import type { Launch, ProgramKind } from "../../../shared/link/session-files.ts";
import type { ScreenView } from "../activity/screen-view.ts";
import type { HookCommand } from "../hook-command.ts";
import type { McpServerCommand } from "../mcp-servers.ts";

/** What there is to know before a program is started. */
export interface ProgramStart {
  readonly launch: Launch;
  /** The session's folder. */
  readonly folder: string;
  /** What reports an event to this session host. */
  readonly hookCommand: HookCommand;
  /** What gives the agent its tools, by the names of the servers. */
  readonly mcpServers: Readonly<Record<string, McpServerCommand>>;
  /** What has documents and inbox items to read; the program need not wait for it. */
  readonly resourceServers?: Readonly<Record<string, McpServerCommand>>;
  /** What the program will find in its environment. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The conversation of the session before, where it is to be taken up. */
  readonly earlier: Conversation | undefined;
}

/** With what a program is started, beside what the launch says. */
export interface PreparedStart {
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** The conversation before was to be taken up and cannot be: what was told in it is forgotten. */
  readonly isForgotten?: boolean;
}

/** What a program keeps of what was said to it and by it. */
export interface Conversation {
  readonly id: string;
  readonly transcript: string;
}

/** What the screen shows at the place where the program is typed to. */
export type ScreenReading =
  /** Nothing is typed, and something could be. */
  | { readonly kind: "empty" }
  /** Something is typed; `isStandIn` where only a sign for a longer text is shown. */
  | { readonly kind: "text"; readonly text: string; readonly isStandIn: boolean }
  | { readonly kind: "dialog"; readonly what: WaitingFor; readonly text: string }
  /** There is no place to type in sight. */
  | { readonly kind: "unclear" };

/** Whether a transcript shows that something was said to the program. */
export type Finding = "told" | "not-told" | "unknown";

/** How a program is typed to. */
export interface Typing {
  paste(text: string): string;
  readonly enter: string;
  /** Empties the prompt that holds this text; does nothing worse where the prompt is gone meanwhile. */
  clear(text: string): string;
}

/** How a program's activity is known, and how it is told something. */
export interface ProgramSignals {
  /** Whether it starts the servers of tools that it is given, and has their tools only then. */
  readonly startsServers?: boolean;
  readonly typing: Typing;
  readTitle(title: string): "idle" | "busy" | undefined;
  readScreen(view: ScreenView): ScreenReading;
  /** The file in which the program itself says how it is, if it keeps one. */
  statusFile(pid: number, environment: ProgramStart["environment"]): string | undefined;
  /** Whether the transcript has this text, said to the program at that time or later. */
  find(transcript: string | undefined, text: string, since: number): Promise<Finding>;
}

/** A sort of program: how it starts, and how it is followed. */
export interface AgentProgram {
  readonly kind: ProgramKind;
  prepare(start: ProgramStart): Promise<PreparedStart>;
  /** Nothing for programs of which no more is known than that they run. */
  readonly signals: ProgramSignals | undefined;
}
