import type { ReactNode } from "react";
import type { Settings, SettingsUpdate } from "../../../shared/contract/settings.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Choice } from "../../ui/choice.tsx";
import { clampFontSize, DEFAULT_FONT_SIZE } from "./font-size.ts";
import styles from "./settings-dialog.module.css";

export interface SettingsDialogProps {
  readonly settings: Settings;
  /** Quitting is the desktop app's affair. */
  readonly isDesktop: boolean;
  readonly onChange: (update: SettingsUpdate) => void;
  readonly onClose: () => void;
  /** What else can be set, each part in a section of its own. */
  readonly children?: ReactNode;
}

/** One person's settings. Each takes effect at once. */
export function SettingsDialog({ settings, isDesktop, onChange, onClose, children }: SettingsDialogProps) {
  const { theme, terminalFontSize, onQuit } = settings;
  const resize = (fontSize: number): void => onChange({ terminalFontSize: clampFontSize(fontSize) });
  return (
    <Dialog title="Settings" onClose={onClose}>
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
      <div className={styles.row} role="group" aria-label="Terminal text size">
        <span>Terminal text</span>
        <span className={styles.stepper}>
          <Button label="Smaller text" onPress={() => resize(terminalFontSize - 1)}>
            −
          </Button>
          <output aria-label="Text size">{terminalFontSize} px</output>
          <Button label="Larger text" onPress={() => resize(terminalFontSize + 1)}>
            +
          </Button>
          {terminalFontSize !== DEFAULT_FONT_SIZE && (
            <Button onPress={() => resize(DEFAULT_FONT_SIZE)}>Reset</Button>
          )}
        </span>
      </div>
      {isDesktop && (
        <Choice
          label="When Quorum quits, agents"
          value={onQuit}
          options={[
            { value: "ask", label: "Ask me" },
            { value: "keep", label: "Keep running" },
            { value: "stop", label: "Stop" },
          ]}
          onChoose={(chosen) => onChange({ onQuit: chosen })}
        />
      )}
      {children}
    </Dialog>
  );
}
