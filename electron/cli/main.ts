#!/usr/bin/env node
import { ORPCError } from "@orpc/client";
import { CommanderError } from "commander";
import { HubError } from "../../shared/contract/errors.ts";
import { CommandError, EXIT } from "./command-error.ts";
import { complain } from "./output.ts";
import { plainText } from "./plain-text.ts";
import { createProgram } from "./program.ts";

process.stdout.on("error", (error: Error & { readonly code?: string }) => {
  // Whoever read the output, `head` for one, has seen enough.
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

try {
  await createProgram((code) => {
    process.exitCode = code;
  }).parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

/** Says what went wrong, and answers with the exit code. Only a defect shows its stack. */
function report(error: unknown): number {
  // Commander has already said what it had to say.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT.usage;
  if (error instanceof CommandError) {
    complain(plainText(error.message));
    return error.exitCode;
  }
  if (error instanceof ORPCError || error instanceof HubError) {
    complain(plainText(error.message));
    return EXIT.failed;
  }
  complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return EXIT.failed;
}
