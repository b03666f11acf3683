import { z } from "zod";

/** A number of tokens; whatever else stands there counts as none. */
const Tokens = z.number().int().nonnegative().max(1e9).catch(0);

const Line = z.object({
  type: z.string(),
  timestamp: z.string().max(64).optional().catch(undefined),
});

const ReplyLine = z.object({
  isSidechain: z.boolean().optional().catch(undefined),
  message: z.object({
    id: z.string().min(1).max(200),
    model: z.string().optional().catch(undefined),
    usage: z.object({
      input_tokens: Tokens,
      output_tokens: Tokens,
      cache_read_input_tokens: Tokens,
      cache_creation_input_tokens: Tokens,
    }),
  }),
});

const PromptLine = z.object({
  isMeta: z.boolean().optional().catch(undefined),
  isSidechain: z.boolean().optional().catch(undefined),
  isCompactSummary: z.boolean().optional().catch(undefined),
  message: z.object({ content: z.union([z.string(), z.array(z.unknown())]) }),
});

/** The tokens of one reply. */
export interface ReplyTokens {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
}

/** What one line of a transcript says, as far as usage goes. */
export type TranscriptLine =
  /** The model answered. One answer stands in several lines, with one id; the last of them knows best. */
  | {
      readonly kind: "reply";
      readonly id: string;
      readonly at: number | undefined;
      /** Whether a helper of the agent asked, and not the agent itself. */
      readonly isHelper: boolean;
      readonly tokens: ReplyTokens;
    }
  /** The agent was told something. */
  | { readonly kind: "prompt" }
  | { readonly kind: "other" }
  | { readonly kind: "unreadable" };

const OTHER: TranscriptLine = { kind: "other" };
/** Not a reply of the model, but a sentence of the program about one that failed. */
const NO_MODEL = "<synthetic>";

/** Reads a line of one of Claude Code's transcripts. The format is its own and changes: what is not known is passed over. */
export function readTranscriptLine(text: string): TranscriptLine {
  if (text.trim() === "") return OTHER;
  const value = parseJson(text);
  const line = Line.safeParse(value);
  if (!line.success) return isObject(value) ? OTHER : { kind: "unreadable" };
  if (line.data.type === "assistant") return readReply(value, line.data.timestamp);
  return line.data.type === "user" ? readPrompt(value) : OTHER;
}

function readReply(value: unknown, timestamp: string | undefined): TranscriptLine {
  const reply = ReplyLine.safeParse(value).data;
  if (reply === undefined || reply.message.model === NO_MODEL) return OTHER;
  const { id, usage } = reply.message;
  const at = Date.parse(timestamp ?? "");
  return {
    kind: "reply",
    id,
    at: Number.isNaN(at) ? undefined : at,
    isHelper: reply.isSidechain === true,
    tokens: {
      inputTokens: usage.input_tokens,
      outputTokens: usage.output_tokens,
      cacheReadTokens: usage.cache_read_input_tokens,
      cacheWriteTokens: usage.cache_creation_input_tokens,
    },
  };
}

/** What tools answered stands in the transcript as if the user had said it. */
function readPrompt(value: unknown): TranscriptLine {
  const prompt = PromptLine.safeParse(value).data;
  if (prompt === undefined) return OTHER;
  const { isMeta, isSidechain, isCompactSummary, message } = prompt;
  if (isMeta === true || isSidechain === true || isCompactSummary === true) return OTHER;
  const isToolResult = Array.isArray(message.content) && message.content.some(isToolResultBlock);
  return isToolResult ? OTHER : { kind: "prompt" };
}

function isToolResultBlock(block: unknown): boolean {
  return isObject(block) && "type" in block && block.type === "tool_result";
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
