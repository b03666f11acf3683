import { toolInputParts } from "./tool-input.ts";
import styles from "./tool-input-view.module.css";

export interface ToolInputViewProps {
  readonly input: string | undefined;
  readonly label: string;
}

/** From this many lines on, a text says how many it has: what is out of sight is not overlooked. */
const MANY_LINES = 8;

/** What a tool is to be run with. It is text, whatever it says of itself. */
export function ToolInputView({ input, label }: ToolInputViewProps) {
  const parts = toolInputParts(input);
  if (parts.length === 0) return null;
  return (
    <dl className={styles.parts} aria-label={label}>
      {parts.map((part, place) => {
        const lines = part.text.split("\n").length;
        return (
          // Two parts may have one label.
          <div key={place}>
            <dt>
              {part.label}
              {lines >= MANY_LINES && <span> · {lines} lines</span>}
            </dt>
            <dd>
              <pre
                className={styles.text}
                data-kind={part.kind}
                tabIndex={lines >= MANY_LINES ? 0 : undefined}
                aria-label={lines >= MANY_LINES ? part.label : undefined}
                role={lines >= MANY_LINES ? "region" : undefined}
              >
                {part.text}
              </pre>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
