import type { AgentId } from "../../../../shared/contract/agents.ts";
import { StateDot } from "../../../ui/state-dot.tsx";
import { AgentActionButton } from "../../../ui/agents/agent-action-button.tsx";
import type { PerformAgentAction } from "../../../ui/agents/agent-commands.ts";
import type { Banner } from "./banner.ts";
import styles from "./banner-bar.module.css";

export interface BannerBarProps {
  readonly banner: Banner;
  readonly agent: AgentId;
  readonly isConnected: boolean;
  readonly onAct: PerformAgentAction;
}

/** A line over a terminal that says what happened to its agent, with the button that helps. */
export function BannerBar({ banner, agent, isConnected, onAct }: BannerBarProps) {
  return (
    <div
      className={styles.bar}
      data-tone={banner.tone}
      role={banner.tone === "bad" || banner.tone === "warn" ? "alert" : "status"}
    >
      <div className={styles.line}>
        <StateDot tone={banner.tone} />
        <p className={styles.text}>
          <b>{banner.title}</b>
          {banner.detail !== undefined && <span>{banner.detail}</span>}
        </p>
        <span className={styles.actions}>
          {banner.actions.map((action) => (
            <AgentActionButton
              key={action}
              action={action}
              agent={agent}
              isDisabled={!isConnected}
              onAct={onAct}
            />
          ))}
        </span>
      </div>
      {banner.lines !== undefined && banner.lines.length > 0 && (
        <pre className={styles.lines} aria-label={`Last lines of ${agent}`} tabIndex={0}>
          {banner.lines.join("\n")}
        </pre>
      )}
    </div>
  );
}
