/** Lines of a transcript, as the program writes them. */
export interface ReplyOptions {
  readonly id: string;
  readonly at?: string;
  readonly output?: number;
  readonly isSidechain?: boolean;
  readonly model?: string;
}

export const MORNING = "2026-02-04T09:30:00.000Z";

export function replyLine({
  id,
  at = MORNING,
  output = 20,
  isSidechain = false,
  model = "a-model",
}: ReplyOptions): string {
  return JSON.stringify({
    parentUuid: "p",
    isSidechain,
    type: "assistant",
    sessionId: "s",
    timestamp: at,
    uuid: `uuid of ${id} ${output}`,
    message: {
      id,
      type: "message",
      role: "assistant",
      model,
      content: [{ type: "text", text: "I have read it." }],
      usage: {
        input_tokens: 10,
        cache_creation_input_tokens: 300,
        cache_read_input_tokens: 4000,
        output_tokens: output,
        service_tier: "standard",
      },
    },
  });
}

export function userLine(content: unknown, more: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    type: "user",
    timestamp: MORNING,
    uuid: "u",
    message: { role: "user", content },
    ...more,
  });
}

export const PROMPT = userLine("A task has come. Run qms inbox.");
export const TOOL_RESULT = userLine([{ type: "tool_result", tool_use_id: "t", content: "done" }]);
