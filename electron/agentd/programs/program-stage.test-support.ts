import type { TestAgent, TestHub } from "../session-host.test-support.ts";

/** A program as it stands on a test's stage: what a person does with it, and what was said to it. */
export interface ProgramStage {
  readonly agent: TestAgent;
  /** Stops what it does. */
  readonly interruptKey: string;
  /** Leaves its question without an answer. */
  readonly leaveKey: string;
  /** All that was said to it in its conversation, by whomever, a text each. */
  said(): readonly string[];
  /** Lets it begin a turn with a tool, which lasts until it is let go. */
  work(hub: TestHub): Promise<() => void>;
  /** Lets it begin a turn in which it wants to run a command that it may not run unasked. */
  wantPermission(hub: TestHub, command: string): Promise<void>;
  /** Lets it begin a turn in which it asks something, and offers Red and Blue. */
  askQuestion(hub: TestHub, question: string): Promise<void>;
  /** Ends it, where they are entered. */
  readonly exitWords: string;
  dispose(): Promise<void>;
}
