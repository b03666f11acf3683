import type { AnsweredTurn, Part, Usage } from "./turn.ts";

/** One event of the stream of an answer. */
export interface StreamEvent {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** The events of an answer in the order in which the API sends them. */
export async function* answerEvents(
  turn: AnsweredTurn,
  model: string,
  id: string,
): AsyncGenerator<StreamEvent> {
  const { output_tokens, ...input } = turn.usage;
  yield {
    type: "message_start",
    message: {
      id: `msg_${id}`,
      type: "message",
      role: "assistant",
      model,
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: { ...input, output_tokens: 1 } satisfies Usage,
    },
  };
  let index = 0;
  for (const part of turn.parts) {
    if (part.kind === "wait") {
      await part.until;
      continue;
    }
    yield* blockEvents(part, index, `toolu_${id}_${index}`);
    index += 1;
  }
  const hasTool = turn.parts.some(({ kind }) => kind === "tool");
  yield {
    type: "message_delta",
    delta: { stop_reason: hasTool ? "tool_use" : "end_turn", stop_sequence: null },
    usage: { ...input, output_tokens },
  };
  yield { type: "message_stop" };
}

function* blockEvents(
  part: Exclude<Part, { kind: "wait" }>,
  index: number,
  id: string,
): Generator<StreamEvent> {
  const [block, delta] =
    part.kind === "text"
      ? [
          { type: "text", text: "" },
          { type: "text_delta", text: part.text },
        ]
      : [
          { type: "tool_use", id, name: part.name, input: {} },
          { type: "input_json_delta", partial_json: JSON.stringify(part.input) },
        ];
  yield { type: "content_block_start", index, content_block: block };
  yield { type: "content_block_delta", index, delta };
  yield { type: "content_block_stop", index };
}
