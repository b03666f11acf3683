import { Choice } from "../../ui/choice.tsx";
import type { OwnSettings } from "./appearance-section.tsx";

/** What becomes of running agents when the desktop app quits. */
export function QuitChoice({ settings, onChange }: OwnSettings) {
  return (
    <Choice
      label="When Quorum quits, agents"
      value={settings.onQuit}
      options={[
        { value: "ask", label: "Ask me" },
        { value: "keep", label: "Keep running" },
        { value: "stop", label: "Stop" },
      ]}
      onChoose={(chosen) => onChange({ onQuit: chosen })}
    />
  );
}
