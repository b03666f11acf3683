import { SettingsUpdate } from "../../../shared/contract/settings.ts";
import { Button } from "../../ui/button.tsx";
import { Choice } from "../../ui/choice.tsx";
import { TextField } from "../../ui/text-field.tsx";
import type { OwnSettings } from "./appearance-section.tsx";
import { clampFontSize, DEFAULT_FONT_SIZE } from "./font-size.ts";
import type { SettingsSection } from "./settings-section.ts";
import styles from "./terminal-section.module.css";

/** How terminals look, and which keys are theirs. */
export function terminalSection({ settings, onChange }: OwnSettings): SettingsSection {
  const { terminalFont, terminalCursor, terminalCursorBlinks, terminalControlKeys } = settings;
  return {
    id: "terminal",
    title: "Terminal",
    icon: "shell",
    rows: [
      {
        id: "terminal-size",
        words: "Text size font zoom larger smaller",
        content: <TextSize {...{ settings, onChange }} />,
      },
      {
        id: "terminal-font",
        words: "Font of terminals typeface monospace JetBrains Mono",
        content: (
          <div className={styles.row}>
            <span>Font</span>
            <TextField
              label="Font of terminals"
              value={terminalFont}
              placeholder="JetBrains Mono"
              problemOf={(font) => fontProblem(font)}
              onChange={(font) => onChange({ terminalFont: font.trim() })}
            />
          </div>
        ),
      },
      {
        id: "terminal-cursor",
        words: "Cursor of terminals block bar underline shape blink",
        content: (
          <Choice
            label="Cursor"
            value={terminalCursor}
            options={[
              { value: "block", label: "Block" },
              { value: "bar", label: "Bar" },
              { value: "underline", label: "Line" },
            ]}
            onChoose={(chosen) => onChange({ terminalCursor: chosen })}
          />
        ),
      },
      {
        id: "terminal-cursor-blinks",
        words: "Cursor of terminals blinks stands still",
        content: (
          <Choice
            label="The cursor"
            value={terminalCursorBlinks ? "blinks" : "stands"}
            options={[
              { value: "stands", label: "Stands still" },
              { value: "blinks", label: "Blinks" },
            ]}
            onChoose={(chosen) => onChange({ terminalCursorBlinks: chosen === "blinks" })}
          />
        ),
      },
      {
        id: "terminal-control-keys",
        words: "Keys Ctrl+K Ctrl+M control letters program window palette compose readline",
        content: (
          <div className={styles.stack}>
            <Choice
              label="In a terminal, Ctrl+K and Ctrl+M are for"
              value={terminalControlKeys}
              options={[
                { value: "window", label: "The window" },
                { value: "program", label: "The program" },
              ]}
              onChoose={(chosen) => onChange({ terminalControlKeys: chosen })}
            />
            <p className={styles.note}>
              Many programs delete to the end of the line by Ctrl+K. All other keys of Ctrl and a letter are
              the program&apos;s, unless you give them to an action below.
            </p>
          </div>
        ),
      },
    ],
  };
}

function TextSize({ settings: { terminalFontSize }, onChange }: OwnSettings) {
  const resize = (fontSize: number): void => onChange({ terminalFontSize: clampFontSize(fontSize) });
  return (
    <div className={styles.row} role="group" aria-label="Terminal text size">
      <span>Text size</span>
      <span className={styles.stepper}>
        {terminalFontSize !== DEFAULT_FONT_SIZE && (
          <Button onPress={() => resize(DEFAULT_FONT_SIZE)}>Reset</Button>
        )}
        <Button label="Smaller text" onPress={() => resize(terminalFontSize - 1)}>
          −
        </Button>
        <output aria-label="Text size">{terminalFontSize} px</output>
        <Button label="Larger text" onPress={() => resize(terminalFontSize + 1)}>
          +
        </Button>
      </span>
    </div>
  );
}

/** Why a name cannot be a font's; nothing where it can. */
function fontProblem(font: string): string | undefined {
  const parsed = SettingsUpdate.safeParse({ terminalFont: font.trim() });
  return parsed.success ? undefined : parsed.error.issues[0]?.message;
}
