import { findInLines } from "../find-in-lines.ts";
import type { Finding } from "../agent-program.ts";

/** Clocks are the same machine's, but an entry may be stamped when its prompt began. */
const SLACK_MS = 2000;

/** Looks in the transcript for what was said to Claude Code: as a prompt, or at the end of a turn. */
export function findInTranscript(
  transcript: string | undefined,
  text: string,
  since: number,
): Promise<Finding> {
  return findInLines(transcript, (entry) => {
    if (entry["type"] !== "user" || entry["isSidechain"] === true) return false;
    const { timestamp, message } = entry;
    const at = typeof timestamp === "string" ? Date.parse(timestamp) : Number.NaN;
    // An entry without a time is believed: to tell something twice is worse.
    if (at < since - SLACK_MS) return false;
    // A person may have typed something behind it, and several hooks may have answered.
    return textOf(message)?.includes(text) === true;
  });
}

/** Whether the conversation can be taken up: one that was never answered cannot. */
export async function hasAnswer(transcript: string): Promise<boolean> {
  return (await findInLines(transcript, ({ type }) => type === "assistant")) === "told";
}

function textOf(message: unknown): string | undefined {
  if (typeof message !== "object" || message === null || !("content" in message)) return undefined;
  const { content } = message;
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return undefined;
  return content
    .flatMap((part: unknown) =>
      typeof part === "object" && part !== null && "text" in part && typeof part.text === "string"
        ? [part.text]
        : [],
    )
    .join("\n");
}
