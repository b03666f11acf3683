import { z } from "zod";

// Calls of the kind `mcp`: what a server for an agent's tools, started in a session, passes on to the hub.

/** Which servers there are. */
export const ServerName = z.enum(["qms", "git"]);
export type ServerName = z.infer<typeof ServerName>;

/** What is asked of one of the hub's servers. */
export const McpCall = z.discriminatedUnion("ask", [
  z.object({
    ask: z.literal("tool"),
    server: ServerName,
    name: z.string().max(128),
    arguments: z.unknown(),
    /** The text of the file that an argument names: only the session sees its own files. */
    file: z.string().optional(),
  }),
  z.object({ ask: z.literal("resources"), server: ServerName, cursor: z.string().max(300).optional() }),
  z.object({ ask: z.literal("read"), server: ServerName, uri: z.string().max(1000) }),
  /** Only whether the hub hears it. */
  z.object({ ask: z.literal("reach"), server: ServerName }),
  /** Tells of changes for as long as it is waited for, and is not answered. */
  z.object({ ask: z.literal("watch"), server: ServerName }),
]);
export type McpCall = z.infer<typeof McpCall>;

/** What a tool answers. */
export const ToolAnswer = z.object({
  content: z.array(z.object({ type: z.literal("text"), text: z.string() })),
  structuredContent: z.record(z.string(), z.unknown()).optional(),
  isError: z.boolean().optional(),
});
export type ToolAnswer = z.infer<typeof ToolAnswer>;

/** Something that can be read, as lists have it. */
export const Resource = z.object({
  uri: z.string(),
  name: z.string(),
  title: z.string().optional(),
  mimeType: z.string(),
});
export type Resource = z.infer<typeof Resource>;

/** A part of the list of all that can be read; the next one begins at the cursor. */
export const ResourcePage = z.object({ resources: z.array(Resource), nextCursor: z.string().optional() });
export type ResourcePage = z.infer<typeof ResourcePage>;

/** What was read; nothing where there is nothing of that name. */
export const ResourceText = z.object({
  contents: z.array(z.object({ uri: z.string(), mimeType: z.string(), text: z.string() })),
});
export type ResourceText = z.infer<typeof ResourceText>;

/** What a watch tells. */
export const ResourceNews = z.object({
  news: z.literal("resources"),
  changed: z.array(z.string()),
  /** Whether something came or went, or so much changed that all is to be read again. */
  isListChanged: z.boolean(),
});
export type ResourceNews = z.infer<typeof ResourceNews>;

/** What a tool tells while it is at work. */
export const ToolNews = z.discriminatedUnion("news", [
  z.object({
    news: z.literal("progress"),
    progress: z.number(),
    total: z.number().optional(),
    message: z.string().optional(),
  }),
  z.object({
    news: z.literal("log"),
    level: z.enum(["debug", "info", "notice", "warning", "error"]),
    text: z.string(),
  }),
]);
export type ToolNews = z.infer<typeof ToolNews>;
