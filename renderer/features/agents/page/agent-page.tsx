import { useEffect, type ReactNode } from "react";
import { useStore } from "zustand";
import { actionsFor } from "../../../../shared/contract/agent-actions.ts";
import type { Agent } from "../../../../shared/contract/agents.ts";
import { Button } from "../../../ui/button.tsx";
import { Card } from "../../../ui/card.tsx";
import { Icon } from "../../../ui/icon.tsx";
import { Spinner } from "../../../ui/progress.tsx";
import { StateDot } from "../../../ui/state-dot.tsx";
import { useNow } from "../../../ui/use-now.ts";
import { View } from "../../../ui/view.tsx";
import { evidenceLines } from "../../../ui/agents/activity-text.ts";
import { AgentActionButton } from "../../../ui/agents/agent-action-button.tsx";
import type { PerformAgentAction } from "../../../ui/agents/agent-commands.ts";
import { agentText, agentTone } from "../../../ui/agents/agent-state-text.ts";
import type { AgentPages, Asked } from "./agent-pages.ts";
import { TimelineCard } from "./timeline-card.tsx";
import { UsageCard } from "./usage-card.tsx";
import styles from "./agent-page.module.css";

/** Where the buttons of an agent's page lead. */
export interface AgentPageWays {
  readonly onTerminal: () => void;
  readonly onInbox: () => void;
  readonly onCompose: () => void;
  readonly onActivity: () => void;
  readonly onPolicy: () => void;
}

/** What other features know of the agent. */
export interface AgentPageSlots {
  readonly container: ReactNode;
  readonly tools: ReactNode;
  /** What it does by itself, in a sentence. */
  readonly policy: string;
  /** What is about to become of it by itself. */
  readonly outlook: string | undefined;
  readonly renderMarkdown: (text: string) => ReactNode;
}

export interface AgentPageProps {
  readonly agent: Agent;
  readonly pages: AgentPages;
  readonly isConnected: boolean;
  readonly ways: AgentPageWays;
  readonly slots: AgentPageSlots;
  readonly onAct: PerformAgentAction;
}

/** One agent, with all that is known of it. */
export function AgentPage({ agent, pages, isConnected, ways, slots, onAct }: AgentPageProps) {
  const { id } = agent;
  const state = useStore(pages.store);
  const now = useNow();
  useEffect(() => (isConnected ? pages.open(id) : undefined), [pages, id, isConnected]);
  // Its day goes on with what it does.
  const doing = `${agent.state.kind} ${agent.activity?.kind ?? ""} ${String(agent.activity?.since ?? 0)}`;
  useEffect(() => pages.refresh(), [pages, doing]);
  // Until the next page is opened the last one's is there.
  const own = state.agent === id ? state : undefined;
  return (
    <View
      title={id}
      isTab
      summary={agent.description ?? agent.program}
      tools={
        <>
          {actionsFor(agent.state).map((action, place) => (
            <AgentActionButton
              key={action}
              action={action}
              agent={id}
              isDisabled={!isConnected}
              isPrimary={place === 0 && action === "start"}
              onAct={onAct}
            />
          ))}
          <Button label={`Terminal of ${id}`} onPress={ways.onTerminal}>
            <Icon name="shell" />
            Terminal
          </Button>
          <Button label={`Inbox of ${id}`} onPress={ways.onInbox}>
            <Icon name="inbox" />
            Inbox
          </Button>
          <Button label={`Write to ${id}`} onPress={ways.onCompose}>
            <Icon name="write" />
            Write
          </Button>
        </>
      }
    >
      <div className={styles.page}>
        <div className={styles.main}>
          <StateOfAgent agent={agent} now={now} outlook={slots.outlook} />
          <TimelineCard
            timeline={own?.timeline ?? {}}
            day={own?.day}
            now={now}
            onDay={pages.showDay}
            onRetry={pages.retry}
          />
          <UsageCard agent={id} usage={own?.usage?.get(id)} now={now} />
          <Card title="Definition" aside={own?.definition.value?.path}>
            <div className={styles.definition} tabIndex={0} role="group" aria-label={`Definition of ${id}`}>
              <Loaded asked={own?.definition ?? {}} onRetry={pages.retry}>
                {({ text, isCut }) => (
                  <>
                    {slots.renderMarkdown(withoutHead(text))}
                    {isCut && (
                      <p className={styles.note}>The file goes on; open it in an editor to read the rest.</p>
                    )}
                  </>
                )}
              </Loaded>
            </div>
          </Card>
        </div>
        <div className={styles.side}>
          <Card title="By itself">
            <div className={styles.part}>
              <p>It {slots.policy}.</p>
              <span>
                <Button label={`Starts and stops of ${id}`} onPress={ways.onPolicy}>
                  <Icon name="clock" />
                  Change
                </Button>
              </span>
            </div>
          </Card>
          {slots.container}
          {slots.tools}
          <Card title="Log of its session">
            <div className={styles.part}>
              <Loaded asked={own?.log ?? {}} onRetry={pages.retry}>
                {(lines) =>
                  lines.length === 0 ? (
                    <p className={styles.quiet}>Nothing was noted: that is as it should be.</p>
                  ) : (
                    <pre className={styles.log} tabIndex={0} aria-label={`Log of ${id}`}>
                      {lines.join("\n")}
                    </pre>
                  )
                }
              </Loaded>
              <span>
                <Button onPress={ways.onActivity}>
                  <Icon name="activity" />
                  All that {id} did
                </Button>
              </span>
            </div>
          </Card>
        </div>
      </div>
    </View>
  );
}

