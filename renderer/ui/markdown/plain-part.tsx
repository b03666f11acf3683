import { Component, type ReactNode } from "react";
import { plainly } from "../plainly.ts";
import type { Weight } from "./markdown-weight.ts";
import styles from "./markdown.module.css";

const WHY: Readonly<Record<Weight | "failed", string>> = {
  deep: "More is nested in this text than can be laid out. It is shown as it is written.",
  dense: "This text has more marks than can be laid out. It is shown as it is written.",
  failed: "This text could not be laid out. It is shown as it is written.",
};

export interface PlainPartProps {
  readonly text: string;
  readonly why: Weight | "failed";
}

/** A part of a text as it is written, and why. */
export function PlainPart({ text, why }: PlainPartProps) {
  return (
    <div className={styles.plain} data-plain={why}>
      <p>{WHY[why]}</p>
      <pre className={styles.code} tabIndex={0} aria-label="Text as it is written">
        {plainly(text)}
      </pre>
    </div>
  );
}

export interface PartBoundaryProps {
  readonly text: string;
  readonly children: ReactNode;
}

/** What goes wrong in one part of a text takes nothing else away. */
export class PartBoundary extends Component<PartBoundaryProps, { readonly hasFailed: boolean }> {
  override readonly state = { hasFailed: false };

  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    return this.state.hasFailed ? <PlainPart text={this.props.text} why="failed" /> : this.props.children;
  }
}
