import { useEffect, useRef, useState } from "react";
import { useStore } from "zustand";
import type { AgentId } from "../../../../shared/contract/agents.ts";
import { TerminalSession } from "../session/terminal-session.ts";
import { createTerminalView, type TerminalViewStore } from "../session/terminal-view.ts";
import { PasteDialog } from "./paste-dialog.tsx";
import type { TerminalSetting } from "./terminal-pane.tsx";
import { ShellBar } from "./shell-bar.tsx";
import styles from "./terminal-pane.module.css";

export interface ShellPaneProps {
  readonly agent: AgentId;
  readonly isShown: boolean;
  readonly setting: TerminalSetting;
  readonly fontSize: number;
  readonly isConnected: boolean;
  /** Grows each time that the shell should have the focus. */
  readonly focusRequests: number;
  readonly onView: (view: TerminalViewStore | undefined) => void;
  readonly onClose: () => void;
}

interface PasteQuestion {
  readonly text: string;
  readonly decide: (isAgreed: boolean) => void;
}

/** A shell in the container of an agent, beside its program. It lives as long as its tab, seen or not. */
export function ShellPane(props: ShellPaneProps) {
  const { agent, isShown, setting, fontSize, isConnected, focusRequests, onView, onClose } = props;
  const host = useRef<HTMLDivElement>(null);
  const [view] = useState(createTerminalView);
  const phase = useStore(view, (state) => state.phase);
  const session = useRef<TerminalSession>(undefined);
  const [question, setQuestion] = useState<PasteQuestion>();
  const [starts, setStarts] = useState(0);
  const first = useRef(fontSize);

  useEffect(() => {
    if (host.current === null) return undefined;
    const own = new TerminalSession({
      ...setting,
      element: host.current,
      view,
      fontSize: first.current,
      confirmPaste: (text) => new Promise((resolve) => setQuestion({ text, decide: resolve })),
    });
    session.current = own;
    own.show({ openPipe: () => setting.openShell(agent), isWanted: true, fromBottom: 0 });
    return () => {
      own.dispose();
      session.current = undefined;
      setQuestion(undefined);
    };
  }, [agent, setting, view, starts]);
  // A shell that was lost with the connection is not begun again by itself: it would be another one.
  useEffect(() => {
    if (!isConnected) session.current?.setWanted(false);
  }, [isConnected]);
  useEffect(() => {
    if (!isShown) return undefined;
    onView(view);
    return () => onView(undefined);
  }, [isShown, view, onView]);
  useEffect(() => {
    if (isShown) session.current?.focus();
  }, [isShown, starts, focusRequests]);
  useEffect(() => {
    first.current = fontSize;
    session.current?.setFontSize(fontSize);
  }, [fontSize]);

  const isOver = phase === "ended" || phase === "stale" || !isConnected;
  return (
    <section
      className={styles.pane}
      // What is not seen must not be found by whoever looks for where the focus goes.
      role={isShown ? "tabpanel" : undefined}
      hidden={!isShown}
      aria-label={`Shell in the container of ${agent}`}
      data-shell={agent}
      data-phase={phase}
    >
      <ShellBar
        agent={agent}
        isOver={isOver}
        isConnected={isConnected}
        onAgain={() => setStarts((count) => count + 1)}
        onClose={onClose}
      />
      <div className={styles.stage}>
        <div ref={host} className={styles.host} data-dimmed={isOver ? "over" : undefined} />
      </div>
      {question !== undefined && (
        <PasteDialog
          text={question.text}
          onDecide={(isAgreed) => {
            question.decide(isAgreed);
            setQuestion(undefined);
          }}
        />
      )}
    </section>
  );
}
