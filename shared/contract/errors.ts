import { z } from "zod";

/** Why a call was refused, in a word that a program can act on. */
export const ErrorCode = z.enum([
  "invalid_input",
  "not_found",
  "conflict",
  "unavailable",
  "denied",
  "no_project",
  /** The QMS did not carry out a request, and changed nothing. */
  "refused",
  "internal",
]);
export type ErrorCode = z.infer<typeof ErrorCode>;

/** An expected failure: its sentence is for a person, and it crosses the wire. */
export class HubError extends Error {
  override readonly name = "HubError";
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
