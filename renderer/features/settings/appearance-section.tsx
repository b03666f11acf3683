import type { Settings, SettingsUpdate } from "../../../shared/contract/settings.ts";
import { Choice } from "../../ui/choice.tsx";
import type { SettingsSection } from "./settings-section.ts";

export interface OwnSettings {
  readonly settings: Settings;
  readonly onChange: (update: SettingsUpdate) => void;
}

/** How the window looks. */
export function appearanceSection({ settings, onChange }: OwnSettings): SettingsSection {
  const { theme, density, interfaceFont, motion } = settings;
  return {
    id: "appearance",
    title: "Appearance",
    icon: "settings",
    rows: [
      {
        id: "theme",
        words: "Theme dark light colours mode",
        content: (
          <Choice
            label="Theme"
            value={theme}
            options={[
              { value: "system", label: "As the system" },
              { value: "light", label: "Light" },
              { value: "dark", label: "Dark" },
            ]}
            onChoose={(chosen) => onChange({ theme: chosen })}
          />
        ),
      },
      {
        id: "density",
        words: "Density compact comfortable rows space",
        content: (
          <Choice
            label="Rows"
            value={density}
            options={[
              { value: "comfortable", label: "Comfortable" },
              { value: "compact", label: "Compact" },
            ]}
            onChoose={(chosen) => onChange({ density: chosen })}
          />
        ),
      },
      {
        id: "interface-font",
        words: "Font of the window Inter system typeface",
        content: (
          <Choice
            label="Font of the window"
            value={interfaceFont}
            options={[
              { value: "inter", label: "Inter" },
              { value: "system", label: "The system's" },
            ]}
            onChoose={(chosen) => onChange({ interfaceFont: chosen })}
          />
        ),
      },
      {
        id: "motion",
        words: "Motion animation reduced accessibility",
        content: (
          <Choice
            label="Motion"
            value={motion}
            options={[
              { value: "system", label: "As the system asks" },
              { value: "reduced", label: "None" },
            ]}
            onChoose={(chosen) => onChange({ motion: chosen })}
          />
        ),
      },
    ],
  };
}
