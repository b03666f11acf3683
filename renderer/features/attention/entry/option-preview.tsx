import type { CSSProperties } from "react";
import type { Question } from "../../../../shared/link/questions.ts";
import { plainly } from "../../../ui/plainly.ts";
import styles from "./option-preview.module.css";

type Option = Question["options"][number];

export interface OptionPreviewProps {
  readonly options: readonly Option[];
  /** The one that is looked at; absent while none is. */
  readonly option: Option | undefined;
}

/** What an answer would look like, as text: drawings of signs stay as they are. As high whichever is looked at. */
export function OptionPreview({ options, option }: OptionPreviewProps) {
  const lines = Math.max(...options.map(({ preview = "" }) => preview.split("\n").length));
  const size: CSSProperties & Record<"--lines", number> = { "--lines": lines };
  if (option?.preview === undefined) {
    return (
      <p className={styles.none} style={size}>
        {option === undefined ? "Choose an answer to see what it looks like." : "It has no preview."}
      </p>
    );
  }
  return (
    <pre
      className={styles.preview}
      style={size}
      role="region"
      aria-label={`Preview of ${plainly(option.label)}`}
      // It may be wider or higher than its place, which then scrolls by keys.
      tabIndex={0}
    >
      {plainly(option.preview)}
    </pre>
  );
}
