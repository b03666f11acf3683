import { z } from "zod";

/** More servers, or tools of one, are none of ours. */
const MOST_SERVERS = 20;
const MOST_TOOLS = 500;

/** What became of the session's attempt to use one server of tools as its program does. */
export const ServerCheck = z.object({
  server: z.string().max(64),
  found: z.discriminatedUnion("kind", [
    z.object({
      kind: z.literal("answered"),
      /** From the start of the server until it had listed its tools. */
      startMs: z.number().nonnegative(),
      /** As it listed them: nobody has looked at them. */
      tools: z.array(z.unknown()).max(MOST_TOOLS),
      /** The way to the hub and back, through the server. */
      hub: z.discriminatedUnion("kind", [
        z.object({ kind: z.literal("reached"), ms: z.number().nonnegative() }),
        z.object({ kind: z.literal("not-reached"), reason: z.string().max(500) }),
      ]),
    }),
    z.object({ kind: z.literal("silent"), reason: z.string().max(500) }),
  ]),
});
export type ServerCheck = z.infer<typeof ServerCheck>;

/** What a session found when it was asked to try its servers. */
export const ServerChecks = z.array(ServerCheck).max(MOST_SERVERS);

/** What servers in a session answer beside the protocol's own: whether the hub hears them. */
export const HUB_METHOD = "quorum/hub";
