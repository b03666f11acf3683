import { useEffect, useRef, useState, type ReactNode } from "react";
import { useStore } from "zustand";
import { isUp } from "../../../../shared/contract/agent-actions.ts";
import type { Agent, AgentId } from "../../../../shared/contract/agents.ts";
import type { FramePipe } from "../../../../shared/terminal/pipe.ts";
import type { ActionId } from "../../../actions/action-list.ts";
import type { KeyPress } from "../../../actions/chord.ts";
import type { Platform } from "../../../actions/platform.ts";
import type { Appearance } from "../../../theme/appearance.ts";
import type { PerformAgentAction } from "../../../ui/agents/agent-commands.ts";
import { TerminalSession } from "../session/terminal-session.ts";
import { createTerminalView, type TerminalViewStore } from "../session/terminal-view.ts";
import { bannerFor, CONNECTION_LOST } from "./banner.ts";
import { BannerBar } from "./banner-bar.tsx";
import { FindBar } from "./find-bar.tsx";
import { PasteDialog } from "./paste-dialog.tsx";
import styles from "./terminal-pane.module.css";

/** What every terminal of the window is made with. */
export interface TerminalSetting {
  readonly openTerminal: (agent: AgentId) => FramePipe;
  /** Starts a shell in an agent's container. */
  readonly openShell: (agent: AgentId) => FramePipe;
  readonly appearance: Appearance;
  readonly renderer: "webgl" | "dom";
  readonly platform: Platform;
  /** The action of the window that keys lead to in a terminal. */
  readonly actionOf: (press: KeyPress) => ActionId | undefined;
  /** How many lines each terminal was scrolled up when it was last seen. */
  readonly fromBottom: Map<AgentId, number>;
}

export interface TerminalPaneProps {
  readonly agent: Agent;
  readonly setting: TerminalSetting;
  readonly fontSize: number;
  readonly isConnected: boolean;
  /** Grows each time that the terminal should have the focus. */
  readonly focusRequests: number;
  /** Which time the person asked to find something in this terminal; absent while they do not. */
  readonly findRequest: number | undefined;
  /** Stands over a terminal that simply runs, where else its banner is. */
  readonly strip: ReactNode;
  /** Whether it is the one that has the focus, where several are seen. */
  readonly isActive?: boolean;
  readonly onCloseFind: () => void;
  readonly onView: (view: TerminalViewStore | undefined) => void;
  readonly onAct: PerformAgentAction;
}

/** About as many rows as a banner covers. */
const BANNER_ROWS = 4;

interface PasteQuestion {
  readonly text: string;
  readonly decide: (isAgreed: boolean) => void;
}

/** The terminal of one agent, for as long as it is seen. */
export function TerminalPane(props: TerminalPaneProps) {
  const { agent, setting, fontSize, isConnected, focusRequests, findRequest, onCloseFind, onView, onAct } =
    props;
  const { isActive = true } = props;
  const host = useRef<HTMLDivElement>(null);
  const [view] = useState(createTerminalView);
  const phase = useStore(view, (state) => state.phase);
  const session = useRef<TerminalSession>(undefined);
  const [question, setQuestion] = useState<PasteQuestion>();
  const isWanted = isConnected && agent.hasTerminal;
  // What the session begins with; later values reach it by its setters.
  const latest = useRef({ fontSize, isWanted, isActive });
  useEffect(() => {
    latest.current = { fontSize, isWanted, isActive };
  });

  useEffect(() => {
    if (host.current === null) return;
    session.current ??= new TerminalSession({
      ...setting,
      element: host.current,
      view,
      fontSize: latest.current.fontSize,
      confirmPaste: (text) => new Promise((resolve) => setQuestion({ text, decide: resolve })),
    });
    const own = session.current;
    own.show({
      openPipe: () => setting.openTerminal(agent.id),
      isWanted: latest.current.isWanted,
      fromBottom: setting.fromBottom.get(agent.id) ?? 0,
    });
    if (latest.current.isActive) own.focus();
    return () => {
      setting.fromBottom.set(agent.id, own.fromBottom);
      own.hide();
      setQuestion(undefined);
    };
  }, [agent.id, setting, view]);

  useEffect(() => {
    onView(view);
    return () => {
      onView(undefined);
      session.current?.dispose();
      session.current = undefined;
    };
  }, [view, onView]);

  useEffect(() => session.current?.setWanted(isWanted), [agent.id, isWanted]);
  useEffect(() => {
    // A button beside the terminal may have it already.
    const isBeside = host.current?.closest("[data-split-pane]")?.contains(document.activeElement) === true;
    if (isActive && !isBeside) session.current?.focus();
  }, [focusRequests, isActive]);
  useEffect(() => session.current?.setFontSize(fontSize), [fontSize]);
  const program = agent.state.kind === "running" ? agent.state.pid : undefined;
  useEffect(() => {
    if (program !== undefined) session.current?.renew();
  }, [agent.id, program]);

  const closeFind = (): void => {
    session.current?.endFind();
    onCloseFind();
    session.current?.focus();
  };
  const decide = (isAgreed: boolean): void => {
    question?.decide(isAgreed);
    setQuestion(undefined);
  };
  const banner = isConnected ? bannerFor(agent) : CONNECTION_LOST;
  // Only a terminal that goes on makes room for its banner: any other keeps its size, so that its lines stay as they are.
  const isSteady = !isConnected || agent.state.kind !== "running";
  const dimming = !isConnected || phase === "stale" ? "stale" : isUp(agent.state) ? undefined : "over";
  const emptyRows = useStore(view, (state) => state.emptyRows);

  return (
    <section
      className={styles.pane}
      role="tabpanel"
      aria-label={`Terminal of ${agent.id}`}
      data-agent={agent.id}
      data-state={agent.state.kind}
      data-phase={phase}
    >
      {banner === undefined ? (
        props.strip
      ) : (
        <BannerBar banner={banner} agent={agent.id} isConnected={isConnected} onAct={onAct} />
      )}
      <div className={styles.stage}>
        <div
          ref={host}
          className={styles.host}
          data-steady={isSteady}
          data-cut={emptyRows >= BANNER_ROWS ? "bottom" : "top"}
          data-dimmed={dimming}
        />
        <LinkTarget view={view} platform={setting.platform} />
        {findRequest !== undefined && (
          <FindBar
            key={agent.id}
            request={findRequest}
            view={view}
            onFind={(term, from) => session.current?.find(term, from)}
            onClose={closeFind}
          />
        )}
      </div>
      {question !== undefined && <PasteDialog text={question.text} onDecide={decide} />}
    </section>
  );
}

/** Where the link under the pointer leads. */
function LinkTarget({ view, platform }: { readonly view: TerminalViewStore; readonly platform: Platform }) {
  const target = useStore(view, (state) => state.linkTarget);
  if (target === undefined) return null;
  return (
    <p className={styles.link} role="status">
      <span>{platform === "mac" ? "⌘-click opens" : "Ctrl+click opens"}</span> {target}
    </p>
  );
}
