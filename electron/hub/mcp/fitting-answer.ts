import { HubError } from "../../../shared/contract/errors.ts";
import type { ToolAnswer } from "../../../shared/mcp/mcp-calls.ts";

/**
 * The official kit's client takes no line of more than 10 MiB, and ends with whoever sends one: what it gets of us stays
 * below that with all that stands around it.
 */
const MAX_ANSWER_BYTES = 9 * 1024 * 1024;

/** An answer that fits through a session, whole; a refusal that says how large it is where none does. */
export function fittingAnswer(answer: ToolAnswer): ToolAnswer {
  if (bytesOf(answer) <= MAX_ANSWER_BYTES) return answer;
  const { structuredContent, ...rest } = answer;
  if (structuredContent === undefined) throw tooLarge(answer);
  // The text stands there for a second time.
  const { output: _text, ...short } = structuredContent;
  const once = { ...rest, structuredContent: short };
  if (bytesOf(once) > MAX_ANSWER_BYTES) throw tooLarge(once);
  return once;
}

function bytesOf(answer: ToolAnswer): number {
  // Much less text than that has no need to be written out.
  const chars = answer.content.reduce((sum, { text }) => sum + text.length, 0);
  return chars * 16 < MAX_ANSWER_BYTES ? 0 : Buffer.byteLength(JSON.stringify(answer));
}

function tooLarge(answer: ToolAnswer): HubError {
  const megabytes = (bytesOf(answer) / 1_000_000).toFixed(1);
  return new HubError(
    "invalid_input",
    `The answer is too large for a session: ${megabytes} MB, and ${(MAX_ANSWER_BYTES / 1_000_000).toFixed(1)} MB is the most. ` +
      "Ask for less, or read the file itself, in parts. If you asked for a change, it has been made.",
  );
}
