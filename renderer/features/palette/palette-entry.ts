import type { IconName } from "../../ui/icon.tsx";

/** Under which heading an entry stands. */
export type PaletteGroup = "Agents" | "Documents" | "Actions" | "Settings";

/** One thing that the palette leads to, or does. */
export interface PaletteEntry {
  /** The same each time: what was chosen lately is remembered by it. */
  readonly id: string;
  readonly group: PaletteGroup;
  readonly title: string;
  /** More about it, at the end of its line. */
  readonly detail?: string | undefined;
  /** What else it is found by. */
  readonly words?: string | undefined;
  readonly icon: IconName;
  readonly keys?: string | undefined;
  /** Why it cannot be chosen now; asked only for entries that are seen. */
  readonly whyNot?: (() => string | undefined) | undefined;
  readonly run: () => void;
}
