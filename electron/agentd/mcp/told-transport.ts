import type { Readable, Writable } from "node:stream";
import type { JSONRPCMessage, RequestId } from "@modelcontextprotocol/server";
import { StdioServerTransport } from "@modelcontextprotocol/server/stdio";

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

  constructor(input: Readable, output: Writable, { answered, onAnswered, onEnd }: ToldTransportOptions) {
    super(input, output);
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
    this.#onEnd();
  }

  #wasAnswered(id: RequestId): boolean {
    const at = this.#answered.indexOf(id);
    if (at !== -1) this.#answered.splice(at, 1);
    return at !== -1;
  }
}
