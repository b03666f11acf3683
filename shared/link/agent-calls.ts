/**
 * Calls from inside an agent's session: programs there, `qms` for one, ask the hub through the session host, over a
 * socket of its own. Both sides speak lines of JSON. Whoever calls is the agent of the session, whatever it says.
 * No zod here: the programs that call have to start fast.
 */

/** Where the session host listens for calls, for the agent's program and all that it starts. */
export const CALLS_VARIABLE = "QUORUM_AGENTD";

/** Larger than any command line with a file; whoever sends a longer line is not one of ours. */
export const MAX_CALL_BYTES = 4 * 1024 * 1024;

/** The kind of the calls by which tools are called: see `shared/mcp`. */
export const MCP_CALL = "mcp";

/** Calls of one agent that may wait at a time. */
export const MAX_WAITING_CALLS = 64;

/** What a program asks of the hub. */
export interface AgentCall {
  /** Chosen by the caller at random, so that a call that is sent again is known, and not carried out twice. */
  readonly key: string;
  /** Which part of the hub answers it. */
  readonly kind: string;
  /** What that part understands. */
  readonly body: unknown;
}

/** What a calling program says. */
export type CallerMessage =
  | ({ readonly message: "call" } & AgentCall)
  /** The answer has reached its reader: what it showed has been seen. */
  | { readonly message: "taken"; readonly key: string }
  /** Nobody waits for the answer any more: what can still be left undone is. */
  | { readonly message: "cancel"; readonly key: string };

/** What the calling program is told. */
export type CallReply =
  /** What there is to tell while it is at work; the result follows. Only calls of tools are told such. */
  | { readonly key: string; readonly news: unknown }
  | { readonly key: string; readonly result: unknown }
  /** Why there is no result, in a sentence. */
  | { readonly key: string; readonly problem: string };

/** What the hub answers to a call of the kind `qms`. */
export interface QmsCallResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Cuts a byte stream into lines of text, whatever the pieces it arrives in. */
export class LineReader {
  readonly #maxBytes: number;
  readonly #decoder = new TextDecoder("utf-8");
  #pieces: string[] = [];
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Takes the next piece and calls back with each line that it completes; throws where a line gets too long. */
  push(piece: Uint8Array, onLine: (line: string) => void): void {
    let from = 0;
    for (let end = piece.indexOf(10); end >= 0; end = piece.indexOf(10, from)) {
      this.#take(piece.subarray(from, end));
      from = end + 1;
      const line = this.#pieces.join("") + this.#decoder.decode();
      this.#pieces = [];
      this.#bytes = 0;
      onLine(line);
    }
    this.#take(piece.subarray(from));
  }

  #take(bytes: Uint8Array): void {
    this.#bytes += bytes.byteLength;
    if (this.#bytes > this.#maxBytes) throw new LineTooLongError("a line is too long");
    this.#pieces.push(this.#decoder.decode(bytes, { stream: true }));
  }
}

class LineTooLongError extends Error {
  override readonly name = "LineTooLongError";
}
