import type { Chord } from "./chord.ts";
import type { Platform } from "./platform.ts";

export type ActionGroup = "Go to" | "Tabs" | "Work" | "Terminal" | "Window";

/** What is known of an action before anybody can do it. */
export interface ActionPlan {
  readonly title: string;
  readonly group: ActionGroup;
  /** What else it might be looked for by. */
  readonly words?: string;
  readonly keys?: DefaultKeys;
  /** Where it can be done, for who asks for it elsewhere. */
  readonly where?: string;
  /** Done by the terminal that has the focus, and by nothing else. */
  readonly isOfTerminal?: boolean;
  /** Its keys are not the window's to change. */
  readonly isFixed?: boolean;
}

/** The chords that lead to an action; `Mod` is Ctrl, and on a Mac the command key. */
export interface DefaultKeys {
  readonly all?: readonly string[];
  readonly mac?: readonly string[];
  readonly others?: readonly string[];
}

const mod = (...keys: readonly string[]): DefaultKeys => ({ all: keys });

/** Every action of the window that has a name, in the order in which they are listed. */
export const ACTIONS = {
  "palette.open": { title: "Find anything", group: "Go to", words: "command palette", keys: mod("Mod+K") },
  "go.dashboard": { title: "Dashboard", group: "Go to", words: "home overview", keys: mod("Mod+Shift+H") },
  "go.documents": { title: "Documents", group: "Go to", words: "table search", keys: mod("Mod+Shift+D") },
  "go.waits": {
    title: "Who waits for whom",
    group: "Go to",
    words: "graph cycles",
    keys: mod("Mod+Shift+M"),
  },
  "go.inboxes": { title: "Inboxes", group: "Go to", words: "items messages tasks", keys: mod("Mod+Shift+I") },
  "go.activity": {
    title: "Activity",
    group: "Go to",
    words: "timeline events log",
    keys: mod("Mod+Shift+Y"),
  },
  "go.agents": { title: "All agents", group: "Go to", words: "grid screens", keys: mod("Mod+Shift+G") },
  "go.back": {
    title: "Back",
    group: "Go to",
    keys: { mac: ["Meta+["], others: ["Alt+ArrowLeft"] },
  },
  "go.forward": {
    title: "Forward",
    group: "Go to",
    keys: { mac: ["Meta+]"], others: ["Alt+ArrowRight"] },
  },
  "agents.list": { title: "The list of agents", group: "Go to", words: "sidebar", keys: mod("Mod+Shift+E") },
  "agents.start": {
    title: "Start all agents",
    group: "Work",
    words: "launch run team",
    keys: mod("Mod+Shift+Enter"),
  },
  "agent.inbox": { title: "The inbox of the agent", group: "Go to", keys: mod("Mod+Shift+B") },
  "agent.page": {
    title: "The page of the agent",
    group: "Go to",
    words: "usage health policy",
    keys: mod("Mod+Shift+J"),
  },
  "agent.start": { title: "Start the agent", group: "Work", words: "launch run" },
  "agent.stop": { title: "Stop the agent", group: "Work", words: "end quit" },
  "agent.restart": { title: "Restart the agent", group: "Work", words: "again" },
  "agent.policy": {
    title: "When the agent starts and stops",
    group: "Work",
    words: "policy limits by itself",
  },
  "agent.tools": { title: "The tools of the agent", group: "Work", words: "mcp health servers" },
  "document.create": { title: "Create a document", group: "Work", words: "new change record" },
  "message.compose": {
    title: "Write a message",
    group: "Work",
    words: "compose send",
    // On a Mac as well, where the command key and M puts a window away.
    keys: mod("Ctrl+M"),
  },
  "message.reply": {
    title: "Reply to the message",
    group: "Work",
    words: "answer",
    where: "Open a message in an inbox first.",
  },
  "item.archive": {
    title: "Archive the item",
    group: "Work",
    words: "inbox put away",
    where: "Open an item in an inbox first.",
  },
  "activity.lines": {
    title: "Export the activity as JSON lines",
    group: "Work",
    words: "save file events log",
    where: "Open the activity first.",
  },
  "activity.table": {
    title: "Export the activity as a table (CSV)",
    group: "Work",
    words: "save file events log",
    where: "Open the activity first.",
  },
  "attention.toggle": { title: "What waits for you", group: "Work", keys: mod("Mod+Shift+A") },
  "news.toggle": { title: "Notifications", group: "Work", words: "history bell", keys: mod("Mod+Shift+L") },
  "containers.toggle": {
    title: "Containers",
    group: "Work",
    words: "docker image",
    keys: mod("Mod+Shift+K"),
  },
  "tab.next": { title: "Next tab", group: "Tabs", keys: mod("Ctrl+Tab", "Mod+Shift+]") },
  "tab.previous": { title: "Previous tab", group: "Tabs", keys: mod("Ctrl+Shift+Tab", "Mod+Shift+[") },
  "tab.close": { title: "Close the tab", group: "Tabs", keys: mod("Mod+Shift+X") },
  "tab.1": { title: "Tab 1", group: "Tabs", keys: mod("Mod+1") },
  "tab.2": { title: "Tab 2", group: "Tabs", keys: mod("Mod+2") },
  "tab.3": { title: "Tab 3", group: "Tabs", keys: mod("Mod+3") },
  "tab.4": { title: "Tab 4", group: "Tabs", keys: mod("Mod+4") },
  "tab.5": { title: "Tab 5", group: "Tabs", keys: mod("Mod+5") },
  "tab.6": { title: "Tab 6", group: "Tabs", keys: mod("Mod+6") },
  "tab.7": { title: "Tab 7", group: "Tabs", keys: mod("Mod+7") },
  "tab.8": { title: "Tab 8", group: "Tabs", keys: mod("Mod+8") },
  "tab.9": { title: "Tab 9", group: "Tabs", keys: mod("Mod+9") },
  "terminal.find": {
    title: "Find in the terminal",
    group: "Terminal",
    words: "search",
    keys: { mac: ["Meta+F"], others: ["Ctrl+Shift+F"] },
  },
  "terminal.split": {
    title: "Put another terminal beside this one",
    group: "Terminal",
    words: "split side by side",
    keys: mod("Mod+Shift+U"),
  },
  "terminal.unsplit": {
    title: "Take this terminal out of the split",
    group: "Terminal",
    words: "alone single",
    keys: mod("Mod+Shift+\\"),
  },
  "terminal.next": {
    title: "Next terminal of the split",
    group: "Terminal",
    keys: mod("Mod+Shift+PageDown"),
  },
  "terminal.previous": {
    title: "Previous terminal of the split",
    group: "Terminal",
    keys: mod("Mod+Shift+PageUp"),
  },
  "terminal.copy": {
    title: "Copy",
    group: "Terminal",
    keys: { mac: ["Meta+C"], others: ["Ctrl+Shift+C"] },
    isOfTerminal: true,
  },
  "terminal.paste": {
    title: "Paste",
    group: "Terminal",
    // The browser pastes by these; a page may not read what was copied.
    keys: { mac: ["Meta+V"], others: ["Ctrl+Shift+V"] },
    isOfTerminal: true,
    isFixed: true,
  },
  "font.larger": { title: "Larger text in terminals", group: "Terminal", keys: mod("Mod+=") },
  "font.smaller": { title: "Smaller text in terminals", group: "Terminal", keys: mod("Mod+-") },
  "font.reset": { title: "Usual text in terminals", group: "Terminal", keys: mod("Mod+0") },
  "settings.open": { title: "Settings", group: "Window", words: "preferences options", keys: mod("Mod+,") },
  "settings.keys": { title: "Keys", group: "Window", words: "shortcuts settings", keys: mod("Mod+Shift+S") },
  "theme.switch": { title: "Light or dark", group: "Window", words: "theme appearance", keys: mod("Mod+.") },
  "setup.open": {
    title: "Set-up",
    group: "Window",
    words: "checks doctor docker git claude qms",
    keys: mod("Mod+;"),
  },
  "qms.initialize": {
    title: "Make a QMS for this project",
    group: "Window",
    words: "init initialise",
    keys: mod("Mod+'"),
  },
  "tour.start": {
    title: "Tour of the window",
    group: "Window",
    words: "help introduction",
    keys: mod("Mod+Shift+O"),
  },
  "project.open": {
    title: "Open another project",
    group: "Window",
    words: "folder switch",
    keys: mod("Mod+Shift+P"),
  },
} as const satisfies Readonly<Record<string, ActionPlan>>;

export type ActionId = keyof typeof ACTIONS;

/** All actions, in their order. */
export const ACTION_IDS = Object.keys(ACTIONS).filter(isActionId);

export function isActionId(id: string): id is ActionId {
  return Object.hasOwn(ACTIONS, id);
}

export function planOf(id: ActionId): ActionPlan {
  return ACTIONS[id];
}

/** The chords that an action has where the person chose none. */
export function defaultChords(id: ActionId, platform: Platform): readonly Chord[] {
  const { keys } = planOf(id);
  const isMac = platform === "mac";
  const own = [...(keys?.all ?? []), ...((isMac ? keys?.mac : keys?.others) ?? [])];
  return own.map((chord) => (isMac ? withMeta(chord) : chord.replace("Mod", "Ctrl")));
}

/** Modifiers are written in one order, in which the command key is the last. */
function withMeta(chord: string): Chord {
  if (!chord.startsWith("Mod+")) return chord;
  const rest = chord.slice("Mod+".length).split("+");
  return [...rest.slice(0, -1), "Meta", rest.at(-1)].join("+");
}
