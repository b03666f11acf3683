import { CHECKING_PROGRAM } from "../../../shared/link/hook-calls.ts";
import type { ListedServer } from "../../../shared/mcp/tool-plan.ts";

/** The versions of the protocol that begin with a handshake, and are answered here. */
const HANDSHAKE_VERSIONS: readonly unknown[] = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"];
/** The version without one: each request says again who asks. */
const STATELESS_VERSION = "2026-07-28";
const META = "io.modelcontextprotocol";

type RequestId = string | number;

interface Message {
  readonly id?: unknown;
  readonly method?: unknown;
  readonly params?: unknown;
}

type Era = "unknown" | "handshaken" | "stateless";

/** What became of a line: answered, only heard, or left to the kit. */
export type Taken =
  | { readonly kind: "answered"; readonly id: RequestId; readonly answer: string }
  | { readonly kind: "heard" }
  | { readonly kind: "left" };

const HEARD: Taken = { kind: "heard" };
const LEFT: Taken = { kind: "left" };

/**
 * What every program asks first, and needs at once: who is there, and which tools. The answers are those of the kit, which
 * takes longer to load than programs wait for on a busy machine. Whatever is not exactly as expected is left to the kit.
 */
export class Opening {
  readonly #listed: ListedServer;
  #era: Era = "unknown";
  #isListed = false;
  #isTried = false;

  constructor(listed: ListedServer) {
    this.#listed = listed;
  }

  /** Whether the tools were asked for, by a program that wants to use them. */
  get isListed(): boolean {
    return this.#isListed;
  }

  take(line: string): Taken {
    const { id, method, params } = messageIn(line);
    if (id === undefined)
      return method === "notifications/initialized" && this.#era === "handshaken" ? HEARD : LEFT;
    if (typeof id !== "string" && !Number.isSafeInteger(id)) return LEFT;
    const result = this.#resultOf(method, params);
    if (result === undefined) return LEFT;
    this.#isListed ||= method === "tools/list" && !this.#isTried;
    const answer = `${JSON.stringify({ result, jsonrpc: "2.0", id })}\n`;
    return { kind: "answered", id: id as RequestId, answer };
  }

  #resultOf(method: unknown, params: unknown): object | undefined {
    const { tools } = this.#listed;
    switch (this.#era) {
      case "unknown":
        if (method === "initialize" && isHandshake(params)) {
          this.#isTried = params.clientInfo.name === CHECKING_PROGRAM;
          this.#era = "handshaken";
          return { protocolVersion: params.protocolVersion, ...this.#self(), serverInfo: this.#info };
        }
        if (method !== "server/discover" || !isSigned(params)) return undefined;
        this.#era = "stateless";
        return this.#complete({ supportedVersions: [STATELESS_VERSION], ...this.#self() });
      case "handshaken":
        return method === "tools/list" && tools.length > 0 && isEmpty(params) ? { tools } : undefined;
      case "stateless":
        return method === "tools/list" && tools.length > 0 && isSigned(params)
          ? this.#complete({ tools })
          : undefined;
    }
  }

  get #info(): object {
    return serverInfo(this.#listed);
  }

  #self(): object {
    return { capabilities: capabilitiesOf(this.#listed), instructions: this.#listed.instructions };
  }

  #complete(result: object): object {
    const _meta = { [`${META}/serverInfo`]: this.#info };
    return { ...result, resultType: "complete", ttlMs: 0, cacheScope: "private", _meta };
  }
}

/** The name and the version that a server gives of itself. */
export function serverInfo({ name }: ListedServer): { readonly name: string; readonly version: string } {
  return { name, version: "1.0.0" };
}

/** What a server says that it can. */
export function capabilitiesOf({ hasResources, tools }: ListedServer) {
  return {
    ...(tools.length > 0 ? { tools: {} } : {}),
    logging: {},
    ...(hasResources ? { resources: { subscribe: true, listChanged: true } } : {}),
  };
}

function messageIn(line: string): Message {
  try {
    const message: unknown = JSON.parse(line);
    const isOurs = isRecord(message) && message["jsonrpc"] === "2.0";
    return isOurs && !("result" in message) && !("error" in message) ? message : {};
  } catch {
    return {};
  }
}

interface Handshake {
  readonly protocolVersion: string;
  readonly clientInfo: { readonly name: string };
}

function isHandshake(params: unknown): params is Handshake {
  return (
    isRecord(params) &&
    HANDSHAKE_VERSIONS.includes(params["protocolVersion"]) &&
    isRecord(params["capabilities"]) &&
    isProgram(params["clientInfo"]) &&
    !("_meta" in params)
  );
}

/** Whether a request says who asks, in the version that wants this of each, and nothing else. */
function isSigned(params: unknown): boolean {
  if (!isRecord(params) || Object.keys(params).length > 1) return false;
  const meta = params["_meta"];
  return (
    isRecord(meta) &&
    Object.keys(meta).length === 3 &&
    meta[`${META}/protocolVersion`] === STATELESS_VERSION &&
    isProgram(meta[`${META}/clientInfo`]) &&
    isRecord(meta[`${META}/clientCapabilities`])
  );
}

function isEmpty(params: unknown): boolean {
  return params === undefined || (isRecord(params) && Object.keys(params).length === 0);
}

function isProgram(value: unknown): boolean {
  return isRecord(value) && typeof value["name"] === "string" && typeof value["version"] === "string";
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
