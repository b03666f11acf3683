import { createHash, randomBytes } from "node:crypto";
import type { CalledTool } from "./desk-server.ts";

/** Where a program of the protocol puts the key of a call that it may send again, if not in the header of that name. */
const IDEMPOTENCY_META = "quorum/idempotency-key";
/** Chosen at random, and no novel. */
const KEY = /^[\x21-\x7e]{8,200}$/;

/**
 * The key of a call that came over HTTP: with the same one, the same call is carried out once, and its answer told again. A
 * key that comes with something else to do is that of another call.
 */
export function httpCallKey(header: string | null | undefined, called: CalledTool | undefined): string {
  const given = header ?? called?._meta?.[IDEMPOTENCY_META];
  if (called === undefined || typeof given !== "string" || !KEY.test(given))
    return randomBytes(16).toString("hex");
  const what = JSON.stringify([given, called.name, called.arguments ?? {}]);
  return `http-${createHash("sha256").update(what).digest("hex").slice(0, 40)}`;
}
