import { eventIterator, oc } from "@orpc/contract";
import { z } from "zod";
import { NotificationSettings } from "./notification-settings.ts";

/** It becomes part of a list of fonts, which it must not break out of. */
const FontName = z
  .string()
  .max(80)
  .regex(/^[\p{L}\p{N} ._-]*$/u, "A font's name has letters, digits, spaces, dots and dashes.");

/** The keys of actions as the person chose them: a chord, or none. What is not in it is as usual. */
const ChosenKeys = z.record(z.string().max(64), z.string().max(64).nullable());

/** One person's settings, the same for all their projects. */
export const Settings = z.object({
  version: z.literal(1).default(1),
  theme: z.enum(["system", "light", "dark"]).default("system"),
  density: z.enum(["comfortable", "compact"]).default("comfortable"),
  /** `reduced` is also had by those whose system asks for it. */
  motion: z.enum(["system", "reduced"]).default("system"),
  interfaceFont: z.enum(["inter", "system"]).default("inter"),
  /** The name of a font of the machine's; empty for the one that comes with Quorum. */
  terminalFont: FontName.default(""),
  terminalFontSize: z.number().min(8).max(32).default(13),
  /** How the cursor looks, unless a program asks for another look. */
  terminalCursor: z.enum(["block", "bar", "underline"]).default("block"),
  terminalCursorBlinks: z.boolean().default(false),
  /** Whose the keys of Ctrl and a letter are in a terminal, where the window has an action for them. */
  terminalControlKeys: z.enum(["window", "program"]).default("window"),
  keys: ChosenKeys.default({}),
  /** What becomes of running agents when the desktop app quits. */
  onQuit: z.enum(["ask", "keep", "stop"]).default("ask"),
  notifications: NotificationSettings.prefault({}),
  /** Whether the person has had the tour of the window, or declined it. */
  tour: z.enum(["offered", "over"]).default("offered"),
});
export type Settings = z.infer<typeof Settings>;

export const SettingsUpdate = z
  .object({
    theme: Settings.shape.theme.unwrap(),
    density: Settings.shape.density.unwrap(),
    motion: Settings.shape.motion.unwrap(),
    interfaceFont: Settings.shape.interfaceFont.unwrap(),
    terminalFont: FontName,
    terminalFontSize: z.number().min(8).max(32),
    terminalCursor: Settings.shape.terminalCursor.unwrap(),
    terminalCursorBlinks: z.boolean(),
    terminalControlKeys: Settings.shape.terminalControlKeys.unwrap(),
    /** All of them at once. */
    keys: ChosenKeys,
    onQuit: Settings.shape.onQuit.unwrap(),
    /** All of them at once. */
    notifications: NotificationSettings,
    tour: Settings.shape.tour.unwrap(),
  })
  .partial();
export type SettingsUpdate = z.infer<typeof SettingsUpdate>;

export const settingsContract = {
  changes: oc.output(eventIterator(Settings)),
  update: oc.input(SettingsUpdate).output(Settings),
};
