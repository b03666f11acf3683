import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** What a browser's socket names as its protocol beside the one that carries the token. */
export const SOCKET_PROTOCOL = "quorum";
const TOKEN_PROTOCOL = "quorum.token.";

/** A token that nobody guesses: 256 bits. */
export function createToken(): string {
  return randomBytes(32).toString("base64url");
}

export interface AccessOptions {
  readonly token: string;
  /** Exactly how the server is reached: `127.0.0.1:4848`, `localhost:4848`. */
  readonly hosts: readonly string[];
}

/** Why a request is turned away: the HTTP status, and no word more. */
export type Refusal = 401 | 403;

/**
 * Decides who may come in. Names are compared with fixed lists and never with one another: a page that rebinds its name
 * to this address sends a Host and an Origin that agree, and are both its own.
 */
export class Access {
  readonly #token: Buffer;
  readonly #hosts: ReadonlySet<string>;
  readonly #origins: ReadonlySet<string>;

  constructor({ token, hosts }: AccessOptions) {
    this.#token = digest(token);
    this.#hosts = new Set(hosts);
    this.#origins = new Set(hosts.map((host) => `http://${host}`));
  }

  /** For the page's own files, which hold nothing secret: the right name, and no foreign page that asks. */
  refusalForPage(request: IncomingMessage): Refusal | undefined {
    return this.#isKnownHost(request) && this.#isKnownOrigin(request) ? undefined : 403;
  }

  /** For sockets: the token as well. Browsers cannot set headers on a socket, so there it comes as a protocol. */
  refusalForSocket(request: IncomingMessage): Refusal | undefined {
    if (!this.#isKnownHost(request) || !this.#isKnownOrigin(request)) return 403;
    const token = request.headers.origin === undefined ? bearerToken(request) : protocolToken(request);
    return token !== undefined && timingSafeEqual(digest(token), this.#token) ? undefined : 401;
  }

  #isKnownHost({ headers }: IncomingMessage): boolean {
    return headers.host !== undefined && this.#hosts.has(headers.host.toLowerCase());
  }

  /** Programs send no Origin; browsers always do, for sockets and for what pages fetch from elsewhere. */
  #isKnownOrigin({ headers }: IncomingMessage): boolean {
    return headers.origin === undefined || this.#origins.has(headers.origin);
  }
}

/** The token that a program sends. */
export function bearerToken({ headers }: IncomingMessage): string | undefined {
  return /^Bearer (\S+)$/.exec(headers.authorization ?? "")?.[1];
}

function protocolToken({ headers }: IncomingMessage): string | undefined {
  const protocols = (headers["sec-websocket-protocol"] ?? "").split(",").map((protocol) => protocol.trim());
  return protocols.find((protocol) => protocol.startsWith(TOKEN_PROTOCOL))?.slice(TOKEN_PROTOCOL.length);
}

/** Equal lengths for a comparison whose time tells nothing. */
function digest(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
