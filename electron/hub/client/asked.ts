import { ORPCError } from "@orpc/client";
import { ErrorCode, HubError } from "../../../shared/contract/errors.ts";

/** A refusal there is a refusal here, with the same code and sentence. */
export async function asked<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw refusalOf(error);
  }
}

/** The failure of a call to a joined hub, as our own. */
export function refusalOf(error: unknown): unknown {
  const code = error instanceof ORPCError ? ErrorCode.safeParse(error.code).data : undefined;
  if (code === undefined || !(error instanceof ORPCError)) return error;
  return new HubError(code, error.message, { cause: error });
}