interface StateOfAgentProps {
  readonly agent: Agent;
  readonly now: number;
  readonly outlook: string | undefined;
}

function StateOfAgent({ agent, now, outlook }: StateOfAgentProps) {
  const activity = agent.state.kind === "running" ? agent.activity : undefined;
  const lines = activity === undefined ? [] : evidenceLines(activity, now);
  const text = agent.problem ?? agentText(agent, now);
  return (
    <Card title="Now" aside={agent.program}>
      <div className={styles.part}>
        <p className={styles.state} data-tone={agentTone(agent)}>
          <StateDot tone={agentTone(agent)} />
          {text.charAt(0).toUpperCase() + text.slice(1)}
        </p>
        {activity?.kind === "waiting" && <p>{activity.text}</p>}
        {outlook !== undefined && <p>{outlook}</p>}
        {agent.state.kind === "failed" && agent.state.lastLines.length > 0 && (
          <pre className={styles.log} tabIndex={0} aria-label={`Last lines of ${agent.id}`}>
            {agent.state.lastLines.join("\n")}
          </pre>
        )}
        {lines.length > 0 && (
          <dl className={styles.evidence} aria-label="How this is known">
            {lines.map(({ source, text: said, ago }, place) => (
              // Two lines of one source are told apart by their place alone.
              <div key={place}>
                <dt>{source}</dt>
                <dd>{said}</dd>
                <dd className={styles.ago}>{ago}</dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </Card>
  );
}

interface LoadedProps<T> {
  readonly asked: Asked<T>;
  readonly onRetry: () => void;
  readonly children: (value: T) => ReactNode;
}

function Loaded<T>({ asked: { value, failure }, onRetry, children }: LoadedProps<T>) {
  if (value !== undefined) return children(value);
  if (failure === undefined) return <Spinner label="Reading…" />;
  return (
    <div className={styles.quiet}>
      <p>{failure}</p>
      <Button onPress={onRetry}>Try again</Button>
    </div>
  );
}

/** What stands between lines of dashes at the beginning is for programs; it is shown as it is written. */
function withoutHead(text: string): string {
  const head = /^---\r?\n([\s\S]*?)\r?\n---\r?\n?/.exec(text);
  if (head === null) return text;
  return `\`\`\`yaml\n${head[1] ?? ""}\n\`\`\`\n${text.slice(head[0].length)}`;
}
