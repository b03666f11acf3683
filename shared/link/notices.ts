import { z } from "zod";

/** The longest line that an agent is told. */
const MAX_NOTICE_CHARS = 500;
/** Notices that may be open for one agent at a time; those beyond wait in the hub. */
export const MAX_OPEN_NOTICES = 1000;

/** Something that an agent is to be told, in one line without control characters. */
export const Notice = z.object({
  id: z.string().min(1).max(200),
  line: z.string().min(1).max(MAX_NOTICE_CHARS),
});
export type Notice = z.infer<typeof Notice>;

/** How a notice reached its agent: entered at its prompt, or handed to it at the end of a turn. */
export const NoticeWay = z.enum(["prompt", "stop"]);
export type NoticeWay = z.infer<typeof NoticeWay>;

/** What has become of a notice so far. */
export const NoticeOutcome = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("held"), reason: z.string().max(300) }),
  z.object({
    kind: z.literal("announced"),
    how: NoticeWay,
    /** What shows that it arrived. */
    proof: z.string().max(300),
    at: z.number(),
  }),
  /** It may have arrived, and nothing shows it: it is not told again. */
  z.object({ kind: z.literal("uncertain"), how: NoticeWay, at: z.number() }),
  /** It was announced, and taken back by the person before the agent took it in: it is told again where it is listed. */
  z.object({ kind: z.literal("returned"), reason: z.string().max(300), at: z.number() }),
]);
export type NoticeOutcome = z.infer<typeof NoticeOutcome>;
