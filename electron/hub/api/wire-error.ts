import { ORPCError } from "@orpc/server";
import { HubError } from "../../../shared/contract/errors.ts";
import type { Logger } from "../log/logger.ts";

/** Turns our failures into those of the wire: expected ones with code and sentence, defects logged and unsaid. */
export function throwWireError(error: unknown, log: Logger): void {
  if (error instanceof HubError) throw new ORPCError(error.code, { message: error.message, cause: error });
  if (error instanceof ORPCError) {
    if (error.code !== "BAD_REQUEST") return;
    throw new ORPCError("invalid_input", { message: "That is not a valid request.", cause: error });
  }
  if (error instanceof Error && error.name === "AbortError") return;
  log.error("a call failed unexpectedly", { error });
  throw new ORPCError("internal", { message: "Something went wrong inside Quorum. The log says what." });
}
