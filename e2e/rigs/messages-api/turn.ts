/** What the model does in one answer, in order. */
export type Turn = AnsweredTurn | FailedTurn;

/** An answer that comes, in parts. */
export interface AnsweredTurn {
  readonly kind: "answered";
  readonly parts: readonly Part[];
  readonly usage: Usage;
}

/** An error of the API in place of an answer. */
export interface FailedTurn {
  readonly kind: "failed";
  readonly status: number;
  readonly type: string;
  readonly message: string;
}

/** The tokens that an answer reports. */
export interface Usage {
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly cache_creation_input_tokens: number;
  readonly cache_read_input_tokens: number;
}

/** A part of an answer: something said, a tool called, or a wait for the test. */
export type Part =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "tool"; readonly name: string; readonly input: unknown }
  | { readonly kind: "wait"; readonly until: Promise<unknown> };

const USAGE: Usage = {
  input_tokens: 10,
  output_tokens: 5,
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: 0,
};

/** A turn of several parts. */
export function turn(parts: readonly Part[], usage: Partial<Usage> = {}): Turn {
  return { kind: "answered", parts, usage: { ...USAGE, ...usage } };
}

/** A turn that says something and ends. */
export function says(words: string, usage?: Partial<Usage>): Turn {
  return turn([text(words)], usage);
}

/** A turn that runs a command. */
export function runs(command: string, usage?: Partial<Usage>): Turn {
  return turn([tool("Bash", { command, description: "A step of the test" })], usage);
}

/** A turn that calls any tool. */
export function calls(name: string, input: unknown, usage?: Partial<Usage>): Turn {
  return turn([tool(name, input)], usage);
}

/** A turn that never comes: the API answers with an error, which the program does not ask again for. */
export function fails(message: string, status = 500, type = "api_error"): Turn {
  return { kind: "failed", status, type, message };
}

/** Words as a part of a turn. */
export function text(words: string): Part {
  return { kind: "text", text: words };
}

/** A tool call as a part of a turn. */
export function tool(name: string, input: unknown): Part {
  return { kind: "tool", name, input };
}

/** Holds the answer open in its middle until the test lets it go on. */
export function waitsFor(until: Promise<unknown>): Part {
  return { kind: "wait", until };
}
