import { ACTION_IDS, planOf, type ActionGroup, type ActionId } from "../../../actions/action-list.ts";
import { chordText } from "../../../actions/chord.ts";
import { keyMapOf, type ChosenKeys } from "../../../actions/key-map.ts";
import type { Platform } from "../../../actions/platform.ts";
import { Button } from "../../../ui/button.tsx";
import type { SettingsRow, SettingsSection } from "../settings-section.ts";
import { VIEW_KEYS, WHY_FIXED } from "../../../actions/view-keys.ts";
import { KeyRow } from "./key-row.tsx";
import { ViewKeyRow } from "./view-key-row.tsx";
import styles from "./keys-section.module.css";

export interface KeysSectionProps {
  readonly chosen: ChosenKeys;
  readonly platform: Platform;
  readonly onChange: (chosen: ChosenKeys) => void;
}

/** All actions with their keys, which are changed by pressing others. */
export function keysSection({ chosen, platform, onChange }: KeysSectionProps): SettingsSection {
  const map = keyMapOf(chosen, platform);
  const row = (id: ActionId): SettingsRow => {
    const { title, group, words = "" } = planOf(id);
    const keys = (map.chords.get(id) ?? []).map((chord) => chordText(chord, platform));
    return {
      id,
      words: `${title} ${words} ${group} ${keys.join(" ")}`,
      content: <KeyRow {...{ id, map, chosen, platform, onChange }} />,
    };
  };
  return {
    id: "keys",
    title: "Keys",
    icon: "keyboard",
    rows: [
      ...ACTION_IDS.toSorted((one, other) => placeOf(one) - placeOf(other)).map(row),
      ...(Object.keys(chosen).length === 0
        ? []
        : [
            {
              id: "reset",
              words: "reset all keys",
              content: (
                <p className={styles.reset}>
                  <Button onPress={() => onChange({})}>Reset all keys</Button>
                </p>
              ),
            },
          ]),
      {
        id: "views",
        words: "keys of views fixed",
        content: <p className={styles.views}>Keys of views. {WHY_FIXED}</p>,
      },
      ...VIEW_KEYS.map((key): SettingsRow => ({
        id: `${key.view} ${key.title}`,
        words: `${key.view} ${key.title} ${key.keys.join(" ")}`,
        content: <ViewKeyRow {...key} />,
      })),
    ],
  };
}

const GROUPS: readonly ActionGroup[] = ["Go to", "Work", "Tabs", "Terminal", "Window"];

/** Groups stay together; within one the order is that of the list of actions. */
function placeOf(id: ActionId): number {
  return GROUPS.indexOf(planOf(id).group);
}
