import { useState } from "react";
import { Button } from "./button.tsx";
import styles from "./copied-command.module.css";

export interface CopiedCommandProps {
  readonly command: string;
  readonly onCopy: (text: string) => void;
}

/** A command that the person runs in a terminal of their own: nothing here has the rights for it. */
export function CopiedCommand({ command, onCopy }: CopiedCommandProps) {
  const [copied, setCopied] = useState<string>();
  const copy = (): void => {
    onCopy(command);
    setCopied(command);
  };
  return (
    <p className={styles.command}>
      <code tabIndex={0}>{command}</code>
      <Button label="Copy the command" onPress={copy}>
        {copied === command ? "Copied" : "Copy"}
      </Button>
    </p>
  );
}
