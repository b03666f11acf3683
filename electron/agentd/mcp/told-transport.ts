import { pipeline, type Readable, type Writable } from "node:stream";
import type { JSONRPCMessage, RequestId } from "@modelcontextprotocol/server";
import { StdioServerTransport } from "@modelcontextprotocol/server/stdio";
import { WholeLines } from "./whole-lines.ts";

/** More than twice of what a call may have: whoever sends too much is told so by the call's own answer, up to here. */
const MAX_LINE_BYTES = 9 * 1024 * 1024;
/** The kit ends with whoever fills this; it is given one line at a time. */
const MAX_BUFFER_BYTES = 2 * MAX_LINE_BYTES;
const TOO_LONG = "This message is too large to be taken. Ask for less at a time, or send a smaller text.";
/** JSON-RPC's word for a request that is none. */
const INVALID_REQUEST = -32_600;

interface ToldTransportOptions {
  /** Requests that have been answered before, and come in again: they are not answered twice. */
  readonly answered: readonly RequestId[];
  readonly onAnswered: (id: RequestId) => void;
  readonly onEnd: () => void;
}

/** Standard input and output, with word of which answers have been written out, and of the end. */
export class ToldTransport extends StdioServerTransport {
  readonly #answered: RequestId[];
  readonly #onAnswered: (id: RequestId) => void;
  readonly #onEnd: () => void;
  readonly #input: Readable;

  constructor(input: Readable, output: Writable, { answered, onAnswered, onEnd }: ToldTransportOptions) {
    const lines = new WholeLines(MAX_LINE_BYTES, (id) => {
      const error = { code: INVALID_REQUEST, message: TOO_LONG };
      output.write(`${JSON.stringify({ jsonrpc: "2.0", id, error })}\n`);
    });
    super(lines, output, { maxBufferSize: MAX_BUFFER_BYTES });
    // What breaks the one ends the other, and that the kit hears of.
    pipeline(input, lines, () => undefined);
    this.#input = input;
    // Each answer that a slow reader has to take listens for its turn; there may be many.
    output.setMaxListeners(0);
    this.#answered = [...answered];
    this.#onAnswered = onAnswered;
    this.#onEnd = onEnd;
  }

  override async send(message: JSONRPCMessage): Promise<void> {
    if (!("method" in message) && message.id !== undefined && this.#wasAnswered(message.id)) return;
    await super.send(message);
    if ("result" in message) this.#onAnswered(message.id);
  }

  override async close(): Promise<void> {
    await super.close();
    this.#input.destroy();
    this.#onEnd();
  }

  #wasAnswered(id: RequestId): boolean {
    const at = this.#answered.indexOf(id);
    if (at !== -1) this.#answered.splice(at, 1);
    return at !== -1;
  }
}
