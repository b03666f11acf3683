import type { Event } from "../../../shared/base/emitter.ts";
import type {
  ResourceNews,
  ResourcePage,
  ResourceText,
  ToolAnswer,
  ToolNews,
} from "../../../shared/mcp/mcp-calls.ts";
import type { ServerPlan } from "../../../shared/mcp/tool-plan.ts";

/** Who calls a tool, and how: who it is was found out by the door that the call came in by. */
export interface ToolCaller {
  readonly user: string;
  /** Where it came in: by the link of an agent's session, or as a program of the machine that has a token. */
  readonly door: "session" | "http";
  /** A call that comes again has the same key, and must not be carried out again. */
  readonly key: string;
  /** The caller no longer waits. */
  readonly signal: AbortSignal;
  readonly tell: (news: ToolNews) => void;
  /** The text of the file that an argument names. */
  readonly file?: string | undefined;
}

/** What a tool answers, and what the hub is to know of it. */
export interface ToolResult {
  readonly answer: ToolAnswer;
  /** Runs when the answer has reached its reader. */
  readonly onTaken?: (() => void) | undefined;
  /** The caller named somebody else as itself, and was refused. */
  readonly isMismatch?: boolean;
  /** It was tried, and did not work out; otherwise an error is that it was refused. */
  readonly hasFailed?: boolean;
}

/** What a server has to read, each user's own. */
export interface DeskResources {
  list(user: string, cursor?: string): Promise<ResourcePage>;
  /** Nothing where there is nothing of that name, or it is not the user's. */
  read(user: string, uri: string): Promise<ResourceText | undefined>;
  readonly onChanged: (user: string) => Event<ResourceNews>;
}

/** The tools of one server: the links of agents and the door for other programs lead here. */
export interface ToolDesk {
  readonly plan: ServerPlan;
  readonly resources?: DeskResources | undefined;
  /** Answers also what is wrong: what it throws is a defect, or a `HubError`. */
  call(caller: ToolCaller, name: string, given: unknown): Promise<ToolResult>;
}
