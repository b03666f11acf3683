/** A key that a view hears while the focus is in it. */
export interface ViewKey {
  readonly view: string;
  readonly title: string;
  /** As it stands on the keyboard; each of them does it. */
  readonly keys: readonly string[];
}

/** Why these keys are as they are. */
export const WHY_FIXED = "They work only while the focus is in their view, so they stay as they are.";

const ARROWS = ["↑", "↓", "←", "→"] as const;

/** The keys of views, which stand alone and are not the person's to change. */
export const VIEW_KEYS: readonly ViewKey[] = [
  { view: "Inboxes", title: "Read the item", keys: ["Enter"] },
  { view: "Inboxes", title: "Reply to the message", keys: ["R"] },
  { view: "Inboxes", title: "Archive the item", keys: ["Delete"] },
  { view: "Inboxes", title: "Search the archive, where it is shown", keys: ["/"] },
  { view: "Documents", title: "Go to the filter", keys: ["/"] },
  {
    view: "Documents",
    title: "Go through the rows",
    keys: ["↑", "↓", "Page Up", "Page Down", "Home", "End"],
  },
  { view: "Documents", title: "Open the document", keys: ["Enter"] },
  { view: "Who waits for whom", title: "Larger", keys: ["+"] },
  { view: "Who waits for whom", title: "Smaller", keys: ["-"] },
  { view: "Who waits for whom", title: "Show all of it", keys: ["0"] },
  { view: "Who waits for whom", title: "Go from one to another", keys: ARROWS },
  { view: "Who waits for whom", title: "Move the graph", keys: ARROWS.map((arrow) => `Shift+${arrow}`) },
  { view: "Tabs", title: "Close the tab", keys: ["Delete"] },
  { view: "Write a message", title: "Send", keys: ["Ctrl+Enter"] },
];
