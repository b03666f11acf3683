import { ORPCError } from "@orpc/client";
import { ErrorCode, HubError } from "../../shared/contract/errors.ts";

/** What to tell a person of a call that failed. Only the hub's own sentences are shown as they are. */
export function sentenceFor(error: unknown): string {
  if (error instanceof HubError) return error.message;
  if (error instanceof ORPCError) {
    const code = ErrorCode.safeParse(error.code);
    if (code.success && code.data !== "internal") return error.message;
    if (error.code === "BAD_REQUEST") return "Quorum does not take that value. Check it and try again.";
    return "Something went wrong inside Quorum. Its log says what; trying again may help.";
  }
  return "The connection to Quorum broke before it answered. Try again when it is back.";
}

/** Whether a call was refused because somebody else was first. */
export function isConflict(error: unknown): boolean {
  return (error instanceof HubError || error instanceof ORPCError) && error.code === "conflict";
}

/** Whether it is an answer of the hub; a connection that broke is none. */
export function isAnswered(error: unknown): boolean {
  return error instanceof HubError || error instanceof ORPCError;
}
