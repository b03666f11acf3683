import type { Readable, Writable } from "node:stream";
import type { JSONRPCMessage, RequestId } from "@modelcontextprotocol/server";
import { StdioServerTransport } from "@modelcontextprotocol/server/stdio";

/** Standard input and output, with word of which answers have been written out, and of the end. */
export class ToldTransport extends StdioServerTransport {
  readonly #onAnswered: (id: RequestId) => void;
  readonly #onEnd: () => void;

  constructor(
    input: Readable,
    output: Writable,
    told: { readonly onAnswered: (id: RequestId) => void; readonly onEnd: () => void },
  ) {
    super(input, output);
    this.#onAnswered = told.onAnswered;
    this.#onEnd = told.onEnd;
  }

  override async send(message: JSONRPCMessage): Promise<void> {
    await super.send(message);
    if ("result" in message) this.#onAnswered(message.id);
  }

  override async close(): Promise<void> {
    await super.close();
    this.#onEnd();
  }
}
