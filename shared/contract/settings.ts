import { eventIterator, oc } from "@orpc/contract";
import { z } from "zod";
import { NotificationSettings } from "./notification-settings.ts";

/** One person's settings, the same for all their projects. */
export const Settings = z.object({
  version: z.literal(1).default(1),
  theme: z.enum(["system", "light", "dark"]).default("system"),
  terminalFontSize: z.number().min(8).max(32).default(13),
  /** What becomes of running agents when the desktop app quits. */
  onQuit: z.enum(["ask", "keep", "stop"]).default("ask"),
  notifications: NotificationSettings.prefault({}),
});
export type Settings = z.infer<typeof Settings>;

export const SettingsUpdate = z
  .object({
    theme: Settings.shape.theme.unwrap(),
    terminalFontSize: z.number().min(8).max(32),
    onQuit: Settings.shape.onQuit.unwrap(),
    /** All of them at once. */
    notifications: NotificationSettings,
  })
  .partial();
export type SettingsUpdate = z.infer<typeof SettingsUpdate>;

export const settingsContract = {
  changes: oc.output(eventIterator(Settings)),
  update: oc.input(SettingsUpdate).output(Settings),
};
