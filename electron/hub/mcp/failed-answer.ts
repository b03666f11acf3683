import { HubError } from "../../../shared/contract/errors.ts";
import type { ToolAnswer } from "../../../shared/mcp/mcp-calls.ts";

/** What a caller is told of a call that failed: an expected failure's sentence, and of a defect only that there is one. */
export function failedAnswer(error: unknown, onFailed: (error: unknown) => void): ToolAnswer {
  const isExpected = error instanceof HubError && error.code !== "internal";
  if (!isExpected) onFailed(error);
  const sentence = isExpected ? error.message : "The hub could not do this. Its log says why.";
  return { content: [{ type: "text", text: `Error: ${sentence}` }], isError: true };
}
