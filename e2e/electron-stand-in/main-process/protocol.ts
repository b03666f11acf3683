import type Electron from "electron";
import { app } from "./app.ts";
import type { ServedFile } from "../messages.ts";

type Implemented = Pick<Electron.Protocol, "registerSchemesAsPrivileged" | "handle" | "isProtocolHandled">;
type Handler = Parameters<Electron.Protocol["handle"]>[1];

/** Serves the schemes that the app handles itself. */
class StandInProtocol implements Implemented {
  readonly #standard = new Set<string>();
  readonly #handlers = new Map<string, Handler>();

  registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]): void {
    if (app.isReady()) throw new Error("Schemes are declared before the app is ready.");
    for (const { scheme, privileges } of schemes) {
      if (privileges?.standard === true && privileges.secure === true) this.#standard.add(scheme);
    }
  }

  handle(scheme: string, handler: Handler): void {
    if (!this.#standard.has(scheme))
      throw new Error(`The stand-in serves standard, secure schemes only, not ${scheme}.`);
    this.#handlers.set(scheme, handler);
  }

  isProtocolHandled(scheme: string): boolean {
    return this.#handlers.has(scheme);
  }

  /** Has the app's handler answer a request of a page. */
  async serve(url: string, method: string): Promise<ServedFile> {
    const handler = this.#handlers.get(new URL(url).protocol.slice(0, -1));
    if (handler === undefined) throw new Error(`Nothing serves ${url}.`);
    const response = await handler(new Request(url, { method }));
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: new Uint8Array(await response.arrayBuffer()),
    };
  }
}

/** The stand-in for `electron.protocol`. */
export const protocol = new StandInProtocol();
