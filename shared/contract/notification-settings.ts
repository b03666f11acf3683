import { z } from "zod";
import { PERSON } from "../qms/group.ts";

/** Whether toasts are held back for now. */
export const Quiet = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("off") }),
  /** Until it is switched off. */
  z.object({ kind: z.literal("on") }),
  /** Until a time, in milliseconds. */
  z.object({ kind: z.literal("until"), at: z.number() }),
]);
export type Quiet = z.infer<typeof Quiet>;

const ToastTypes = z.object({
  task: z.boolean().default(true),
  message: z.boolean().default(true),
  notification: z.boolean().default(true),
  waits: z.boolean().default(true),
  failure: z.boolean().default(true),
});
export type ToastTypes = z.infer<typeof ToastTypes>;

/** What a person is told of outside of the window. */
export const NotificationSettings = z.object({
  quiet: Quiet.prefault({ kind: "off" }),
  types: ToastTypes.prefault({}),
  /** The agents of whose items the person is told; of the others they hear only what waits for them. */
  facing: z.array(z.string().max(64)).max(100).default(["claude", PERSON]),
});
export type NotificationSettings = z.infer<typeof NotificationSettings>;
