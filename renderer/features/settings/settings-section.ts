import type { ReactNode } from "react";
import type { IconName } from "../../ui/icon.tsx";

/** One thing that can be set, or a few that belong together. */
export interface SettingsRow {
  readonly id: string;
  /** What it is found by: its title, and other words for it. */
  readonly words: string;
  readonly content: ReactNode;
}

/** A part of the settings, under a heading of its own. */
export interface SettingsSection {
  readonly id: string;
  readonly title: string;
  readonly icon: IconName;
  /** For whom it is set, where that is not the person. */
  readonly scope?: string | undefined;
  readonly rows: readonly SettingsRow[];
}

/** The sections with the rows that have all words of what is looked for; one whose title has them stays whole. */
export function matchingSections(
  sections: readonly SettingsSection[],
  query: string,
): readonly SettingsSection[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const has = (text: string): boolean => words.every((word) => text.toLowerCase().includes(word));
  return sections.flatMap((section) => {
    if (has(section.title)) return [section];
    const rows = section.rows.filter((row) => has(`${section.title} ${row.words}`));
    return rows.length === 0 ? [] : [{ ...section, rows }];
  });
}
