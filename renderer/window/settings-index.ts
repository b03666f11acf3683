/** A setting that the palette leads to, by the section that it is in. */
export interface IndexedSetting {
  readonly section: string;
  readonly title: string;
  readonly words: string;
}

/** The settings by name, so that they are found without the settings being open. */
export const SETTINGS_INDEX: readonly IndexedSetting[] = [
  { section: "appearance", title: "Theme", words: "light dark colours appearance" },
  { section: "appearance", title: "Density of rows", words: "compact comfortable" },
  { section: "appearance", title: "Font of the window", words: "inter system" },
  { section: "appearance", title: "Motion", words: "animation reduced" },
  { section: "terminal", title: "Text of terminals", words: "size font" },
  { section: "terminal", title: "Cursor of terminals", words: "block bar underline blink" },
  { section: "terminal", title: "Ctrl+K and Ctrl+M in terminals", words: "keys control readline" },
  { section: "notifications", title: "Quiet mode and toasts", words: "notifications bell" },
  { section: "agents", title: "Agents and policies", words: "start stop limits quit" },
  { section: "docker", title: "Docker", words: "containers engine image" },
  { section: "setup", title: "Set-up", words: "checks docker claude git qms" },
  { section: "keys", title: "Keys of all actions", words: "shortcuts keyboard" },
];
