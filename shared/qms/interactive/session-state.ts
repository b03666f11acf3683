/** The state of a document that is written by answering prompts, with the names and the order that its file has. */
export interface InteractiveSession {
  readonly doc_id: string;
  readonly template: string;
  readonly template_version: number;
  /** The step to answer next. */
  readonly cursor: string;
  readonly cursor_context: CursorContext;
  readonly metadata: Readonly<Record<string, string>>;
  /** All answers ever given, by prompt, in a loop with the number of the pass behind it; the last one is in force. */
  readonly responses: Readonly<Record<string, readonly PromptResponse[]>>;
  readonly loops: Readonly<Record<string, LoopState>>;
  readonly gates: Readonly<Record<string, GateAnswer>>;
}

/** In which pass of a loop the cursor stands, and where it returns to when an amendment or an addition is done. */
export interface CursorContext {
  readonly goto_return?: string;
  readonly goto_return_ctx?: CursorContext;
  readonly loop?: string;
  readonly iteration?: number;
  readonly reopen_return?: string;
  readonly reopen_return_ctx?: CursorContext;
}

export interface PromptResponse {
  readonly value: string;
  readonly author: string;
  /** `YYYY-MM-DDTHH:MM:SSZ` */
  readonly timestamp: string;
  /** Why it replaces the one before. */
  readonly reason?: string;
  readonly commit?: string;
}

export interface LoopState {
  readonly iterations: number;
  readonly closed: boolean;
  readonly reopenings: readonly {
    readonly reason: string;
    readonly author: string;
    readonly timestamp: string;
  }[];
}

export interface GateAnswer {
  readonly value: "yes" | "no";
  readonly timestamp: string;
}

/** A step that cannot be taken; the message says why, and it changed nothing. */
export class InteractError extends Error {
  override readonly name = "InteractError";
}

/** The answers to a prompt, the one in force last; none where it was not answered. */
export function responsesTo({ responses }: InteractiveSession, key: string): readonly PromptResponse[] {
  return own(responses, key) ?? [];
}

/** A key from a file may also be the name of something that every object has. */
export function own<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** How often a loop may be gone through. */
export const MOST_ITERATIONS = 10_000;
