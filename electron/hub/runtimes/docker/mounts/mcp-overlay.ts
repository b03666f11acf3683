import { z } from "zod";

const McpFile = z.looseObject({ mcpServers: z.record(z.string(), z.unknown()).default({}) });
const Remote = z.looseObject({ url: z.string() });

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\]|host\.docker\.internal)$/i;

/**
 * The project's MCP servers as they are in a container: without those of this machine's own loopback, which is not the
 * container's; waiting for them would hold up every start.
 */
export function mcpOverlay(text: string): string {
  const { mcpServers, ...rest } = parsed(text);
  const kept = Object.entries(mcpServers).filter(([, server]) => !isOfThisMachine(server));
  return JSON.stringify({ ...rest, mcpServers: Object.fromEntries(kept) }, undefined, 2);
}

function isOfThisMachine(server: unknown): boolean {
  const url = Remote.safeParse(server).data?.url;
  const host = url === undefined ? undefined : URL.parse(url)?.hostname;
  return host !== undefined && LOOPBACK.test(host);
}

function parsed(text: string): z.infer<typeof McpFile> {
  try {
    return McpFile.parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return { mcpServers: {} };
    throw error;
  }
}
