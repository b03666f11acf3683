import { z } from "zod";

/** What a page in the desktop app tells the system around it, and hears of it. */
export const DESKTOP_CHANNEL = "quorum:desktop";

const ToastId = z.string().min(1).max(64);

export const DesktopRequest = z.discriminatedUnion("kind", [
  /** Shows a toast; one of the same id is replaced. */
  z.object({
    kind: z.literal("toast"),
    id: ToastId,
    title: z.string().max(200),
    body: z.string().max(1000),
  }),
  z.object({ kind: z.literal("close-toast"), id: ToastId }),
  /** How many things wait for the person. */
  z.object({ kind: z.literal("badge"), count: z.number().int().nonnegative().max(9999) }),
  /** Draws the person's eye to the window, where it is not the one they use. */
  z.object({ kind: z.literal("flash") }),
]);
export type DesktopRequest = z.infer<typeof DesktopRequest>;

/** What became of a toast. */
export const DesktopReply = z.object({
  channel: z.literal(DESKTOP_CHANNEL),
  kind: z.enum(["toast-shown", "toast-refused", "toast-clicked", "toast-closed"]),
  id: ToastId,
});
export type DesktopReply = z.infer<typeof DesktopReply>;
