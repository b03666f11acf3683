import type { Socket } from "node:net";
import { z } from "zod";
import { LineReader, MAX_CALL_BYTES, type CallReply } from "../../shared/link/agent-calls.ts";
import { CallKey } from "../../shared/link/link-frames.ts";
import { HOOK_CALL } from "../../shared/link/hook-calls.ts";
import type { CallRelay } from "./call-relay.ts";
import type { HookReceiver } from "./hook-receiver.ts";
import { KeptServer } from "./kept-server.ts";

/** Programs of one agent that may be connected at a time; more are turned away. */
const MAX_CALLERS = 128;

const Caller = z.discriminatedUnion("message", [
  z.object({ message: z.literal("call"), key: CallKey, kind: z.string().max(32), body: z.unknown() }),
  z.object({ message: z.literal("taken"), key: CallKey }),
  z.object({ message: z.literal("cancel"), key: CallKey }),
]);

/** Where programs of the session come in with their calls: any number of calls on each connection. */
export class CallServer {
  readonly #relay: CallRelay;
  readonly #hooks: HookReceiver | undefined;
  readonly #callers = new Set<Socket>();
  #server: KeptServer | undefined;

  private constructor(relay: CallRelay, hooks: HookReceiver | undefined) {
    this.#relay = relay;
    this.#hooks = hooks;
  }

  /** Passes calls on to the hub, but for what the program reports of itself: that is taken here. */
  static async listen(socket: string, relay: CallRelay, hooks?: HookReceiver): Promise<CallServer> {
    const server = new CallServer(relay, hooks);
    server.#server = await KeptServer.listen(socket, (caller) => server.#accept(caller));
    return server;
  }

  /** The session is over: nobody is answered any more. */
  close(): void {
    this.#server?.close();
    for (const caller of this.#callers) caller.destroy();
  }

  #accept(caller: Socket): void {
    if (this.#callers.size >= MAX_CALLERS) return void caller.destroy();
    this.#callers.add(caller);
    const reader = new LineReader(MAX_CALL_BYTES);
    const calls = new Set<() => void>();
    const reply = (answer: CallReply): void => {
      if (caller.writable) caller.write(`${JSON.stringify(answer)}\n`);
    };
    const onData = (bytes: Uint8Array): void => {
      try {
        reader.push(bytes, (line) => this.#onLine(line, reply, calls));
      } catch {
        // Too long, or not ours: it is told so, and let go.
        caller.off("data", onData);
        reply({ key: "", problem: "This is not a call, or it is too large." });
        caller.destroySoon();
      }
    };
    caller.on("data", onData);
    // A reset is a close like any other; the close event follows.
    caller.on("error", () => undefined);
    caller.on("close", () => {
      this.#callers.delete(caller);
      for (const forget of calls) forget();
    });
  }

  #onLine(line: string, reply: (answer: CallReply) => void, calls: Set<() => void>): void {
    const said = Caller.parse(JSON.parse(line));
    if (said.message === "taken")
      return this.#hooks?.taken(said.key) === true ? undefined : this.#relay.taken(said.key);
    if (said.message === "cancel") return this.#relay.cancel(said.key);
    const { key, kind, body } = said;
    if (kind === HOOK_CALL && this.#hooks !== undefined) {
      calls.add(this.#hooks.receive(key, body, (result) => reply({ key, result })));
      return;
    }
    const forget = this.#relay.call({ key, kind, body }, (answer) => {
      if (!("news" in answer)) calls.delete(forget);
      reply(answer);
    });
    calls.add(forget);
  }
}
