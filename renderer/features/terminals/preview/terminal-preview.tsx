import { useEffect, useRef } from "react";
import type { AgentId } from "../../../../shared/contract/agents.ts";
import { useVisible } from "../../../ui/use-visible.ts";
import type { TerminalSetting } from "../pane/terminal-pane.tsx";
import { ScreenPreview } from "./screen-preview.ts";
import styles from "./terminal-preview.module.css";

export interface TerminalPreviewProps {
  readonly agent: AgentId;
  readonly setting: Pick<TerminalSetting, "appearance" | "openTerminal">;
  readonly isConnected: boolean;
}

/** The screen of an agent as a small picture that goes along with it, for as long as it is seen. */
export function TerminalPreview({ agent, setting, isConnected }: TerminalPreviewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const isVisible = useVisible(canvas);
  useEffect(() => {
    const own = canvas.current;
    if (own === null || !isVisible || !isConnected) return undefined;
    const preview = new ScreenPreview({
      canvas: own,
      appearance: setting.appearance,
      openPipe: () => setting.openTerminal(agent),
      // Not through React: it may be another one four times a second.
      onLine: (line) => {
        const label = line === "" ? `Screen of ${agent}` : `Screen of ${agent}: ${line}`;
        if (own.getAttribute("aria-label") !== label) own.setAttribute("aria-label", label);
      },
    });
    return () => preview.dispose();
  }, [agent, setting, isVisible, isConnected]);
  return <canvas ref={canvas} className={styles.screen} role="img" aria-label={`Screen of ${agent}`} />;
}
