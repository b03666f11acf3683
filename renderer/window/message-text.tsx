import { Component, Suspense, useCallback, type ReactNode } from "react";
import { useStore } from "zustand";
import type { Quorum } from "../quorum.ts";
import { inOrder } from "../ui/plainly.ts";
import { lazyView } from "./lazy-view.tsx";
import styles from "./message-text.module.css";

const MARKDOWN = lazyView(async () => (await import("../ui/markdown/markdown.tsx")).Markdown);

export interface MessageTextProps {
  readonly text: string;
  readonly documents: Quorum["documents"]["store"];
  readonly onDocument: (id: string) => void;
}

/** A text that somebody wrote in Markdown. What draws it is loaded when it is first needed; until then it is as written. */
export function MessageText({ text, documents, onDocument }: MessageTextProps) {
  const isKnown = useStore(documents, (state) => state.isKnown);
  const isDocument = useCallback(
    (id: string) => isKnown && documents.getState().byId.has(id),
    [isKnown, documents],
  );
  const plain = <div className={styles.plain}>{inOrder(text)}</div>;
  return (
    <TextBoundary plain={plain}>
      <Suspense fallback={plain}>
        <MARKDOWN.View text={text} isDocument={isDocument} onOpenDocument={onDocument} />
      </Suspense>
    </TextBoundary>
  );
}

interface TextBoundaryProps {
  readonly plain: ReactNode;
  readonly children: ReactNode;
}

/** Where a text cannot be drawn, because the server is away or there is a defect, it can still be read. */
class TextBoundary extends Component<TextBoundaryProps, { readonly hasFailed: boolean }> {
  override readonly state = { hasFailed: false };

  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  override componentDidCatch(): void {
    MARKDOWN.renew();
  }

  override render(): ReactNode {
    return this.state.hasFailed ? this.props.plain : this.props.children;
  }
}
