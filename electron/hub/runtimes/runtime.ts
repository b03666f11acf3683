import type { AgentId } from "../../../shared/contract/agents.ts";
import type { ProgramKind } from "../../../shared/link/session-files.ts";
import type { SessionLink, Welcome } from "./session/session-link.ts";

/** What is to run in an agent's terminal. */
export interface ResolvedProgram {
  /** What sort of program it is: how much can be known of it, and whether it can be told anything. */
  readonly kind: ProgramKind;
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Whether it is kept from writing below QMS/ directly, where it knows how. */
  readonly isGuarded?: boolean;
}

/** How an agent's latest session stands. */
export type SessionState =
  | { readonly kind: "none" }
  | { readonly kind: "running"; readonly link: SessionLink; readonly welcome: Welcome }
  /** Its host is alive and does not answer. */
  | { readonly kind: "unreachable" }
  | {
      readonly kind: "ended";
      readonly code: number;
      readonly signal?: number | undefined;
      readonly isRequested: boolean;
      readonly startedAt: number;
      readonly at: number;
    }
  | { readonly kind: "failed"; readonly reason: string; readonly at: number }
  /** Its host died without a word; why, where that is known, in a sentence. */
  | { readonly kind: "dead"; readonly reason?: string | undefined };

/** How session hosts are started, found again and reached: natively, or in containers. */
export interface Runtime {
  /** Looks at an agent's latest session, and opens the link to it if it runs. */
  find(agent: AgentId): Promise<SessionState>;
  start(agent: AgentId, program: ResolvedProgram): Promise<SessionState>;
  /** Ends a session that cannot be asked to, with all that it started. */
  kill(agent: AgentId): Promise<void>;
  /** The terminal of the latest session as it was left: a snapshot frame, made from its raw output. */
  replay(agent: AgentId): Promise<Uint8Array | undefined>;
  /** The last lines of the latest session's terminal, as plain text. */
  lastLines(agent: AgentId): Promise<readonly string[]>;
}
