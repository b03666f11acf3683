import { z } from "zod";

const Block = z.looseObject({ type: z.string(), text: z.string().optional() });
const Content = z.union([z.string(), z.array(Block)]);

/** A block of a message: words, a tool call, a tool's result. */
export type Block = z.infer<typeof Block>;

/** The body of a request for an answer, as far as tests look at it. */
export const RequestBody = z.looseObject({
  model: z.string(),
  system: Content.optional(),
  messages: z.array(z.looseObject({ role: z.string(), content: Content })),
  tools: z.array(z.looseObject({ name: z.string().optional() })).optional(),
  stream: z.boolean().optional(),
});
export type RequestBody = z.infer<typeof RequestBody>;

/** A request that the program made, as it was recorded. */
export interface ModelRequest {
  /** A turn of the conversation; a small question beside it, such as for a title; or a count of tokens. */
  readonly kind: "turn" | "aside" | "count";
  readonly at: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: RequestBody;
}

/** Reads the body of a request to `/v1/messages`. Asides have no tools. */
export function modelRequest(
  path: string,
  headers: ModelRequest["headers"],
  body: unknown,
  at: number,
): ModelRequest {
  const parsed = RequestBody.parse(body);
  const isCount = path.endsWith("/count_tokens");
  const isTurn = (parsed.tools?.length ?? 0) > 0;
  return { kind: isCount ? "count" : isTurn ? "turn" : "aside", at, headers, body: parsed };
}

/** The names of the tools on offer: the proof of what is really connected. */
export function toolNames(request: ModelRequest): readonly string[] {
  return (request.body.tools ?? []).flatMap(({ name }) => (name === undefined ? [] : [name]));
}

/** The blocks of the user's last message, which is the news since the turn before; the system may speak after it. */
function lastBlocks(request: ModelRequest): readonly Block[] {
  const content = request.body.messages.findLast(({ role }) => role === "user")?.content ?? [];
  return typeof content === "string" ? [{ type: "text", text: content }] : content;
}

/** The words of the last message; a tool's result is not among them. */
export function lastText(request: ModelRequest): string {
  return lastBlocks(request)
    .map(({ text }) => text ?? "")
    .join("\n");
}

/** What tools gave back since the turn before, as text. */
export function toolResults(request: ModelRequest): readonly string[] {
  return lastBlocks(request)
    .filter(({ type }) => type === "tool_result")
    .map(({ content }) => (typeof content === "string" ? content : JSON.stringify(content)));
}
